import rule from '../../../../rules/workflows/secret-in-condition.yml';
import type { PlacedText } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import { expressionsWithin } from '../expressions/expression.ts';
import { findConditions } from '../expressions/find-expressions.ts';
import type { Automation } from '../model/workflow.ts';

/** Conditions on secrets, which GitHub refuses: the workflow does not run at all, whatever it was to guard. */
export const secretInCondition: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  if (automation.kind === 'action') return automation.steps.flatMap((step) => examineCondition(step.condition));
  return automation.jobs.flatMap((job) => [
    ...examineCondition(job.condition),
    ...job.steps.flatMap((step) => examineCondition(step.condition)),
  ]);
}

function examineCondition(text: PlacedText | undefined): readonly AuditResult[] {
  if (text === undefined || !/secrets/i.test(text.value)) return [];
  const reference = findConditions(text.value)
    .flatMap(({ expression }) => (expression === undefined ? [] : expressionsWithin(expression)))
    .find((part) => part.kind === 'reference' && part.of === undefined && part.path[0] === 'secrets');
  if (reference === undefined) return [];
  return [
    {
      region: text.regionOf(reference.start, reference.end),
      message: 'secrets cannot be read in `if`: GitHub refuses the file, and what it was to check is not checked',
    },
  ];
}
