import { compareDigits, compareTexts, orderingBy } from './ordering.ts';

interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  /** `undefined` matches every release. */
  readonly release: string | undefined;
}

/**
 * rpm: `[epoch:]version[-release]`, segments of digits or letters, digits above letters, `~` below and `^` above the end
 * (https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning and rpm-version(7)).
 */
export const rpmOrdering = orderingBy(parse, (a, b) => {
  const older = compareDigits(a.epoch, b.epoch) || compareParts(a.version, b.version);
  if (older !== 0 || a.release === undefined || b.release === undefined) return older;
  return compareParts(a.release, b.release);
});

function parse(version: string): RpmVersion | undefined {
  const [, epoch = '0', main, release] = /^(?:(\d+):)?([^-\s:]+)(?:-([^-\s]+))?$/.exec(version) ?? [];
  return main === undefined ? undefined : { epoch, version: main, release };
}

function compareParts(a: string, b: string): number {
  const [left, right] = [segmentsOf(a), segmentsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = compareSegments(left[at] ?? '', right[at] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whatever else stands between segments only divides them. */
function segmentsOf(part: string): readonly string[] {
  return part.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];
}

function compareSegments(a: string, b: string): number {
  const [left, right] = [rank(a), rank(b)];
  if (left !== right) return left - right;
  return left === 4 ? compareDigits(a, b) : compareTexts(a, b);
}

/** `~`, the end, `^`, letters, digits. */
function rank(segment: string): number {
  if (segment === '~') return 0;
  if (segment === '') return 1;
  if (segment === '^') return 2;
  return /^\d/.test(segment) ? 4 : 3;
}
