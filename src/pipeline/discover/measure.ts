import type { ScannedFile } from '../../engines/contract.ts';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { FileStat, Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import { askTwice } from '../ask-twice.ts';
import type { Listing } from './listing.ts';

/** Files read at a time: more gain nothing, since libuv has four threads, and cost memory. */
export const MAX_QUESTIONS = 32;

/**
 * Kind and size of each path. What has vanished since it was listed (in git: deleted and not committed) is left out without a word;
 * what the machine would not show is `unread`.
 */
export async function measure(root: FilePath, paths: readonly FilePath[], files: Files): Promise<Listing> {
  const found: ScannedFile[] = [];
  const links: FilePath[] = [];
  const notLookedAt: NotLookedAt[] = [];
  const unread: NotLookedAt[] = [];
  // One after the other: the answer takes microseconds, and thousands of promises at a time take longer than that.
  for (const path of paths) {
    const seen = await look(absolutePath(root, path), files);
    if (seen.kind === 'file') found.push({ path, sizeBytes: seen.sizeBytes });
    else if (seen.kind === 'symlink') links.push(path);
    else if (seen.kind === 'refused') unread.push({ path, why: seen.why });
    else if (seen.kind !== 'absent') notLookedAt.push({ path, why: NO_FILE[seen.kind] });
  }
  return { files: found, links, notLookedAt, unread };
}

const NO_FILE = {
  directory: 'a git repository of its own, not part of this one',
  other: 'a device, pipe or socket',
} as const;

type Seen = FileStat | { readonly kind: 'absent' } | { readonly kind: 'refused'; readonly why: string };

async function look(path: FilePath, files: Files): Promise<Seen> {
  try {
    return await askTwice(() => files.stat(path));
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.code === 'not-found') return { kind: 'absent' };
    return {
      kind: 'refused',
      why: error.code === 'forbidden' ? 'it may not be read' : 'the file system would not say what it is',
    };
  }
}
