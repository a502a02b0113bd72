import { type ManifestKind, manifestKind } from '../../inventory/kinds.ts';
import type { ScannedFile } from '../contract.ts';

export const NOTHING_FOR_LOCKFILES = 'no lockfile that says where packages come from';

/** The kinds that say how packages get here; the test of this folder holds them against the readers. */
const KINDS: ReadonlySet<ManifestKind> = new Set<ManifestKind>([
  'npm-lockfile',
  'yarn',
  'pnpm',
  'poetry',
  'pdm',
  'uv',
  'pipfile',
  'cargo',
  'composer',
  'requirements',
]);

/** Whether a file is a lockfile with addresses or hashes, or a requirements file, by its name alone. */
export function wantsForLockfiles({ path }: ScannedFile): boolean {
  const kind = manifestKind(path);
  return kind !== undefined && KINDS.has(kind);
}
