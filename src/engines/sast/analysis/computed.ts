import { remembering } from '../../remember.ts';
import type { Expression } from '../program.ts';
import { type Constant, constantOf, soleValue } from './constants.ts';
import { findBinding, type Scope, type ScopedProgram } from './scopes.ts';

const MAX_DEPTH = 12;
/** A name that more functions than this have is nobody's constant. */
const MAX_SCOPES = 200;

/**
 * What an expression comes to whenever it runs, with arithmetic and comparisons: `7 * 18 + n > 200`. Only literals and a function's own
 * variables that are assigned once count: settings of a file (`DEBUG = False`) are there to be changed. `undefined` if it is not certain.
 */
export function computedValue(expression: Expression, scoped: ScopedProgram, depth = 0): Constant | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (expression.kind) {
    case 'text':
    case 'literal':
      return expression.value;
    case 'wrapped':
      return computedValue(expression.value, scoped, depth + 1);
    case 'name':
      return valueOfName(expression, scoped, depth);
    case 'join':
      return sum(expression.tag === undefined ? valuesOf(expression.parts, scoped, depth) : undefined);
    case 'operation':
      return operated(expression, scoped, depth);
    case 'index':
      return elementOfText(expression, scoped, depth);
    case 'call':
      return calledOnText(expression, scoped, depth);
    default:
      return undefined;
  }
}

/** Whether a condition always holds (`true`), or never does (`false`). */
export function alwaysHolds(condition: Expression, scoped: ScopedProgram): boolean | undefined {
  if (condition.kind === 'literal' && condition.value === null) return undefined;
  const value = computedValue(condition, scoped);
  if (value !== undefined) return Boolean(value);
  return condition.kind === 'operation' || condition.kind === 'choice' ? combined(condition, scoped) : undefined;
}

/** `a && b` never holds if one of them never does. */
function combined(
  condition: Extract<Expression, { kind: 'operation' | 'choice' }>,
  scoped: ScopedProgram,
): boolean | undefined {
  const isAnd =
    condition.kind === 'choice'
      ? condition.condition !== undefined && condition.values.length === 1
      : /^(?:&&|and)$/.test(condition.operator);
  const isOr =
    condition.kind === 'choice' ? condition.condition === undefined : /^(?:\|\||or)$/.test(condition.operator);
  if (!isAnd && !isOr) return undefined;
  const parts =
    condition.kind === 'choice'
      ? [...(condition.condition === undefined ? [] : [condition.condition]), ...condition.values]
      : condition.operands;
  const known = parts.map((part) => alwaysHolds(part, scoped));
  if (known.includes(isOr)) return isOr;
  return known.includes(undefined) ? undefined : isAnd;
}

function valueOfName(
  name: Extract<Expression, { kind: 'name' }>,
  scoped: ScopedProgram,
  depth: number,
): Constant | undefined {
  // Go's lowering keeps nothing of `i++`.
  if (scoped.program.language === 'go') return undefined;
  const found = findBinding(name.name, scoped.scopeOf.get(name));
  if (found === undefined || found.scope.function === undefined || found.binding.startsEmpty) return undefined;
  const value = soleValue(name, scoped);
  const computed = value && computedValue(value, scoped, depth + 1);
  return computed === undefined || isNamedInside(name.name, found.scope, scoped) ? undefined : computed;
}

/** Whether a function inside gives the name a value: its own variable or the same one, which is not known here. */
function isNamedInside(name: string, scope: Scope, scoped: ScopedProgram): boolean {
  const naming = scopesByName(scoped).get(name) ?? [];
  return naming.length > MAX_SCOPES || naming.some((inner) => inner !== scope && isBelow(inner, scope));
}

/** The functions' scopes that have a name of their own, by the name. */
const scopesByName = remembering((scoped: ScopedProgram): ReadonlyMap<string, readonly Scope[]> => {
  const found = new Map<string, Scope[]>();
  for (const { definition } of scoped.functions) {
    const scope = scoped.scopeOf.get(definition);
    for (const name of scope?.names.keys() ?? []) {
      const scopes = found.get(name);
      if (scope !== undefined && scopes === undefined) found.set(name, [scope]);
      else if (scope !== undefined) scopes?.push(scope);
    }
  }
  return found;
});

function isBelow(inner: Scope, scope: Scope): boolean {
  let at: Scope | undefined = inner;
  while (at !== undefined && at !== scope) at = at.parent;
  return at === scope;
}

function valuesOf(parts: readonly Expression[], scoped: ScopedProgram, depth: number): readonly Constant[] | undefined {
  const values: Constant[] = [];
  for (const part of parts) {
    const value = computedValue(part, scoped, depth + 1);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** Numbers are added, texts joined; what a mixture gives depends on the language. */
function sum(values: readonly Constant[] | undefined): Constant | undefined {
  if (values === undefined || values.length === 0) return undefined;
  if (values.every((value) => typeof value === 'number')) return values.reduce((total, value) => total + value, 0);
  return values.every((value) => typeof value === 'string') ? values.join('') : undefined;
}

function operated(
  { operator, operands }: Extract<Expression, { kind: 'operation' }>,
  scoped: ScopedProgram,
  depth: number,
): Constant | undefined {
  const values = valuesOf(operands, scoped, depth);
  if (values === undefined) return undefined;
  if (operator === '+') return sum(values);
  const [left, right] = values;
  if (values.length === 1) return operator === '!' || operator === 'not' ? !left : undefined;
  if (values.length !== 2 || left === undefined || right === undefined) return undefined;
  if (operator === '==' || operator === '===') return typeof left === typeof right ? left === right : undefined;
  if (operator === '!=' || operator === '!==') return typeof left === typeof right ? left !== right : undefined;
  return typeof left === 'number' && typeof right === 'number' ? calculated(operator, left, right) : undefined;
}

function calculated(operator: string, left: number, right: number): number | boolean | undefined {
  switch (operator) {
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '%':
      return left >= 0 && right > 0 ? left % right : undefined;
    default:
      // Division gives other numbers in every language.
      return undefined;
  }
}

/** `"ABC"[2]`. */
function elementOfText(
  { object, index }: Extract<Expression, { kind: 'index' }>,
  scoped: ScopedProgram,
  depth: number,
): string | undefined {
  const text = constantOf(object, scoped);
  const at = computedValue(index, scoped, depth + 1);
  return typeof text === 'string' && typeof at === 'number' ? text[at] : undefined;
}

/** `"ABC".charAt(2)`. */
function calledOnText(
  { callee, arguments: given }: Extract<Expression, { kind: 'call' }>,
  scoped: ScopedProgram,
  depth: number,
): string | undefined {
  if (callee.kind !== 'member' || callee.property !== 'charAt' || given.length !== 1) return undefined;
  const [first] = given;
  const text = constantOf(callee.object, scoped);
  const at = first && computedValue(first.value, scoped, depth + 1);
  return typeof text === 'string' && typeof at === 'number' ? text[at] : undefined;
}
