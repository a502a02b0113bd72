import type { Automation, Job, Step, Uses, Workflow } from './workflow.ts';

/** One `uses`, with where it stands. */
export interface UsesSite {
  readonly uses: Uses;
  /** `undefined` in an action. */
  readonly workflow: Workflow | undefined;
  readonly job: Job | undefined;
  /** `undefined` for a job that calls a reusable workflow. */
  readonly step: Step | undefined;
}

/** Every `uses` of a file, in order. */
export function usesOf(automation: Automation): readonly UsesSite[] {
  if (automation.kind === 'action') return usesOfSteps(automation.steps, undefined, undefined);
  return automation.jobs.flatMap((job) => [
    ...(job.uses === undefined ? [] : [{ uses: job.uses, workflow: automation, job, step: undefined }]),
    ...usesOfSteps(job.steps, automation, job),
  ]);
}

function usesOfSteps(
  steps: readonly Step[],
  workflow: Workflow | undefined,
  job: Job | undefined,
): readonly UsesSite[] {
  return steps.flatMap((step) => (step.uses === undefined ? [] : [{ uses: step.uses, workflow, job, step }]));
}
