import { compare as comparePython, valid as validPython } from '@renovatebot/pep440';
import { compare as compareSemantic, parse as parseSemantic } from 'semver';
import type { Ecosystem } from '../model/package.ts';

/** How an ecosystem orders versions. */
export interface Ordering {
  /** Below zero when `a` is older than `b`; `undefined` when either is no version here. */
  compare(a: string, b: string): number | undefined;
}

/** npm and Go order by Semantic Versioning 2.0 (Go without the `v`); records may leave out zeros: `1.14`. */
const semantic: Ordering = {
  compare: (a, b) => {
    const [left, right] = [completed(a), completed(b)];
    return left === undefined || right === undefined ? undefined : compareSemantic(left, right);
  },
};

/** PEP 440. A local version (`2.0.0+cpu`) is the public version that it was built from. */
const python: Ordering = {
  compare: (a, b) => {
    const [left, right] = [publicVersion(a), publicVersion(b)];
    return validPython(left) === null || validPython(right) === null ? undefined : comparePython(left, right);
  },
};

/** The ordering of an ecosystem; `undefined` for one that cannot be judged here. */
export function orderingOf(ecosystem: Ecosystem): Ordering | undefined {
  switch (ecosystem) {
    case 'npm':
    case 'Go':
      return semantic;
    case 'PyPI':
      return python;
    default:
      return undefined;
  }
}

/** The version without what was built locally, as the advisories and the service know it. */
export function publicVersion(version: string): string {
  return version.split('+', 1)[0] ?? version;
}

/** Three numbers at least, so that `semver` takes it; further ones cannot be ordered. */
function completed(version: string): string | undefined {
  const [, numbers, rest] = /^v?(\d+(?:\.\d+){0,2})((?:[-+].*)?)$/s.exec(version.trim()) ?? [];
  if (numbers === undefined) return undefined;
  const parts = numbers.split('.').map((part) => part.replace(/^0+(?=\d)/, ''));
  const full = `${[...parts, '0', '0'].slice(0, 3).join('.')}${rest}`;
  return parseSemantic(full) === null ? undefined : full;
}
