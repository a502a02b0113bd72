import type { Lookup } from '../../language.ts';
import type { Expression, Span, Target } from '../../program.ts';
import { everyExpression } from './every-expression.ts';

/** A value with the name of what it is given to: a variable, a property, an entry of a record. */
export interface NamedValue {
  readonly name: string;
  readonly value: Expression;
  /** From the name to the end of the value. */
  readonly span: Span;
}

/** Everything that is given a name in the program, in order of place. */
export function namedValues(lookup: Lookup): readonly NamedValue[] {
  const found: NamedValue[] = [];
  const add = (name: string | undefined, value: Expression | undefined, span: Span): void => {
    if (name !== undefined && value !== undefined) found.push({ name, value, span });
  };
  for (const statement of lookup.statements) {
    if (statement.kind === 'assign') add(nameOf(statement.target), statement.value, statement);
  }
  for (const expression of everyExpression(lookup)) {
    if (expression.kind === 'assignment') add(nameOf(expression.target), expression.value, expression);
    if (expression.kind !== 'record') continue;
    for (const { key, keySpan, value } of expression.entries) add(key, value, { start: keySpan.start, end: value.end });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function nameOf(target: Target): string | undefined {
  if (target.kind === 'variable') return target.name;
  return target.kind === 'place' && target.place.kind === 'member' ? target.place.property : undefined;
}
