import type { CheckResult, Lookup, ProgramCheck } from '../../language.ts';
import type { Expression, Span } from '../../program.ts';
import { everyExpression } from './every-expression.ts';
import { isEmptyPossible, repeatedText } from './regex-sets.ts';
import { overlap, parseRegex, type RegexNode } from './regex-tree.ts';

/**
 * Patterns of exponential time: an unbounded repetition whose body takes the same text in two ways, followed by something that can fail.
 * Only certain shapes are reported: a body that is itself a repetition, and alternatives that begin alike.
 */
export const checkSlowRegex: ProgramCheck = (_program, lookup) => {
  const found: CheckResult[] = [];
  for (const expression of everyExpression(lookup)) {
    const pattern = patternOf(expression, lookup);
    const slow = pattern === undefined ? undefined : slowPart(pattern.text);
    if (pattern === undefined || slow === undefined) continue;
    found.push({
      span: pattern.span,
      message: `The regular expression repeats ${slow}, and tries all ways to divide a text`,
    });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
};

function patternOf(expression: Expression, lookup: Lookup): { readonly text: string; readonly span: Span } | undefined {
  if (expression.kind === 'regex') return { text: expression.pattern, span: expression };
  if (expression.kind !== 'call' || lookup.pathOf(expression.callee) !== 'RegExp') return undefined;
  const first = expression.arguments[0]?.value;
  const text = first === undefined || first.kind === 'regex' ? undefined : lookup.valueOf(first);
  return typeof text === 'string' ? { text, span: expression } : undefined;
}

/** What is repeated too much, in words; `undefined` for a harmless pattern. */
export function slowPart(pattern: string): string | undefined {
  if (!/[*+}]/.test(pattern) || !pattern.includes('(')) return undefined;
  const tree = parseRegex(pattern);
  return tree === undefined ? undefined : search(tree, false);
}

/** `mayFail`: something behind the node can fail, so that all ways are tried. */
function search(node: RegexNode, mayFail: boolean): string | undefined {
  switch (node.kind) {
    case 'set':
    case 'nothing':
      return undefined;
    case 'choice':
      return firstFound(node.options.map((option) => () => search(option, mayFail)));
    case 'sequence':
      return firstFound(
        node.items.map((item, index) => () => search(item, mayFail || node.items.slice(index + 1).some(canFail))),
      );
    case 'repeat':
      if (node.max === Number.POSITIVE_INFINITY && mayFail) {
        const reason = ambiguity(node.item);
        if (reason !== undefined) return reason;
      }
      return search(node.item, mayFail || node.max > 1);
  }
}

function firstFound(searches: readonly (() => string | undefined)[]): string | undefined {
  for (const one of searches) {
    const found = one();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The end of the text, or anything that must be there. */
function canFail(node: RegexNode): boolean {
  return node.kind === 'nothing' ? node.isEnd : !isEmptyPossible(node);
}

function ambiguity(body: RegexNode): string | undefined {
  const repeated = repeatedText(body);
  if (repeated !== undefined) return 'what is repeated already';
  const options = body.kind === 'choice' ? body.options : onlyChoice(body);
  return options !== undefined && overlapping(options) ? 'alternatives that match the same' : undefined;
}

function onlyChoice(body: RegexNode): readonly RegexNode[] | undefined {
  if (body.kind !== 'sequence' || body.items.length !== 1) return undefined;
  const [only] = body.items;
  return only?.kind === 'choice' ? only.options : undefined;
}

/** Two alternatives of one letter each that share a letter, or where one is the other twice. */
function overlapping(options: readonly RegexNode[]): boolean {
  return options.some((one, index) => options.slice(index + 1).some((other) => areAlike(one, other)));
}

function areAlike(one: RegexNode, other: RegexNode): boolean {
  const [a, b] = [lettersOf(one), lettersOf(other)];
  if (a === undefined || b === undefined) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const unit = short[0];
  if (short.length !== 1 || unit === undefined) return false;
  return long.every((letter) => overlap(unit, letter));
}

/** The sets of letters of a plain sequence. */
function lettersOf(node: RegexNode) {
  if (node.kind === 'set') return [node.set];
  if (node.kind !== 'sequence' || node.items.length === 0) return undefined;
  const sets = node.items.map((item) => (item.kind === 'set' ? item.set : undefined));
  return sets.every((set) => set !== undefined) ? sets : undefined;
}
