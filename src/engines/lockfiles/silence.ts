import { problemOfUnversioned } from '../../inventory/inventory.ts';
import { manifestKind } from '../../inventory/kinds.ts';
import { readRequirements } from '../../inventory/python/requirements.ts';
import { MANIFEST_READERS } from '../../inventory/read-manifest.ts';
import type { FilePath } from '../../model/path.ts';

/**
 * Why a file in which no entry was found may have some all the same, in the words of the reader of its packages, so that it is listed once.
 * None for a lockfile that is empty and may be.
 */
export function whyNoEntries(path: FilePath, bytes: Uint8Array): readonly string[] {
  const kind = manifestKind(path);
  if (kind === undefined) return [];
  if (kind === 'requirements') {
    const reading = readRequirements(path, bytes);
    return reading.kind === 'unreadable' ? [reading.why] : [];
  }
  const reading = MANIFEST_READERS[kind](path, bytes, undefined);
  if (reading.kind === 'unreadable') return [reading.why];
  return [...reading.inventory.problems, ...problemOfUnversioned(reading.inventory.foreign)];
}
