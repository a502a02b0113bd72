import type { Expression } from './expression.ts';
import { parseExpression } from './parse-expression.ts';

/** One `${{ … }}` of a text: its place with the braces, and its tree if GitHub would accept it. */
export interface Embedded {
  readonly start: number;
  readonly end: number;
  readonly source: string;
  readonly expression: Expression | undefined;
}

/** All expressions of a text, in order. An expression ends at the first `}}` outside a string, as on GitHub. */
export function findExpressions(text: string): readonly Embedded[] {
  const found: Embedded[] = [];
  let start = text.indexOf('${{');
  while (start !== -1) {
    const close = closingBraces(text, start + 3);
    if (close === -1) break;
    const source = text.slice(start + 3, close);
    found.push({ start, end: close + 2, source: source.trim(), expression: parseExpression(source, start + 3) });
    start = text.indexOf('${{', close + 2);
  }
  return found;
}

/** The expressions of an `if`, which may leave out the braces (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif). */
export function findConditions(text: string): readonly Embedded[] {
  if (text.includes('${{')) return findExpressions(text);
  return [{ start: 0, end: text.length, source: text.trim(), expression: parseExpression(text, 0) }];
}

/**
 * The condition of an `if` as one tree. `undefined` where it cannot be known: an expression with text around it is a text,
 * and a text that is not empty is always true.
 */
export function conditionOf(text: string): Expression | undefined {
  const [only, ...more] = findConditions(text);
  if (only === undefined || more.length > 0) return undefined;
  return only.start === 0 && only.end === text.length ? only.expression : undefined;
}

function closingBraces(text: string, from: number): number {
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x27) inString = !inString;
    else if (!inString && code === 0x7d && text.charCodeAt(at + 1) === 0x7d) return at;
  }
  return -1;
}
