import pLimit from 'p-limit';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { Files } from '../../ports/files.ts';
import { absolutePath, isWithin } from '../absolute-path.ts';
import { MAX_QUESTIONS } from './measure.ts';

/**
 * Notes on symbolic links that lead out of the root. A link to something inside needs none (its target is looked at in its own place),
 * nor does one that leads nowhere or in a circle (there is nothing to miss).
 */
export async function noteLinks(
  root: FilePath,
  links: readonly FilePath[],
  files: Files,
): Promise<readonly NotLookedAt[]> {
  const notes = await pLimit(MAX_QUESTIONS).map(links, (link) => noteLink(root, link, files));
  return notes.filter((note) => note !== undefined);
}

async function noteLink(root: FilePath, path: FilePath, files: Files): Promise<NotLookedAt | undefined> {
  try {
    const target = await files.resolve(absolutePath(root, path));
    return isWithin(root, target)
      ? undefined
      : { path, why: 'a symbolic link to something outside the scanned folder' };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return error.code === 'forbidden' ? { path, why: 'a symbolic link to something that may not be read' } : undefined;
  }
}
