import type { Binary, Expression, Reference } from './expression.ts';
import { type Token, tokensOf } from './tokens.ts';

/** GitHub's own limit of nesting (ExpressionConstants.MaxDepth in actions/runner). */
const MAX_DEPTH = 50;

/** A chain is a tree that leans to the left: everything that walks it recurses as deep as the chain is long. */
const LONGEST_CHAIN = 200;

/** From the loosest to the tightest (https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators). */
const PRECEDENCE: readonly (readonly Binary['operator'][])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];

const KEYWORDS: Readonly<Record<string, number | boolean | null>> = {
  true: true,
  false: false,
  null: null,
  nan: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
};

/** Parses what stands between `${{` and `}}`. `undefined` where GitHub would refuse it. `from` is added to every place. */
export function parseExpression(text: string, from: number): Expression | undefined {
  const tokens = tokensOf(text, from);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const cursor: Cursor = { tokens, at: 0 };
  const expression = parseBinary(cursor, 0, 0);
  return cursor.at === tokens.length ? expression : undefined;
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

function parseBinary(cursor: Cursor, level: number, depth: number): Expression | undefined {
  const operators = PRECEDENCE[level];
  if (operators === undefined) return parseUnary(cursor, depth);
  let left = parseBinary(cursor, level + 1, depth);
  const rest: Expression[] = [];
  for (let length = 0; left !== undefined; length += 1) {
    const operator = operators.find((candidate) => isSign(cursor, candidate));
    if (operator === undefined) return withRest(left, rest);
    cursor.at += 1;
    const right = parseBinary(cursor, level + 1, depth);
    if (right === undefined) return undefined;
    if (length > LONGEST_CHAIN) rest.push(right);
    else left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  }
  return undefined;
}

/** The far end of a chain beside its begin, as arguments of a function that nobody knows: what they carry is seen, and nothing is concluded. */
function withRest(left: Expression, rest: readonly Expression[]): Expression {
  const last = rest.at(-1);
  return last === undefined
    ? left
    : { kind: 'call', name: '', args: [left, ...rest], start: left.start, end: last.end };
}

function parseUnary(cursor: Cursor, depth: number): Expression | undefined {
  const token = cursor.tokens[cursor.at];
  if (token === undefined || depth > MAX_DEPTH) return undefined;
  if (!isSign(cursor, '!')) return parseAccess(cursor, parsePrimary(cursor, depth + 1), depth + 1);
  cursor.at += 1;
  const operand = parseUnary(cursor, depth + 1);
  return operand && { kind: 'not', operand, start: token.start, end: operand.end };
}

function parsePrimary(cursor: Cursor, depth: number): Expression | undefined {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) return undefined;
  const { start, end } = token;
  cursor.at += 1;
  switch (token.kind) {
    case 'string':
      return { kind: 'literal', value: token.value, start, end };
    case 'number':
      return { kind: 'literal', value: Number(token.value), start, end };
    case 'name':
      return parseName(cursor, token, depth);
    case 'sign': {
      if (token.value !== '(') return undefined;
      const inner = parseBinary(cursor, 0, depth);
      return inner && takeSign(cursor, ')') ? inner : undefined;
    }
  }
}

function parseName(cursor: Cursor, token: Token, depth: number): Expression | undefined {
  const name = token.value.toLowerCase();
  const { start, end } = token;
  if (takeSign(cursor, '(')) {
    const args = parseArguments(cursor, depth);
    return args && { kind: 'call', name, args, start, end: endBefore(cursor) };
  }
  const keyword = KEYWORDS[name];
  if (keyword !== undefined) return { kind: 'literal', value: keyword, start, end };
  return { kind: 'reference', path: [name], of: undefined, indexes: [], start, end };
}

function parseArguments(cursor: Cursor, depth: number): readonly Expression[] | undefined {
  const args: Expression[] = [];
  if (takeSign(cursor, ')')) return args;
  for (;;) {
    const argument = parseBinary(cursor, 0, depth);
    if (argument === undefined) return undefined;
    args.push(argument);
    if (takeSign(cursor, ')')) return args;
    if (!takeSign(cursor, ',')) return undefined;
  }
}

/** `.name`, `.*` and `[index]` behind a value. */
function parseAccess(cursor: Cursor, base: Expression | undefined, depth: number): Expression | undefined {
  const path: string[] = [];
  const indexes: Expression[] = [];
  if (base === undefined) return undefined;
  for (;;) {
    if (takeSign(cursor, '.')) {
      const token = cursor.tokens[cursor.at];
      if (token?.kind !== 'name' && !isSign(cursor, '*')) return undefined;
      path.push(token?.value.toLowerCase() ?? '*');
      cursor.at += 1;
    } else if (takeSign(cursor, '[')) {
      const segment = parseIndex(cursor, indexes, depth);
      if (segment === undefined) return undefined;
      path.push(segment);
    } else {
      return path.length === 0 ? base : accessed(base, path, indexes, endBefore(cursor));
    }
  }
}

function parseIndex(cursor: Cursor, indexes: Expression[], depth: number): string | undefined {
  if (takeSign(cursor, '*')) return takeSign(cursor, ']') ? '*' : undefined;
  const index = parseBinary(cursor, 0, depth);
  if (index === undefined || !takeSign(cursor, ']')) return undefined;
  if (index.kind === 'literal' && typeof index.value === 'string') return index.value.toLowerCase();
  if (index.kind !== 'literal') indexes.push(index);
  return '*';
}

function accessed(base: Expression, path: readonly string[], indexes: readonly Expression[], end: number): Reference {
  const { start } = base;
  if (base.kind !== 'reference') return { kind: 'reference', path, of: base, indexes, start, end };
  return { ...base, path: [...base.path, ...path], indexes: [...base.indexes, ...indexes], end };
}

function isSign(cursor: Cursor, value: string): boolean {
  const token = cursor.tokens[cursor.at];
  return token?.kind === 'sign' && token.value === value;
}

function takeSign(cursor: Cursor, value: string): boolean {
  if (!isSign(cursor, value)) return false;
  cursor.at += 1;
  return true;
}

function endBefore(cursor: Cursor): number {
  return cursor.tokens[cursor.at - 1]?.end ?? 0;
}
