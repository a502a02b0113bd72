import { compareDigits, compareTexts, orderingBy } from './ordering.ts';

interface Token {
  readonly separator: '.' | '-';
  /** Digits, or a qualifier in small letters; `''` is the release itself. */
  readonly text: string;
}

const RELEASE: Token = { separator: '-', text: '' };
/** Oldest first; other qualifiers come after them, by the alphabet. */
const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const ALIASES: Readonly<Record<string, string>> = { cr: 'rc', ga: '', final: '', release: '' };
/** Only when a digit follows at once: `1.0-a1`. */
const SHORT: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };

/**
 * Maven: tokens of digits or letters with the separator before them (https://maven.apache.org/pom.html#version-order-specification).
 */
export const mavenOrdering = orderingBy(parse, (a, b) => {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [left, right] = [a[index], b[index]];
    const difference = compareTokens(left ?? fillerFor(right), right ?? fillerFor(left));
    if (difference !== 0) return difference;
  }
  return 0;
});

function parse(version: string): readonly Token[] | undefined {
  if (version === '' || /[\s[\](),]/.test(version)) return undefined;
  const tokens: Token[] = [];
  let separator: Token['separator'] = '.';
  for (const piece of version.toLowerCase().split(/([._-])/)) {
    if (piece === '.') separator = '.';
    else if (piece === '-' || piece === '_') separator = '-';
    else {
      const texts = piece === '' ? ['0'] : (piece.match(/\d+|\D+/g) ?? []);
      for (const [index, text] of texts.entries()) {
        const isShort = /^\d/.test(texts[index + 1] ?? '');
        const isJoined = index > 0 || !/^\d/.test(text);
        tokens.push({ separator: isJoined ? '-' : separator, text: nameOf(text, isShort) });
      }
    }
  }
  return trimmed(tokens);
}

function nameOf(text: string, isBeforeDigit: boolean): string {
  const full = isBeforeDigit && Object.hasOwn(SHORT, text) ? SHORT[text] : undefined;
  return full ?? (Object.hasOwn(ALIASES, text) ? ALIASES[text] : undefined) ?? text;
}

/** Without the values that say nothing: those at the end, and those before each hyphen. The first token always stays. */
function trimmed(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (const token of tokens) {
    if (token.separator === '-') dropNothings(kept);
    kept.push(token);
  }
  dropNothings(kept);
  return kept;
}

function dropNothings(tokens: Token[]): void {
  while (tokens.length > 1 && /^0*$/.test(tokens.at(-1)?.text ?? 'x')) tokens.pop();
}

/** What stands where the other version has a token more: zero beside `.1`, the release beside all others. */
function fillerFor(token: Token | undefined): Token {
  return rank(token ?? RELEASE) === 2 ? { separator: '.', text: '0' } : RELEASE;
}

function compareTokens(a: Token, b: Token): number {
  const [left, right] = [rank(a), rank(b)];
  if (left !== right) return left - right;
  if (left > 0) return compareDigits(a.text, b.text);
  return qualifierRank(a.text) - qualifierRank(b.text) || compareTexts(a.text, b.text);
}

/** Any qualifier before `-1` before `.1`. */
function rank({ separator, text }: Token): 0 | 1 | 2 {
  if (!/^\d/.test(text)) return 0;
  return separator === '-' ? 1 : 2;
}

function qualifierRank(text: string): number {
  const known = QUALIFIERS.indexOf(text);
  return known < 0 ? QUALIFIERS.length : known;
}
