import { compareDigits, compareLists, compareTexts, orderingBy } from './ordering.ts';

/** https://docs.ruby-lang.org/en/master/Gem/Version.html: `Gem::Version::VERSION_PATTERN`. */
const VERSION = /^[0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/**
 * RubyGems: segments of digits or letters; letters make a pre-release and come before numbers, zeros at the end of the release
 * and of the pre-release do not count, and `-` is read as `.pre.` (https://docs.ruby-lang.org/en/master/Gem/Version.html).
 */
export const rubyOrdering = orderingBy(parse, (a, b) => compareLists(a, b, '0', compareSegments));

function parse(version: string): readonly string[] | undefined {
  if (!VERSION.test(version)) return undefined;
  const segments = version.replaceAll('-', '.pre.').match(/[0-9]+|[a-z]+/gi) ?? [];
  const letters = segments.findIndex((segment) => !isNumber(segment));
  if (letters < 0) return withoutZeros(segments);
  return [...withoutZeros(segments.slice(0, letters)), ...withoutZeros(segments.slice(letters))];
}

function withoutZeros(segments: readonly string[]): readonly string[] {
  return segments.slice(0, segments.findLastIndex((segment) => !/^0+$/.test(segment)) + 1);
}

function compareSegments(a: string, b: string): number {
  if (isNumber(a) && isNumber(b)) return compareDigits(a, b);
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? 1 : -1;
  return compareTexts(a, b);
}

function isNumber(segment: string): boolean {
  return /^[0-9]/.test(segment);
}
