import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { DirectoryEntry, Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import { askTwice } from '../ask-twice.ts';
import { joinListings, type Listing } from './listing.ts';
import { measure } from './measure.ts';

/**
 * Everything below `root`, except what git keeps for itself (`.git`) and excluded folders. A folder that may not be read is
 * `unread`; rejects when that is the root.
 */
export async function walk(root: FilePath, excludes: (path: FilePath) => boolean, files: Files): Promise<Listing> {
  const paths: FilePath[] = [];
  const links: FilePath[] = [];
  const unread: NotLookedAt[] = [];

  const folders: FilePath[] = [''];
  const sort = (path: FilePath, { kind }: DirectoryEntry): void => {
    if (excludes(path)) return;
    if (kind === 'directory') folders.push(path);
    else if (kind === 'symlink') links.push(path);
    else paths.push(path);
  };

  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await listFolder(root, folder, files);
    if (entries === undefined) unread.push({ path: folder, why: 'a folder that may not be read' });
    for (const entry of entries ?? []) {
      if (entry.name !== '.git') sort(folder === '' ? entry.name : `${folder}/${entry.name}`, entry);
    }
  }
  return joinListings([await measure(root, paths, files), { files: [], links, notLookedAt: [], unread }]);
}

/** `undefined` for a folder that may not be read; one that has vanished is empty. */
async function listFolder(
  root: FilePath,
  folder: FilePath,
  files: Files,
): Promise<readonly DirectoryEntry[] | undefined> {
  try {
    return await askTwice(() => files.list(folder === '' ? root : absolutePath(root, folder)));
  } catch (error) {
    if (folder === '') throw error;
    if (!(error instanceof PlatformError)) throw error;
    return error.code === 'not-found' ? [] : undefined;
  }
}
