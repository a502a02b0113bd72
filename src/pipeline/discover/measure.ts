import pLimit from 'p-limit';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import { joinListings, type Listing } from './listing.ts';

/** Questions to the file system at a time: more gain nothing, since libuv has four threads, and cost memory. */
export const MAX_QUESTIONS = 32;

/**
 * Kind and size of each path. What has vanished since it was listed (in git: deleted and not committed) is left out without a word;
 * what may not be looked at is noted.
 */
export async function measure(root: FilePath, paths: readonly FilePath[], files: Files): Promise<Listing> {
  return joinListings(await pLimit(MAX_QUESTIONS).map(paths, (path) => measureOne(root, path, files)));
}

async function measureOne(root: FilePath, path: FilePath, files: Files): Promise<Listing> {
  try {
    const { kind, sizeBytes } = await files.stat(absolutePath(root, path));
    switch (kind) {
      case 'file':
        return { files: [{ path, sizeBytes }], links: [], notLookedAt: [] };
      case 'symlink':
        return { files: [], links: [path], notLookedAt: [] };
      case 'directory':
        return note(path, 'a git repository of its own, not part of this one');
      case 'other':
        return note(path, 'a device, pipe or socket');
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.code === 'not-found') return joinListings([]);
    return note(path, error.code === 'forbidden' ? 'it may not be read' : 'the file system would not say what it is');
  }
}

function note(path: FilePath, why: string): Listing {
  return { files: [], links: [], notLookedAt: [{ path, why }] };
}
