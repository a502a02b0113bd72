import { compareDigits, compareLists, compareTexts, orderingBy } from './ordering.ts';

interface ApkVersion {
  readonly numbers: readonly string[];
  /** One letter behind the numbers: `1.2b`. */
  readonly letter: string;
  readonly suffixes: readonly Suffix[];
  readonly revision: string;
}

interface Suffix {
  readonly rank: number;
  readonly number: string;
}

/** In order; those before the release count as older than none, those behind it as newer. */
const BEFORE = ['alpha', 'beta', 'pre', 'rc'];
const BEHIND = ['cvs', 'svn', 'git', 'hg', 'p'];
const NO_SUFFIX: Suffix = { rank: 0, number: '0' };

/**
 * apk: `number{.number}[letter]{_suffix[number]}[~hash][-rN]` (apk-package(5), "Version",
 * https://man.archlinux.org/man/extra/apk-tools/apk-package.5.en; the words of suffixes are those of Gentoo, which it comes from).
 */
export const apkOrdering = orderingBy(
  parse,
  (a, b) =>
    compareNumbers(a.numbers, b.numbers) ||
    compareTexts(a.letter, b.letter) ||
    compareLists(a.suffixes, b.suffixes, NO_SUFFIX, compareSuffixes) ||
    compareDigits(a.revision, b.revision),
);

function parse(version: string): ApkVersion | undefined {
  const [, numbers, letter = '', suffixes = '', revision = '0'] =
    /^(\d+(?:\.\d+)*)([a-z]?)((?:_[a-z]+\d*)*)(?:~[0-9a-f]+)?(?:-r(\d+))?$/.exec(version) ?? [];
  if (numbers === undefined) return undefined;
  const read = suffixes.split('_').slice(1).map(readSuffix);
  return read.some((suffix) => suffix === undefined)
    ? undefined
    : { numbers: numbers.split('.'), letter, suffixes: read.flatMap((suffix) => suffix ?? []), revision };
}

function readSuffix(text: string): Suffix | undefined {
  const [, word = '', number = ''] = /^([a-z]+)(\d*)$/.exec(text) ?? [];
  if (BEFORE.includes(word)) return { rank: BEFORE.indexOf(word) - BEFORE.length, number: number || '0' };
  return BEHIND.includes(word) ? { rank: BEHIND.indexOf(word) + 1, number: number || '0' } : undefined;
}

function compareSuffixes(a: Suffix, b: Suffix): number {
  return a.rank - b.rank || compareDigits(a.number, b.number);
}

/** A number behind the first one that begins with a zero is compared like a decimal fraction, as Gentoo does: `1.05` is before `1.1`. */
function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [left, right] = [a[at], b[at]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const isFraction = at > 0 && (left.startsWith('0') || right.startsWith('0'));
    const difference = isFraction ? compareTexts(trimmed(left), trimmed(right)) : compareDigits(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

function trimmed(digits: string): string {
  return digits.replace(/0+$/, '');
}
