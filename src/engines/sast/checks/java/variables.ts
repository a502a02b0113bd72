import type { Lookup, ResolvedCall } from '../../language.ts';
import type { Expression } from '../../program.ts';

/** The variable or field that the result of a call is assigned to; `undefined` where it is used at once. */
export function variableOf(call: ResolvedCall, lookup: Lookup): string | undefined {
  for (const statement of lookup.statements) {
    if (statement.start > call.start) break;
    if (statement.kind !== 'assign' || statement.value === undefined || !isIt(statement.value, call)) continue;
    const { target } = statement;
    if (target.kind === 'variable') return target.name;
    if (target.kind === 'place' && target.place.kind === 'member') return target.place.property;
  }
  return undefined;
}

function isIt(value: Expression, call: ResolvedCall): boolean {
  if (value.kind === 'wrapped') return isIt(value.value, call);
  return value.start === call.start && value.end === call.end;
}
