import type { Package } from '../../model/package.ts';
import { comparePaths } from '../../model/path.ts';
import { visitInTurns } from '../../model/turns.ts';

/** A package in one version, as one manifest brings it in. */
export interface Occurrence {
  /** The place that stands for all: on the shortest way, and the first line there. */
  readonly package: Package & { readonly version: string };
  /** In how many places of the manifest the same version stands. */
  readonly places: number;
}

/** Packages of known version, each once per manifest and version; sorted by manifest and line. Development only if it is so everywhere. */
export async function occurrencesOf(packages: readonly Package[]): Promise<readonly Occurrence[]> {
  const found = new Map<string, Occurrence>();
  await visitInTurns(packages, (item) => {
    if (item.version === undefined) return;
    const here = { ...item, version: item.version };
    const key = `${item.manifest}\n${item.ecosystem}\n${item.name}\n${item.version}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { package: here, places: 1 });
    else found.set(key, { package: nearer(known.package, here), places: known.places + 1 });
  });
  return [...found.values()].sort((a, b) => compareOccurrences(a.package, b.package));
}

function nearer(a: Occurrence['package'], b: Occurrence['package']): Occurrence['package'] {
  const first = a.path.length - b.path.length || a.line - b.line;
  return { ...(first <= 0 ? a : b), development: a.development && b.development };
}

function compareOccurrences(a: Occurrence['package'], b: Occurrence['package']): number {
  return (
    comparePaths(a.manifest, b.manifest) ||
    a.line - b.line ||
    comparePaths(a.name, b.name) ||
    comparePaths(a.version, b.version)
  );
}
