import rule from '../../../../rules/workflows/cache-poisoning.yml';
import type { Audit, AuditResult } from '../audit.ts';
import type { Automation, Job, Workflow } from '../model/workflow.ts';
import { cacheRestoredBy } from '../reach/caching.ts';
import { headCheckoutOf } from '../reach/checkout.ts';
import { triggerOf } from '../reach/events.ts';
import { publishes } from '../reach/publishing.ts';

/** Caches that others can fill, used where software is published, and caches that strangers' events fill. */
export const cachePoisoning: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return [];
  return automation.jobs.flatMap((job) => examineJob(automation, job));
}

function examineJob(workflow: Workflow, job: Job): readonly AuditResult[] {
  const publisher = publishes(workflow, job);
  const target = triggerOf(workflow, 'pull_request_target') !== undefined;
  if (!publisher && !target) return [];
  const meetsStrangersCode = !publisher && job.steps.some((step) => headCheckoutOf(step) !== undefined);
  return job.steps.flatMap((step) => {
    const text = cacheRestoredBy(step);
    if (text === undefined || (!publisher && step.uses?.text.value.includes('/restore'))) return [];
    const message = publisher
      ? `job ${job.id.value} publishes what it builds with a cache that any job on the default branch can fill`
      : 'on pull_request_target this cache is written for the default branch, from where releases read it';
    return [{ region: text.region, message, severity: meetsStrangersCode ? 'medium' : 'low' }];
  });
}
