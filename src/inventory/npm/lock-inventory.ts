import { valid } from 'semver';
import type { Package } from '../../model/package.ts';
import type { FilePath } from '../../model/path.ts';
import { type ForeignPackage, type Inventory, problemOfLines } from '../inventory.ts';
import { purlOf } from '../purl.ts';
import { dependencyPaths } from './dependency-paths.ts';
import type { LockEntries } from './lock-entry.ts';

/** What a lockfile's entries say, each package with its way from the root. */
export function inventoryOf(manifest: FilePath, { entries, misunderstood }: LockEntries): Inventory {
  const paths = dependencyPaths(entries);
  const packages: Package[] = [];
  const foreign: ForeignPackage[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'package') continue;
    const { name, version, line, development } = entry;
    if (entry.origin !== 'registry' || version === undefined || valid(version) === null) {
      foreign.push({ name, line, origin: entry.origin === 'registry' ? 'unversioned' : entry.origin });
      continue;
    }
    const path = paths.get(entry.location) ?? [];
    packages.push({
      ecosystem: 'npm',
      name,
      version,
      purl: purlOf('npm', name),
      manifest,
      line,
      path,
      development,
    });
  }
  return { packages, foreign, problems: problemOfLines(misunderstood, 'entry') };
}
