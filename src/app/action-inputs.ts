import { join, resolve } from 'node:path';
import type { RawInput } from '../config/raw-input.ts';
import type { FilePath } from '../model/path.ts';
import type { ConfigureRequest } from '../pipeline/configure-request.ts';
import type { Host } from '../platform/host.ts';
import type { Runner } from '../ports/runner.ts';

/** Inputs that are settings under the same name. */
const SETTINGS = [
  'profile',
  'scanners',
  'categories',
  'sarif-files',
  'images',
  'fail-on',
  'offline',
  'max-parallel',
  'timeout',
] as const;

export interface ActionRequest extends ConfigureRequest {
  readonly reportFolder: FilePath;
  readonly token: string | undefined;
}

/**
 * Events that run the workflow of the base, with its rights, and are used to look at what strangers wrote
 * (https://docs.github.com/en/actions/reference/security/secure-use#mitigating-the-risks-of-untrusted-code-checkout).
 */
const EVENTS_OF_STRANGERS: readonly (string | undefined)[] = ['pull_request_target', 'workflow_run', 'issue_comment'];

/** The runner's inputs → what the gate is asked. */
export function actionRequest(runner: Pick<Runner, 'input'>, { env, cwd }: Pick<Host, 'env' | 'cwd'>): ActionRequest {
  const workspace = env['GITHUB_WORKSPACE'] ?? cwd;
  const path = (runner.input('path') ?? '.').replace(/\/+$/, '') || '.';
  const config = runner.input('config');
  const checkName = runner.input('check-name') ?? defaultCheckName(path);
  const inputs: Record<string, RawInput> = { 'check-name': { value: checkName, from: 'input check-name' } };
  for (const name of SETTINGS) {
    const value = runner.input(name);
    if (value !== undefined) inputs[name] = { value, from: `input ${name}` };
  }
  return {
    root: resolve(workspace, path),
    configFile: config === undefined ? undefined : resolve(workspace, config),
    trust: isWrittenWithTheWorkflow(env),
    inputs,
    reportFolder: resolve(
      workspace,
      runner.input('report-dir') ?? join(env['RUNNER_TEMP'] ?? workspace, 'gatehouse', ...checkName.split('/')),
    ),
    token: runner.input('github-token'),
  };
}

/** Two gates of one repository must not overwrite each other. */
function defaultCheckName(path: string): string {
  const folder = path.replace(/^\.\//, '');
  return folder === '.' ? 'gatehouse' : `gatehouse/${folder}`;
}

/**
 * Whether whoever wrote the checkout could have written the workflow too: then a configuration found there may say what is run, because the
 * workflow may. Not so where the workflow comes from the base or, as one that an organisation requires, from another repository.
 */
function isWrittenWithTheWorkflow(env: Host['env']): boolean {
  if (EVENTS_OF_STRANGERS.includes(env['GITHUB_EVENT_NAME'])) return false;
  const [repository, workflow] = [env['GITHUB_REPOSITORY'], env['GITHUB_WORKFLOW_REF']];
  if (repository === undefined || workflow === undefined) return true;
  return workflow.toLowerCase().startsWith(`${repository.toLowerCase()}/`);
}
