import type { FilePath } from '../model/path.ts';
import { readGoMod } from './go/go-mod.ts';
import type { Reading } from './inventory.ts';
import type { ManifestKind } from './kinds.ts';
import { readPackageLock } from './npm/package-lock.ts';

/**
 * The readers of manifests that stand for themselves, by kind. Requirements files include each other and go through
 * `python/requirement-set.ts` instead.
 */
export const MANIFEST_READERS: Readonly<
  Record<Exclude<ManifestKind, 'requirements'>, (manifest: FilePath, bytes: Uint8Array) => Reading>
> = {
  'npm-lockfile': readPackageLock,
  'go-mod': readGoMod,
};
