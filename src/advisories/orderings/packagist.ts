import { compareDigits, compareLists, orderingBy } from './ordering.ts';

interface ComposerVersion {
  readonly numbers: readonly string[];
  /** Place of the stability among `STABILITIES`. */
  readonly stability: number;
  /** What follows it: `beta.2-dev` has `2` and `dev`. */
  readonly tail: readonly string[];
}

/** Oldest first (https://www.php.net/version_compare). */
const STABILITIES = [['dev'], ['alpha', 'a'], ['beta', 'b'], ['rc', 'c'], ['', 'stable'], ['patch', 'pl', 'p']];

const VERSION =
  /^v?(\d+(?:\.\d+){0,3})(?:[-_.]?(stable|beta|b|rc|c|alpha|a|patch|pl|p)((?:[-_.]?\d+(?:[-_.]\d+)*)?))?([-_.]?dev)?(?:\+\S*)?$/i;
/** Versions by date have more numbers than four (`2010-01-02-10-20-30.5`). */
const DATE = /^v?(\d{4}(?:[.:-]?\d{2}){1,6}(?:[.:-]?\d{1,3})?)(?:\+\S*)?$/;

/**
 * Composer: four numbers, missing ones being zero, then the stability (https://getcomposer.org/doc/04-schema.md#version,
 * composer/semver's normalisation), ordered as PHP's `version_compare` does. Branches (`dev-main`) are no versions.
 */
export const packagistOrdering = orderingBy(
  parse,
  (a, b) =>
    compareLists(a.numbers, b.numbers, '0', compareDigits) ||
    a.stability - b.stability ||
    compareLists(a.tail, b.tail, '', compareTail),
);

function parse(version: string): ComposerVersion | undefined {
  const [, numbers, word = '', after = '', branch] = VERSION.exec(version) ?? [];
  if (numbers === undefined) {
    const date = DATE.exec(version)?.[1];
    return date === undefined ? undefined : { numbers: date.match(/\d+/g) ?? [], stability: rankOf(''), tail: [] };
  }
  const isDev = branch !== undefined;
  const tail = after.match(/\d+/g) ?? [];
  if (isDev && word === '') return { numbers: numbers.split('.'), stability: rankOf('dev'), tail: [] };
  return { numbers: numbers.split('.'), stability: rankOf(word), tail: isDev ? [...tail, 'dev'] : tail };
}

function rankOf(word: string): number {
  return STABILITIES.findIndex((names) => names.includes(word.toLowerCase()));
}

/** `dev` before nothing before numbers, even zero. */
function compareTail(a: string, b: string): number {
  const [left, right] = [tailRank(a), tailRank(b)];
  return left - right || (left === 2 ? compareDigits(a, b) : 0);
}

function tailRank(part: string): 0 | 1 | 2 {
  if (part === 'dev') return 0;
  return part === '' ? 1 : 2;
}
