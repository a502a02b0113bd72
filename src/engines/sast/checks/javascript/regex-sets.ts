import { type CharacterSet, type RegexNode, setOf, union } from './regex-tree.ts';

const NONE = setOf(() => false, false);

/** Whether a node can match without taking a letter. */
export function isEmptyPossible(node: RegexNode): boolean {
  switch (node.kind) {
    case 'set':
      return false;
    case 'nothing':
      return true;
    case 'choice':
      return node.options.some(isEmptyPossible);
    case 'sequence':
      return node.items.every(isEmptyPossible);
    case 'repeat':
      return node.min === 0 || isEmptyPossible(node.item);
  }
}

/** The letters that any part of a node can take. */
export function lettersIn(node: RegexNode): CharacterSet {
  switch (node.kind) {
    case 'set':
      return node.set;
    case 'nothing':
      return NONE;
    case 'choice':
      return node.options.map(lettersIn).reduce(union, NONE);
    case 'sequence':
      return node.items.map(lettersIn).reduce(union, NONE);
    case 'repeat':
      return lettersIn(node.item);
  }
}

/**
 * The unbounded repetition that a body consists of, everything else in it being dispensable: `a+`, `a+b?`, `.*`. Repeating such a body divides a
 * run of its letters in every way. A body with something necessary beside it (`a+b`) is divided in one way only, unless the run can take that too.
 */
export function repeatedText(body: RegexNode): RegexNode | undefined {
  if (body.kind === 'repeat') return body.max === Number.POSITIVE_INFINITY ? oneLetter(body.item) : repeatedOnce(body);
  if (body.kind === 'choice') return body.options.map(repeatedText).find((found) => found !== undefined);
  if (body.kind !== 'sequence') return undefined;
  for (const [index, item] of body.items.entries()) {
    const found = repeatedText(item);
    if (found === undefined) continue;
    const others = body.items.filter((_, at) => at !== index);
    if (others.every((other) => isDispensable(other, found))) return found;
  }
  return undefined;
}

function repeatedOnce(body: Extract<RegexNode, { kind: 'repeat' }>): RegexNode | undefined {
  return body.max === 1 ? repeatedText(body.item) : undefined;
}

/** The run is of one letter at a time; what repeats longer texts is looked at by itself. */
function oneLetter(item: RegexNode): RegexNode | undefined {
  if (item.kind === 'set') return item;
  if (item.kind === 'sequence' && item.items.length === 1) return item.items[0] && oneLetter(item.items[0]);
  if (item.kind === 'choice' && item.options.every((option) => oneLetter(option) !== undefined)) return item;
  return undefined;
}

/** Can be left out, or takes only letters that the run could take as well. */
function isDispensable(other: RegexNode, run: RegexNode): boolean {
  if (other.kind === 'nothing') return false;
  return isEmptyPossible(other) || isWithin(lettersIn(other), lettersIn(run));
}

function isWithin(inner: CharacterSet, outer: CharacterSet): boolean {
  return inner.every((held, code) => !held || outer[code] === true);
}
