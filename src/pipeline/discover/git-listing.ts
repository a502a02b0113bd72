import pLimit from 'p-limit';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { Files } from '../../ports/files.ts';
import type { GitEntry } from '../../ports/git.ts';
import { absolutePath } from '../absolute-path.ts';
import { isInside } from '../snapshot.ts';
import { joinListings, type Listing } from './listing.ts';
import { MAX_QUESTIONS, measure } from './measure.ts';

/** What git lists, measured. Excluded paths are not asked about. */
export async function gitListing(
  root: FilePath,
  entries: readonly GitEntry[],
  excludes: (path: FilePath) => boolean,
  files: Files,
): Promise<Listing> {
  const wanted = unique(entries).filter(({ path }) => !excludes(path));
  const inside = wanted.filter(({ path }) => isInside(path));
  const submodules = inside.filter(({ kind, tracked }) => kind === 'submodule' && tracked).map(({ path }) => path);
  const foreign = inside.filter(({ kind, tracked }) => kind === 'submodule' && !tracked).map(({ path }) => path);
  // What git remembers as a link may be a file by now, and the other way round: the disk decides.
  const paths = inside.filter(({ kind }) => kind !== 'submodule').map(({ path }) => path);

  const measured = await measure(root, await behindNoLink(root, paths, files), files);
  const notes: readonly NotLookedAt[] = [
    ...foreign.map((path) => ({ path, why: 'a git repository of its own, not part of this one' })),
    ...(await pLimit(MAX_QUESTIONS).map(submodules, (path) => submoduleNote(root, path, files))),
  ];
  return joinListings([measured, { files: [], links: [], notLookedAt: notes, unread: [] }]);
}

/**
 * The paths none of whose folders is something else by now. git remembers `a/b` even when `a` has become a link to the outside,
 * and asking for `a/b` would follow it. One question per folder.
 */
async function behindNoLink(root: FilePath, paths: readonly FilePath[], files: Files): Promise<readonly FilePath[]> {
  const unreal = new Set<FilePath>();
  for (const folder of foldersOf(paths)) {
    if (!(await isRealFolder(absolutePath(root, folder), files))) unreal.add(folder);
  }
  return unreal.size === 0 ? paths : paths.filter((path) => ![...ancestors(path)].some((folder) => unreal.has(folder)));
}

async function isRealFolder(path: FilePath, files: Files): Promise<boolean> {
  const stat = await files.stat(path).catch(() => undefined);
  // A folder that cannot be asked about stays: its files are asked one by one, and noted.
  return stat === undefined || stat.kind === 'directory';
}

async function submoduleNote(root: FilePath, path: FilePath, files: Files): Promise<NotLookedAt> {
  const checkedOut = await files.stat(absolutePath(root, `${path}/.git`)).then(
    () => true,
    () => false,
  );
  return { path, why: checkedOut ? 'a submodule: scan it by itself' : 'a submodule that is not checked out' };
}

/** A conflicted path is in the index up to three times. */
function unique(entries: readonly GitEntry[]): readonly GitEntry[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()];
}

function foldersOf(paths: readonly FilePath[]): ReadonlySet<FilePath> {
  const folders = new Set<FilePath>();
  for (const path of paths) {
    for (const folder of ancestors(path)) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** All folders of a path, the nearest first. */
function* ancestors(path: FilePath): Generator<FilePath> {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) yield path.slice(0, end);
}
