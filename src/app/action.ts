import { PlatformError } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import { createHost } from '../platform/host.ts';
import { createRunner } from '../platform/runner.ts';
import { createScreen } from '../platform/screen.ts';
import { registry } from '../scanners/registry.ts';
import { actionRequest } from './action-inputs.ts';
import { deliverToRunner } from './action-outputs.ts';
import { type ExitStatus, statusOfVerdict } from './exit-status.ts';
import { runSession } from './gate-session.ts';
import { guard } from './guard.ts';
import { wire } from './wire.ts';

/** The Action: inputs from the runner, the gate, then every surface of a workflow run. `entry` is the entry's own `import.meta.url`. */
export async function runAction(version: string, entry: string): Promise<void> {
  const host = createHost(entry);
  const screen = createScreen(host.stderr, host.env);
  const runner = await createRunner(host.env);
  const say = (text: string): void => {
    screen.print(text);
    runner.annotate({
      level: 'error',
      title: 'Gatehouse',
      message: text,
      path: undefined,
      startLine: undefined,
      endLine: undefined,
      startColumn: undefined,
      endColumn: undefined,
    });
  };
  await guard(host, version, say, async (onRelease): Promise<ExitStatus> => {
    const request = actionRequest(runner, host);
    const wired = await wire(host, {
      version,
      verbose: host.env['RUNNER_DEBUG'] === '1',
      quiet: false,
      token: request.token,
    });
    onRelease(wired.release);
    const outcome = await runSession({ ...request, version, env: host.env, quiet: false }, registry, wired);
    const status = statusOfVerdict(outcome.verdict.word);
    try {
      await deliverToRunner(outcome, request.reportFolder, runner, wired);
      return status;
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      say(`the verdict is ${outcome.verdict.word}, but not all of it could be handed on: ${printable(error.message)}`);
      return status === 0 ? 4 : status;
    }
  });
}
