import rule from '../../../../rules/workflows/self-hosted-runner.yml';
import { type PlacedText, textsBelow } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import type { Automation, Job, Workflow } from '../model/workflow.ts';
import { powerOf } from '../reach/events.ts';

/** Machines of the owners that strangers' events reach. */
export const selfHostedRunner: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return [];
  return automation.jobs.flatMap((job) => examineJob(automation, job));
}

function examineJob(workflow: Workflow, job: Job): readonly AuditResult[] {
  const label = selfHostedLabel(job);
  if (label === undefined) return [];
  const forked = workflow.triggers.find((trigger) => powerOf(trigger.name) === 'forked');
  const privileged = workflow.triggers.find((trigger) => powerOf(trigger.name) === 'privileged');
  if (forked !== undefined) {
    const message = `on ${forked.name} a fork's code runs on a machine of yours, in a public repository anybody's`;
    return [{ region: label.region, message, severity: 'medium' }];
  }
  if (privileged === undefined) return [];
  const message = `anyone can start this job on a machine of yours through ${privileged.name}`;
  return [{ region: label.region, message, severity: 'low' }];
}

/** The label, or the entry of the matrix that brings it in. */
function selfHostedLabel(job: Job): PlacedText | undefined {
  const direct = job.runsOn.find((label) => label.value.toLowerCase() === 'self-hosted');
  if (direct !== undefined || !job.runsOn.some((label) => /\$\{\{\s*matrix\./.test(label.value))) return direct;
  return textsBelow(job.matrix).find((text) => text.value.toLowerCase() === 'self-hosted');
}
