import type { Lookup } from '../../language.ts';
import type { Expression, Statement } from '../../program.ts';
import { contains, functionAround } from '../enclosing.ts';

/** A text with holes: `fixed` has one piece more than there are holes. */
export interface BuiltText {
  readonly fixed: readonly string[];
  readonly holes: readonly Expression[];
}

const MAX_DEPTH = 4;
/** Calls that give the text on that they get: https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.text */
const WRAPPERS = /(?:^|\.)(?:text|dedent|strip|lstrip|rstrip|encode|SQL|RawSQL)$/;

/** How a text is put together, through variables of the same function; `undefined` where it is no text that is built here. */
export function builtText(expression: Expression, lookup: Lookup, depth = 0): BuiltText | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const constant = lookup.valueOf(expression);
  if (constant !== undefined && constant !== null) return { fixed: [String(constant)], holes: [] };
  switch (expression.kind) {
    case 'join':
      return expression.parts.map((part) => partOf(part, lookup, depth)).reduce(concatenated, EMPTY);
    case 'wrapped':
      return builtText(expression.value, lookup, depth + 1);
    case 'choice':
      return expression.values.map((value) => builtText(value, lookup, depth + 1)).find((built) => built !== undefined);
    case 'call':
      return calledText(expression, lookup, depth);
    case 'name':
      return variableText(expression, lookup, depth);
    default:
      return undefined;
  }
}

const EMPTY: BuiltText = { fixed: [''], holes: [] };

function partOf(part: Expression, lookup: Lookup, depth: number): BuiltText {
  const inner = part.kind === 'name' || part.kind === 'join' ? builtText(part, lookup, depth + 1) : undefined;
  const constant = lookup.valueOf(part);
  if (inner !== undefined) return inner;
  return constant === undefined ? { fixed: ['', ''], holes: [part] } : { fixed: [String(constant)], holes: [] };
}

function concatenated(before: BuiltText, after: BuiltText): BuiltText {
  const border = (before.fixed.at(-1) ?? '') + (after.fixed[0] ?? '');
  return {
    fixed: [...before.fixed.slice(0, -1), border, ...after.fixed.slice(1)],
    holes: [...before.holes, ...after.holes],
  };
}

function calledText(call: Extract<Expression, { kind: 'call' }>, lookup: Lookup, depth: number): BuiltText | undefined {
  const { callee } = call;
  const receiver = callee.kind === 'member' ? callee.object : undefined;
  const path = lookup.pathOf(callee);
  if (receiver !== undefined && path.endsWith('.format')) {
    const template = builtText(receiver, lookup, depth + 1);
    const holes = call.arguments.map((argument) => argument.value);
    return template === undefined
      ? undefined
      : { fixed: [...template.fixed, ...holes.map(() => '')], holes: [...template.holes, ...holes] };
  }
  if (!WRAPPERS.test(path)) return undefined;
  const inner = call.arguments[0]?.value ?? receiver;
  return inner === undefined ? undefined : builtText(inner, lookup, depth + 1);
}

/** The last value before the place in the same function, and what is added to it. */
function variableText(
  name: Extract<Expression, { kind: 'name' }>,
  lookup: Lookup,
  depth: number,
): BuiltText | undefined {
  const around = functionAround(lookup, name);
  const earlier = lookup.statements.filter(
    (statement): statement is Extract<Statement, { kind: 'assign' }> =>
      statement.kind === 'assign' &&
      statement.target.kind === 'variable' &&
      statement.target.name === name.name &&
      statement.end <= name.start &&
      (around === undefined || contains(around, statement)),
  );
  const from = earlier.findLastIndex((statement) => !statement.grows);
  const values = earlier.slice(Math.max(from, 0)).flatMap(({ value }) => (value === undefined ? [] : [value]));
  const [first, ...added] = values;
  const start = first === undefined ? undefined : builtText(first, lookup, depth + 1);
  if (start === undefined) return undefined;
  return added.map((value) => builtText(value, lookup, depth + 1) ?? holeOf(value)).reduce(concatenated, start);
}

function holeOf(value: Expression): BuiltText {
  return { fixed: ['', ''], holes: [value] };
}

/**
 * Whether what fills a hole is a number, a constant by its name (PEP 8 writes them in capitals), a name of a model's table, quoted, or a row of
 * placeholders.
 */
export function isHarmless(hole: Expression, lookup: Lookup): boolean {
  switch (hole.kind) {
    case 'operation':
    case 'literal':
    case 'text':
      return true;
    case 'name':
      return /^_?[A-Z][A-Z0-9_]*$/.test(hole.name);
    case 'member':
      return (
        /^_?[A-Z][A-Z0-9_]*$/.test(hole.property) ||
        /^(?:db_table|db_column|column|attname|__table__|__tablename__)$/.test(hole.property)
      );
    case 'index':
    case 'wrapped':
      return isHarmless(hole.kind === 'index' ? hole.object : hole.value, lookup);
    case 'choice':
      return hole.values.every((value) => lookup.valueOf(value) !== undefined || isHarmless(value, lookup));
    case 'other':
    case 'list':
      return (hole.kind === 'list' ? hole.items : hole.children).every((part) => isHarmless(part, lookup));
    case 'join':
      return hole.parts.every((part) => isHarmless(part, lookup));
    case 'call':
      return isHarmlessCall(hole, lookup);
    default:
      return false;
  }
}

const HARMLESS =
  /(?:^|\.)(?:int|float|len|abs|round|sum|quote|quote_name|quote_ident|quote_literal|escape|literal|Identifier|Literal|Placeholder|getpid|time|uuid4|hexdigest|isoformat|strftime|list2cmdline|mogrify)(?:\(\))?$/;

function isHarmlessCall(call: Extract<Expression, { kind: 'call' }>, lookup: Lookup): boolean {
  const path = lookup.pathOf(call.callee);
  if (HARMLESS.test(path)) return true;
  const isJoin = call.callee.kind === 'member' && /^(?:join|format|repeat)$/.test(call.callee.property);
  return (
    (isJoin || path === 'str' || path === 'shlex.join') &&
    call.arguments.every(({ value }) => isHarmless(value, lookup) || path === 'shlex.join')
  );
}
