import type { Lookup } from '../language.ts';
import type { FunctionDefinition, Span, Statement } from '../program.ts';

/** Names of values that nobody may guess. */
export const SECRET_NAME =
  /token|secret|passw|pwd|session_?id|sessid|nonce|\botp|otp\b|csrf|xsrf|salt|api_?key|credential|captcha|verification_?code/i;

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The innermost function around a place. */
export function functionAround(lookup: Lookup, place: Span): FunctionDefinition | undefined {
  return lookup.functions
    .map(({ definition }) => definition)
    .filter((definition) => contains(definition, place))
    .reduce<FunctionDefinition | undefined>(
      (inner, definition) => (inner === undefined || contains(inner, definition) ? definition : inner),
      undefined,
    );
}

/** The name that the value of a place goes to: of the variable or field, else of the function that makes it. */
export function purposeOf(lookup: Lookup, place: Span): string | undefined {
  const assigned = lookup.statements
    .filter((statement) => statement.kind === 'assign' && contains(statement, place))
    .map(assignedName)
    .findLast((name) => name !== undefined && SECRET_NAME.test(name));
  return assigned ?? functionAround(lookup, place)?.name;
}

function assignedName(statement: Statement): string | undefined {
  if (statement.kind !== 'assign') return undefined;
  const { target } = statement;
  if (target.kind === 'variable') return target.name;
  return target.kind === 'place' && target.place.kind === 'member' ? target.place.property : undefined;
}
