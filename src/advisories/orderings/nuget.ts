import { compareDigits, compareLists, compareTexts, orderingBy } from './ordering.ts';

interface NugetVersion {
  readonly numbers: readonly string[];
  /** Labels of the pre-release, in small letters; empty for a release. */
  readonly labels: readonly string[];
}

/**
 * NuGet: Semantic Versioning 2.0 with one to four numbers, missing ones being zero, labels without regard to case and build metadata
 * without weight (https://learn.microsoft.com/nuget/concepts/package-versioning#normalized-version-numbers).
 */
export const nugetOrdering = orderingBy(parse, (a, b) => {
  const numbers = compareLists(a.numbers, b.numbers, '0', compareDigits);
  if (numbers !== 0) return numbers;
  const releases = Number(a.labels.length === 0) - Number(b.labels.length === 0);
  return releases || compareLists(a.labels, b.labels, '', compareLabels);
});

function parse(version: string): NugetVersion | undefined {
  const [, numbers, labels] =
    /^v?(\d+(?:\.\d+){0,3})(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?(?:\+.*)?$/is.exec(version) ?? [];
  return numbers === undefined
    ? undefined
    : { numbers: numbers.split('.'), labels: labels?.toLowerCase().split('.') ?? [] };
}

/** Numbers before words; the missing label (`''`) before both. */
function compareLabels(a: string, b: string): number {
  const [left, right] = [rank(a), rank(b)];
  if (left !== right) return left - right;
  return left === 1 ? compareDigits(a, b) : compareTexts(a, b);
}

function rank(label: string): 0 | 1 | 2 {
  if (label === '') return 0;
  return /^\d+$/.test(label) ? 1 : 2;
}
