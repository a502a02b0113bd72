import type { ScannedFile } from '../contract.ts';
import { kindOfPath } from '../iac/wants.ts';

export const NOTHING_FOR_CONTAINER = 'no image is named (images says which)';

/** The Dockerfiles of the tree, in which the lines that made an image's layers are looked for. Images themselves are named, not found. */
export function wantsForContainer(file: ScannedFile): boolean {
  return kindOfPath(file.path) === 'dockerfile';
}
