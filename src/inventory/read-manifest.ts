import type { FilePath } from '../model/path.ts';
import { readPubspecLock } from './dart/pubspec-lock.ts';
import { readGoMod } from './go/go-mod.ts';
import type { Reading } from './inventory.ts';
import type { ManifestKind } from './kinds.ts';
import { readPackageLock } from './npm/package-lock.ts';
import { readPnpmLock } from './npm/pnpm-lock.ts';
import { readYarnLock } from './npm/yarn-lock.ts';

/** Reads a manifest; `beside` are the bytes of its companion (`companionPath`), where it has one. */
export type ManifestReader = (manifest: FilePath, bytes: Uint8Array, beside: Uint8Array | undefined) => Reading;

/**
 * The readers of manifests that stand for themselves, by kind. Requirements files include each other and go through
 * `python/requirement-set.ts` instead.
 */
export const MANIFEST_READERS: Readonly<Record<Exclude<ManifestKind, 'requirements'>, ManifestReader>> = {
  'npm-lockfile': readPackageLock,
  yarn: readYarnLock,
  pnpm: readPnpmLock,
  'go-mod': readGoMod,
  pubspec: readPubspecLock,
};
