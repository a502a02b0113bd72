import { expressionsOf, partsOfExpression } from '../../analysis/parts.ts';
import type { Lookup } from '../../language.ts';
import type { Expression } from '../../program.ts';

/** Every expression of the program, outer ones before inner ones, in the order of statements. */
export function* everyExpression(lookup: Lookup): Generator<Expression> {
  for (const statement of lookup.statements) {
    for (const expression of expressionsOf(statement)) yield* withParts(expression);
  }
}

/** An expression and all that stands in it, functions' bodies not included. */
export function* withParts(expression: Expression): Generator<Expression> {
  const waiting: Expression[] = [expression];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...partsOfExpression(next).toReversed());
  }
}

/** The expression in all its clothes taken off: `await x`, `x as T`. */
export function bare(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'wrapped') inner = inner.value;
  return inner;
}

/** The last name of a chain: `user.password` → `password`. */
export function lastName(expression: Expression): string | undefined {
  const inner = bare(expression);
  if (inner.kind === 'name') return inner.name;
  return inner.kind === 'member' ? inner.property : undefined;
}
