import pLimit from 'p-limit';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { DirectoryEntry, Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import { askTwice } from '../ask-twice.ts';
import { joinListings, type Listing } from './listing.ts';
import { MAX_QUESTIONS, measure } from './measure.ts';

/**
 * Everything below `root`, except what git keeps for itself (`.git`) and excluded folders. A folder that may not be read is
 * `unread`; rejects when that is the root.
 */
export async function walk(root: FilePath, excludes: (path: FilePath) => boolean, files: Files): Promise<Listing> {
  const limit = pLimit(MAX_QUESTIONS);
  const paths: FilePath[] = [];
  const links: FilePath[] = [];
  const unread: NotLookedAt[] = [];

  const sort = (path: FilePath, { kind }: DirectoryEntry): Promise<void> | undefined => {
    if (excludes(path)) return undefined;
    if (kind === 'directory') return enter(path);
    if (kind === 'symlink') links.push(path);
    else paths.push(path);
    return undefined;
  };
  const enter = async (folder: FilePath): Promise<void> => {
    const entries = await limit(() => listFolder(root, folder, files));
    if (entries === undefined) unread.push({ path: folder, why: 'a folder that may not be read' });
    const inside = (entries ?? []).filter(({ name }) => name !== '.git');
    await Promise.all(inside.map((entry) => sort(folder === '' ? entry.name : `${folder}/${entry.name}`, entry)));
  };

  await enter('');
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
