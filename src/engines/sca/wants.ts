import { isInstalledManifest, manifestKind } from '../../inventory/kinds.ts';
import type { ScannedFile } from '../contract.ts';

/** Shown when there is nothing that it could read. */
export const NOTHING_FOR_SCA = 'no lockfile or manifest that it can read here';

/** Whether a file is a lockfile or manifest of an installed package. */
export function leavesOutForSca({ path }: ScannedFile): boolean {
  return isInstalledManifest(path);
}

/** Whether a file is a lockfile or manifest that can be read. */
export function wantsForSca(file: ScannedFile): boolean {
  return manifestKind(file.path) !== undefined;
}
