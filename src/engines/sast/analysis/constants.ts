import type { Expression } from '../program.ts';
import { findBinding, type ScopedProgram } from './scopes.ts';

export type Constant = string | number | boolean | null;

const MAX_DEPTH = 12;
const MAX_TEXT = 10_000;

/** The fixed value of an expression, through variables that are assigned once; `undefined` if it is not certain. */
export function constantOf(expression: Expression, scoped: ScopedProgram, depth = 0): Constant | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (expression.kind) {
    case 'text':
      return expression.value;
    case 'literal':
      return expression.value;
    case 'wrapped':
      return constantOf(expression.value, scoped, depth + 1);
    case 'join':
      return expression.tag === undefined ? joined(expression.parts, scoped, depth) : undefined;
    case 'name': {
      const value = soleValue(expression, scoped);
      return value && constantOf(value, scoped, depth + 1);
    }
    case 'member': {
      const { object, property } = expression;
      const scope = object.kind === 'name' ? scoped.scopeOf.get(object) : undefined;
      const isOwn = object.kind === 'name' && (object.name === 'this' || object.name === 'self');
      const [only, another] = (isOwn && scope?.class?.fields.get(property)?.values) || [];
      return only?.value === undefined || another !== undefined ? undefined : constantOf(only.value, scoped, depth + 1);
    }
    default:
      return undefined;
  }
}

/** The one expression that a name stands for; `undefined` for parameters and whatever is assigned twice. */
export function soleValue(name: Extract<Expression, { kind: 'name' }>, scoped: ScopedProgram): Expression | undefined {
  const found = findBinding(name.name, scoped.scopeOf.get(name))?.binding;
  if (found === undefined || found.parameter !== undefined || found.definition !== undefined) return undefined;
  const [only, another] = found.values;
  if (only === undefined || another !== undefined || only.grows || only.part !== undefined) return undefined;
  return only.value;
}

function joined(parts: readonly Expression[], scoped: ScopedProgram, depth: number): string | undefined {
  let text = '';
  for (const part of parts) {
    const value = constantOf(part, scoped, depth + 1);
    if (value === undefined || text.length > MAX_TEXT) return undefined;
    text += String(value);
  }
  return text;
}
