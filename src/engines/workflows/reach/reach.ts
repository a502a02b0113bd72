import { remembering } from '../../remember.ts';
import { textsBelow } from '../../yaml-document/placed.ts';
import type { Expression } from '../expressions/expression.ts';
import { expressionsWithin } from '../expressions/expression.ts';
import { conditionOf } from '../expressions/find-expressions.ts';
import type { Job, Step, Workflow } from '../model/workflow.ts';
import { evaluate } from './evaluate.ts';
import { triggerOf, waitsForLabel } from './events.ts';
import { strangersFacts } from './stranger.ts';

/** A step of a workflow's job: where an audit looks. */
export interface Site {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
}

/**
 * Whether a stranger's event gets this far: `open`, `gated` behind somebody's decision (a label, an environment's approval,
 * a script that asks for the author's rights), or `closed` by conditions that no stranger can fulfil.
 */
export type Reach = 'open' | 'gated' | 'closed';

/** How far an event that a stranger causes gets. */
export function reachOf({ workflow, job, step }: Site, event: string): Reach {
  const condition = conditionOfStep(step);
  return furthestGate([
    reachOfJob(workflow, job, event),
    condition === undefined ? 'open' : reachThrough([condition], event),
  ]);
}

function reachOfJob(workflow: Workflow, job: Job, event: string): Reach {
  const known = reachesOfJob(job);
  const found = known.get(event) ?? computeReachOfJob(workflow, job, event);
  known.set(event, found);
  return found;
}

const reachesOfJob = remembering((_: Job) => new Map<string, Reach>());

function computeReachOfJob(workflow: Workflow, job: Job, event: string): Reach {
  const jobs = neededJobs(workflow, job);
  const conditions = jobs.map(conditionOfJob).filter((condition) => condition !== undefined);
  const asks = jobs.some((needed) => needed.environment !== undefined || asksForRights(needed));
  const waits = asks || waitsForLabel(triggerOf(workflow, event));
  return furthestGate([reachThrough(conditions, event), waits ? 'gated' : 'open']);
}

/** Conditions that no stranger fulfils close; those that only a label fulfils are a gate. */
function reachThrough(conditions: readonly Expression[], event: string): Reach {
  const fails = (labels: boolean) =>
    conditions.some((condition) => evaluate(condition, strangersFacts(event, labels)) === false);
  if (fails(true)) return 'closed';
  return fails(false) ? 'gated' : 'open';
}

function furthestGate(reaches: readonly Reach[]): Reach {
  if (reaches.includes('closed')) return 'closed';
  return reaches.includes('gated') ? 'gated' : 'open';
}

/** The sites of all steps, in order. */
export function sitesOf(workflow: Workflow): readonly Site[] {
  return workflow.jobs.flatMap((job) => job.steps.map((step) => ({ workflow, job, step })));
}

const conditionOfStep = remembering(
  (step: Step): Expression | undefined => step.condition && conditionOf(step.condition.value),
);

const conditionOfJob = remembering(
  (job: Job): Expression | undefined => job.condition && conditionOf(job.condition.value),
);

/** Jobs that a hostile file chains beyond this are taken for ungated. */
const MAX_NEEDED = 100;

/** The job and those that must have succeeded before it, unless its condition runs it all the same. */
function neededJobs(workflow: Workflow, job: Job): readonly Job[] {
  const needed = new Set([job]);
  for (const current of needed) {
    if (needed.size > MAX_NEEDED) break;
    if (runsAfterFailure(current)) continue;
    for (const name of current.needs) {
      const found = jobsByName(workflow).get(name);
      if (found !== undefined) needed.add(found);
    }
  }
  return [...needed];
}

const jobsByName = remembering(
  (workflow: Workflow): ReadonlyMap<string, Job> => new Map(workflow.jobs.map((job) => [job.id.value, job])),
);

/** A condition with one of these drops the implied `success()` (docs: "Status check functions"). */
const runsAfterFailure = remembering((job: Job): boolean => {
  const condition = conditionOfJob(job);
  return (
    condition !== undefined &&
    expressionsWithin(condition).some((part) => part.kind === 'call' && /^(always|failure|cancelled)$/.test(part.name))
  );
});

/** Scripts and actions that look up what the author may do; whether they then stop is not ours to know. */
const RIGHTS_CHECK =
  /getCollaboratorPermissionLevel|collaborators\/\S{1,200}\/permission|check-user-permission|checkMembershipForUser|permission-check/i;

const asksForRights = remembering((job: Job): boolean =>
  textsBelow(job.value).some((text) => RIGHTS_CHECK.test(text.value)),
);
