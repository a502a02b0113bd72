import { expressionsOf } from '../../analysis/parts.ts';
import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression, FunctionDefinition, Statement } from '../../program.ts';
import { bare, withParts } from './every-expression.ts';

type ElementAssignment = { readonly statement: Statement; readonly object: string; readonly key: string };

/** What keeps `__proto__` out, one way or the other. */
const GUARDS = /^(?:__proto__|constructor|prototype|hasOwnProperty|hasOwn|isPrototypePolluted|isSafeKey)$/;

/** Functions that write below keys which they are given, at more than one level, and let `__proto__` through. */
export const checkUnguardedMerge: ProgramCheck = (_program, lookup) => {
  const written = lookup.statements.filter((statement) => elementAssignment(statement) !== undefined);
  return lookup.functions
    .filter(({ definition }) => written.some(({ start, end }) => definition.start <= start && end <= definition.end))
    .flatMap(({ definition }) => judge(definition, statementsIn(definition, lookup)))
    .sort((a, b) => a.span.start - b.span.start);
};

/** The function's own statements: what stands in functions within it is judged with those. */
function statementsIn(definition: FunctionDefinition, lookup: Lookup): readonly Statement[] {
  const inner = lookup.functions.filter(
    (other) =>
      other.definition !== definition &&
      definition.start <= other.definition.start &&
      other.definition.end <= definition.end &&
      other.definition.name !== undefined,
  );
  return lookup.statements.filter(
    (statement) =>
      definition.start <= statement.start &&
      statement.end <= definition.end &&
      !inner.some((other) => other.definition.start <= statement.start && statement.end <= other.definition.end),
  );
}

function judge(definition: FunctionDefinition, statements: readonly Statement[]): readonly CheckResult[] {
  const written = statements.map(elementAssignment).filter((assignment) => assignment !== undefined);
  if (written.length === 0) return [];
  const parts = statements.flatMap((statement) => expressionsOf(statement)).flatMap((one) => [...withParts(one)]);
  if (parts.some(isGuard)) return [];
  const keys = loopKeys(statements);
  const merges = definition.name !== undefined && parts.some((part) => descends(part, definition.name ?? '', keys));
  const found = written.find(
    ({ object, key }) => (merges && keys.has(key)) || (walks(object, keys, statements) && !isCounter(key, statements)),
  );
  if (found === undefined) return [];
  const { object, key, statement } = found;
  return [{ span: statement, message: `\`${object}[${key}]\` is written below keys that may be \`__proto__\`` }];
}

/** `object[key] = …` with names for both. */
function elementAssignment(statement: Statement): ElementAssignment | undefined {
  if (statement.kind !== 'assign' || statement.target.kind !== 'place') return undefined;
  const { place } = statement.target;
  if (place.kind !== 'index' || place.object.kind !== 'name' || place.index.kind !== 'name') return undefined;
  return { statement, object: place.object.name, key: place.index.name };
}

function isGuard(part: Expression): boolean {
  if (part.kind === 'text') return GUARDS.test(part.value);
  if (part.kind === 'name') return GUARDS.test(part.name);
  return part.kind === 'member' && GUARDS.test(part.property);
}

/** Variables that run over keys. */
function loopKeys(statements: readonly Statement[]): ReadonlySet<string> {
  const keys = statements.flatMap((statement) =>
    statement.kind === 'loop' && statement.each?.target.kind === 'variable' ? [statement.each.target.name] : [],
  );
  return new Set(keys);
}

/** `merge(target[key], source[key])` within `merge`. */
function descends(part: Expression, name: string, keys: ReadonlySet<string>): boolean {
  if (part.kind !== 'call') return false;
  const { callee } = part;
  const called = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  const elements = part.arguments.filter(({ value }) => isElement(value, keys));
  return called === name && elements.length >= 2;
}

function isElement(value: Expression, keys: ReadonlySet<string>): boolean {
  const inner = bare(value);
  return inner.kind === 'index' && inner.index.kind === 'name' && keys.has(inner.index.name);
}

/** `object = object[key]` in a loop over keys. */
function walks(object: string, keys: ReadonlySet<string>, statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    if (statement.kind !== 'assign' || statement.target.kind !== 'variable' || statement.target.name !== object)
      return false;
    const from = statement.value === undefined ? undefined : firstOf(statement.value);
    return (
      from?.kind === 'index' && from.object.kind === 'name' && from.object.name === object && isElement(from, keys)
    );
  });
}

/** `a[k] || (a[k] = {})`: the first of the two. */
function firstOf(value: Expression): Expression | undefined {
  const inner = bare(value);
  return inner.kind === 'choice' && inner.condition === undefined ? inner.values[0] : inner;
}

/** `i` of a counting loop holds numbers. */
function isCounter(name: string, statements: readonly Statement[]): boolean {
  return statements.some(
    (statement) =>
      statement.kind === 'assign' &&
      statement.target.kind === 'variable' &&
      statement.target.name === name &&
      statement.value?.kind === 'literal',
  );
}
