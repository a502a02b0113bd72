import rule from '../../../../rules/workflows/spoofable-actor.yml';
import type { Edit } from '../../yaml-document/edits.ts';
import type { PlacedText } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import { type Expression, expressionsWithin, nameOf, type Reference } from '../expressions/expression.ts';
import { findConditions } from '../expressions/find-expressions.ts';
import type { Automation, Workflow } from '../model/workflow.ts';
import { powerOf } from '../reach/events.ts';

/** Conditions that take whoever acted last for the author. */
export const spoofableActor: Audit = { rule, examine };

const LAST_ACTORS = ['github.actor', 'github.triggering_actor', 'github.event.sender.login'];

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return [];
  const event = automation.triggers.find((trigger) => powerOf(trigger.name) === 'privileged')?.name;
  if (event === undefined) return [];
  const conditions = automation.jobs.flatMap((job) => [job.condition, ...job.steps.map((step) => step.condition)]);
  return conditions.flatMap((text) => (text === undefined ? [] : examineCondition(automation, event, text)));
}

function examineCondition(workflow: Workflow, event: string, text: PlacedText): readonly AuditResult[] {
  if (!/\[bot\]/i.test(text.value)) return [];
  const parts = findConditions(text.value).flatMap(({ expression }) =>
    expression ? expressionsWithin(expression) : [],
  );
  return parts.flatMap((part) => {
    const actor = actorComparedToBot(part);
    if (actor === undefined) return [];
    const region = text.regionOf(actor.start, actor.end);
    const message = `on ${event} ${nameOf(actor)} is whoever acted last: a bot that is made to touch a stranger's pull request passes this test`;
    return [
      { region, message, edits: editsFor(workflow, { region, replacement: 'github.event.pull_request.user.login' }) },
    ];
  });
}

function actorComparedToBot(part: Expression): Reference | undefined {
  if (part.kind !== 'binary' || part.operator !== '==') return undefined;
  const sides = [part.left, part.right];
  const isBot = sides.some((side) => side.kind === 'literal' && String(side.value).toLowerCase().endsWith('[bot]'));
  const actor = sides.find((side) => side.kind === 'reference' && LAST_ACTORS.includes(nameOf(side)));
  return isBot && actor?.kind === 'reference' ? actor : undefined;
}

/** The author of the pull request is known where every event has one. */
function editsFor(workflow: Workflow, edit: Edit): readonly Edit[] {
  return workflow.triggers.every((trigger) => /^pull_request(_target)?$/.test(trigger.name)) ? [edit] : [];
}
