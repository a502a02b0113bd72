import { InterruptedError } from '../model/errors.ts';
import type { Host } from '../platform/host.ts';
import { onInterrupt } from '../platform/interrupts.ts';
import { type ExitStatus, statusOfError } from './exit-status.ts';
import { describeFailure } from './failure.ts';

/**
 * The one place that catches and sets the exit status. `say` shows a failure to a person; `release` undoes what `body` began and is called
 * before the process ends, however it ends.
 */
export async function guard(
  host: Host,
  version: string,
  say: (text: string) => void,
  body: (onRelease: (release: () => void) => void) => Promise<ExitStatus>,
): Promise<void> {
  const releases: (() => void)[] = [];
  const fail = (error: unknown): ExitStatus => {
    say(describeFailure(error, version));
    return statusOfError(error);
  };
  const endAtOnce = (error: unknown): void => {
    const status = fail(error);
    for (const release of releases) release();
    host.exit(status);
  };
  host.onCrash(endAtOnce);
  onInterrupt((signal) => endAtOnce(new InterruptedError(signal)));
  try {
    host.setExitStatus(await body((release) => releases.push(release)));
  } catch (error) {
    host.setExitStatus(fail(error));
  } finally {
    for (const release of releases) release();
  }
}
