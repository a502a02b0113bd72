import type { Job, Workflow } from './workflow.ts';

/** The shell of a step that names none. */
export interface DefaultShell {
  /** `undefined`: bash, the default everywhere but on Windows. */
  readonly name: string | undefined;
  readonly isCertain: boolean;
}

/** What runs a job's steps (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell). */
export function defaultShell(workflow: Workflow, job: Job): DefaultShell {
  const name = job.shell ?? workflow.shell;
  if (name !== undefined) return { name, isCertain: true };
  const labels = job.runsOn.map((label) => label.value.toLowerCase());
  if (labels.some((label) => label.includes('windows'))) return { name: 'pwsh', isCertain: true };
  return { name: undefined, isCertain: labels.some((label) => /^(ubuntu|macos)-/.test(label)) };
}
