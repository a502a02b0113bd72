import rule from '../../../../rules/workflows/ineffective-condition.yml';
import type { PlacedText } from '../../yaml-document/placed.ts';
import type { Audit, AuditResult } from '../audit.ts';
import { type Call, expressionsWithin } from '../expressions/expression.ts';
import { findConditions } from '../expressions/find-expressions.ts';
import type { Automation } from '../model/workflow.ts';

/** Conditions that hold whatever they seem to ask. */
export const ineffectiveCondition: Audit = { rule, examine };

function examine(automation: Automation): readonly AuditResult[] {
  const conditions =
    automation.kind === 'action'
      ? automation.steps.map((step) => step.condition)
      : automation.jobs.flatMap((job) => [job.condition, ...job.steps.map((step) => step.condition)]);
  return conditions.flatMap((text) => (text === undefined ? [] : [...examineBraces(text), ...examineContains(text)]));
}

/** Text around the braces, be it a line end of a block, makes a text of the whole, and a text that is not empty is true. */
function examineBraces(text: PlacedText): readonly AuditResult[] {
  const found = findConditions(text.value);
  const [first] = found;
  if (!text.value.includes('${{') || first === undefined) return [];
  if (found.length === 1 && first.start === 0 && first.end === text.value.length) return [];
  const isLineEnd = found.length === 1 && first.start === 0 && text.value.slice(first.end).trim() === '';
  const why = isLineEnd ? 'the line end that this block keeps' : 'the text beside the braces';
  return [{ region: text.region, message: `this condition always holds: ${why} makes it a text, and a text is true` }];
}

/** `contains('main develop', github.ref_name)` holds for every part of the text: `mai`, `n`, a space. */
function examineContains(text: PlacedText): readonly AuditResult[] {
  const calls = findConditions(text.value)
    .flatMap(({ expression }) => (expression === undefined ? [] : expressionsWithin(expression)))
    .filter((part): part is Call => part.kind === 'call' && part.name === 'contains');
  return calls.flatMap((call) => {
    const [list, item] = call.args;
    if (list?.kind !== 'literal' || typeof list.value !== 'string' || item?.kind !== 'reference') return [];
    const words = list.value.split(/[\s,;|]+/).filter((word) => word !== '');
    const replacement = `fromJSON('${JSON.stringify(words).replaceAll("'", "''")}')`;
    const edits = words.length > 1 ? [{ region: text.regionOf(list.start, list.end), replacement }] : [];
    const message = 'contains() on a text holds for every piece of it: a branch with the name of such a piece passes';
    return [{ region: text.regionOf(call.start, call.end), message, severity: 'low', edits }];
  });
}
