import { textsAt, valueAt } from '../../yaml-document/placed.ts';
import type { Trigger, Workflow } from '../model/workflow.ts';

/**
 * What a stranger who causes an event gets (https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows):
 * - `privileged`: the base repository's token and secrets
 * - `forked`: a read-only token and no secrets, as long as the pull request comes from a fork
 * - `merged`: nothing by oneself, but what one wrote arrives once somebody with rights merges it
 * - `trusted`: nothing; only people with write access cause it
 */
export type EventPower = 'privileged' | 'forked' | 'merged' | 'trusted';

const POWERS: ReadonlyMap<string, EventPower> = new Map([
  ['pull_request_target', 'privileged'],
  ['issue_comment', 'privileged'],
  ['issues', 'privileged'],
  ['discussion', 'privileged'],
  ['discussion_comment', 'privileged'],
  ['workflow_run', 'privileged'],
  ['gollum', 'privileged'],
  ['fork', 'privileged'],
  ['watch', 'privileged'],
  ['pull_request', 'forked'],
  ['pull_request_review', 'forked'],
  ['pull_request_review_comment', 'forked'],
  ['push', 'merged'],
  ['merge_group', 'merged'],
]);

export function powerOf(event: string): EventPower {
  return POWERS.get(event) ?? 'trusted';
}

export function triggerOf(workflow: Workflow, event: string): Trigger | undefined {
  return workflow.triggers.find((trigger) => trigger.name === event);
}

/** Whether the workflow makes a release of something: it starts on a release, or on a tag that is pushed. */
export function startsOnRelease(workflow: Workflow): boolean {
  if (triggerOf(workflow, 'release') !== undefined) return true;
  const push = triggerOf(workflow, 'push');
  const branches = textsAt(valueAt(push?.options, 'branches')).map((text) => text.value);
  return valueAt(push?.options, 'tags') !== undefined || branches.some((branch) => /^releases?\b/i.test(branch));
}

/** Whether a trigger waits for a label, which only people with triage rights can set. */
export function waitsForLabel(trigger: Trigger | undefined): boolean {
  const types = textsAt(valueAt(trigger?.options, 'types')).map((text) => text.value);
  return types.length > 0 && types.every((type) => type === 'labeled');
}

/** Whether other workflows may call this one; their events are its events then. */
export function isCallable(workflow: Workflow): boolean {
  return triggerOf(workflow, 'workflow_call') !== undefined;
}
