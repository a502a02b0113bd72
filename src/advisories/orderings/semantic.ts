import { compare, compareBuild, parse } from 'semver';
import type { Ordering } from './ordering.ts';

/** Semantic Versioning 2.0 (https://semver.org): npm, crates.io, Hex, and Go without the `v`. Records may leave out zeros: `1.14`. */
export const semanticOrdering: Ordering = completedBy(compare);

/** As above, but build metadata has weight (https://pub.dev/documentation/pub_semver/latest/). */
export const pubOrdering: Ordering = completedBy(compareBuild);

function completedBy(order: (a: string, b: string) => number): Ordering {
  return {
    compare: (a, b) => {
      const [left, right] = [completed(a), completed(b)];
      return left === undefined || right === undefined ? undefined : order(left, right);
    },
  };
}

/** Three numbers at least, so that `semver` takes it; further ones cannot be ordered. */
function completed(version: string): string | undefined {
  const [, numbers, rest] = /^v?(\d+(?:\.\d+){0,2})((?:[-+].*)?)$/s.exec(version.trim()) ?? [];
  if (numbers === undefined) return undefined;
  const parts = numbers.split('.').map((part) => part.replace(/^0+(?=\d)/, ''));
  const full = `${[...parts, '0', '0'].slice(0, 3).join('.')}${rest}`;
  return parse(full) === null ? undefined : full;
}
