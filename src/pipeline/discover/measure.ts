import pLimit from 'p-limit';
import type { ScannedFile } from '../../engines/contract.ts';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { FileStat, Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import type { Listing } from './listing.ts';

/** Questions to the file system at a time: more gain nothing, since libuv has four threads, and cost memory. */
export const MAX_QUESTIONS = 32;

/**
 * Kind and size of each path. What has vanished since it was listed (in git: deleted and not committed) is left out without a word;
 * what may not be looked at is noted.
 */
export async function measure(root: FilePath, paths: readonly FilePath[], files: Files): Promise<Listing> {
  const found: ScannedFile[] = [];
  const links: FilePath[] = [];
  const notLookedAt: NotLookedAt[] = [];
  await pLimit(MAX_QUESTIONS).map(paths, async (path) => {
    const seen = await look(absolutePath(root, path), files);
    if (typeof seen === 'string') notLookedAt.push({ path, why: seen });
    else if (seen?.kind === 'file') found.push({ path, sizeBytes: seen.sizeBytes });
    else if (seen?.kind === 'symlink') links.push(path);
  });
  return { files: found, links, notLookedAt };
}

/** A file or a link as it is, `undefined` for nothing, or why it cannot be looked at. */
async function look(path: FilePath, files: Files): Promise<FileStat | string | undefined> {
  try {
    const stat = await files.stat(path);
    switch (stat.kind) {
      case 'file':
      case 'symlink':
        return stat;
      case 'directory':
        return 'a git repository of its own, not part of this one';
      case 'other':
        return 'a device, pipe or socket';
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.code === 'not-found') return undefined;
    return error.code === 'forbidden' ? 'it may not be read' : 'the file system would not say what it is';
  }
}
