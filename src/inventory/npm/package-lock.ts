import type { FilePath } from '../../model/path.ts';
import { decodeText } from '../decode-text.ts';
import { type Reading, unreadable } from '../inventory.ts';
import { isRecord } from '../json-shapes.ts';
import { lineOfMistake } from '../lock-text.ts';
import { entriesOfDependencies } from './legacy-lock.ts';
import type { LockEntries } from './lock-entry.ts';
import { inventoryOf } from './lock-inventory.ts';
import { entriesOfPackages } from './packages-lock.ts';

/**
 * Reads package-lock.json or npm-shrinkwrap.json of lockfile version 1, 2 or 3
 * (https://docs.npmjs.com/cli/configuring-npm/package-lock-json).
 */
export function readPackageLock(manifest: FilePath, bytes: Uint8Array): Reading {
  const lock = parsePackageLock(bytes);
  return lock.kind === 'read' ? { kind: 'read', inventory: inventoryOf(manifest, lock.entries) } : lock;
}

/** A lockfile of npm: its entries, and the whole as it was written. */
export interface PackageLock {
  readonly kind: 'read';
  readonly lock: Readonly<Record<string, unknown>>;
  readonly entries: LockEntries;
}

/** The bytes of a lockfile → its entries, or why there are none. */
export function parsePackageLock(
  bytes: Uint8Array,
): PackageLock | { readonly kind: 'unreadable'; readonly why: string } {
  const text = decodeText(bytes);
  if (text === undefined) return unreadable('is not text');
  let lock: unknown;
  try {
    lock = JSON.parse(text);
  } catch (error) {
    if (/^<{7} /m.test(text)) return unreadable('holds merge conflict markers');
    return unreadable(`is not JSON${lineOfMistake(text, error)}`);
  }
  if (!isRecord(lock)) return unreadable('is no npm lockfile: it holds no object');
  const entries = entriesOf(lock, text);
  return typeof entries === 'string' ? unreadable(entries) : { kind: 'read', lock, entries };
}

/** `packages` (version 2 and 3) is the whole truth where it exists; `dependencies` (version 1, and 2 for old clients) else. */
function entriesOf(lock: Readonly<Record<string, unknown>>, text: string): LockEntries | string {
  const { packages, dependencies, lockfileVersion } = lock;
  if (isRecord(packages)) return entriesOfPackages(packages, text);
  if (packages !== undefined) return 'is no npm lockfile: "packages" is no object';
  if (isRecord(dependencies)) return entriesOfDependencies(dependencies, text);
  if (dependencies !== undefined) return 'is no npm lockfile: "dependencies" is no object';
  // A project without dependencies has neither.
  return lockfileVersion === undefined
    ? 'is no npm lockfile: it has neither "packages" nor "dependencies"'
    : { entries: [], misunderstood: [] };
}
