import { compare, compareBuild, parse, type SemVer } from 'semver';
import type { Ordering } from './ordering.ts';

/** Semantic Versioning 2.0 (https://semver.org): npm, crates.io, Hex, and Go without the `v`. Records may leave out zeros: `1.14`. */
export const semanticOrdering: Ordering = completedBy(compare);

/** As above, but build metadata has weight (https://pub.dev/documentation/pub_semver/latest/). */
export const pubOrdering: Ordering = completedBy(compareBuild);

function completedBy(order: (a: SemVer, b: SemVer) => number): Ordering {
  return {
    compare: (a, b) => {
      const [left, right] = [completed(a), completed(b)];
      return left === undefined || right === undefined ? undefined : order(left, right);
    },
  };
}

/**
 * With three numbers at least, so that `semver` takes it; further ones cannot be ordered. A pre-release that misses its hyphen
 * (`1.9.0b1`, as advisories for jQuery have it) is one all the same.
 */
function completed(version: string): SemVer | undefined {
  const [, numbers, rest] = /^v?(\d+(?:\.\d+){0,2})((?:[-+a-z].*)?)$/is.exec(version.trim()) ?? [];
  if (numbers === undefined || rest === undefined) return undefined;
  const parts = numbers.split('.').map((part) => part.replace(/^0+(?=\d)/, ''));
  const suffix = /^[a-z]/i.test(rest) ? `-${rest}` : rest;
  return parse(`${[...parts, '0', '0'].slice(0, 3).join('.')}${suffix}`) ?? undefined;
}
