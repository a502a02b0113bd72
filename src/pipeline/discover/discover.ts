import type { Settings } from '../../config/settings.ts';
import type { ScannedFile } from '../../engines/contract.ts';
import { PlatformError } from '../../model/errors.ts';
import { comparePaths, type FilePath } from '../../model/path.ts';
import type { Worktree } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import type { FileSet, WithheldFile } from '../file-set.ts';
import type { Place } from '../locate.ts';
import { explain } from '../root.ts';
import { createExclusions } from './excluded.ts';
import { gitListing } from './git-listing.ts';
import { findLfsPointers } from './lfs.ts';
import { noteLinks } from './links.ts';
import type { Listing } from './listing.ts';
import { noteUnreadableManifests } from './manifests.ts';
import { MAX_FILE_BYTES, MEBIBYTE } from './size-limit.ts';
import { attributeFolders, listStaged, pathsOf } from './staged.ts';
import { noteStagedLinks } from './staged-links.ts';
import { walk } from './walk.ts';

/**
 * The files of this run: in git all tracked files plus untracked ones that are not ignored, elsewhere (or when git lists none) everything;
 * of the index what the next commit adds or changes.
 * Throws `ConfigurationError` when the root is missing, no folder or unreadable.
 */
export async function discover(place: Place, settings: Settings, ports: Ports): Promise<FileSet> {
  const { given, root, worktree, snapshot } = place;
  const { excludes, leavesOut, leftOut } = createExclusions(settings.exclude);
  const listing = await list(place, leavesOut, ports).catch((error: unknown) => {
    throw explain(given, error);
  });

  const fitting = listing.files.filter(({ sizeBytes }) => sizeBytes <= MAX_FILE_BYTES);
  const pointers = await findLfsPointers(
    root,
    fitting,
    snapshot === undefined ? foldersAbove(worktree) : attributeFolders(snapshot),
    ports.files,
  );
  const files = fitting.filter(({ path }) => !pointers.has(path)).sort((a, b) => comparePaths(a.path, b.path));
  const withheld = [
    ...listing.files.filter(({ sizeBytes }) => sizeBytes > MAX_FILE_BYTES).map(tooLarge),
    ...fitting.filter(({ path }) => pointers.has(path)).map((file) => ({ ...file, why: LFS_POINTER })),
  ].sort((a, b) => comparePaths(a.path, b.path));
  const notLookedAt = [
    ...listing.notLookedAt,
    ...listing.unread,
    ...leftOut(),
    ...withheld.map(({ path, why }) => ({ path, why })),
    ...(snapshot === undefined
      ? await noteLinks(root, listing.links, ports.files)
      : await noteStagedLinks(snapshot, listing.links, ports)),
    ...(asksForDependencies(settings)
      ? await noteUnreadableManifests(root, files, ports.files, snapshot && pathsOf(snapshot))
      : []),
  ].sort((a, b) => comparePaths(a.path, b.path));
  const { unread } = listing;
  const prefix = worktree?.prefix ?? '';
  return { root, prefix, files, notLookedAt, unread, withheld, excludes, ...(snapshot !== undefined && { snapshot }) };
}

async function list(
  { root, worktree, snapshot }: Place,
  excludes: (path: FilePath) => boolean,
  { files, git, logger }: Ports,
): Promise<Listing> {
  if (snapshot !== undefined) return listStaged(snapshot, excludes, git);
  if (worktree === undefined) return walk(root, excludes, files);
  try {
    const entries = await git.entries(root);
    return entries.length > 0 ? await gitListing(root, entries, excludes, files) : await walk(root, excludes, files);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    logger.warn(`git could not list the files, so ignored ones are looked at too: ${error.message}`);
    return walk(root, excludes, files);
  }
}

/** The work tree's top and the folders from there down to the root, without the root: their attributes hold below. */
function foldersAbove(worktree: Worktree | undefined): readonly FilePath[] {
  const segments = (worktree?.prefix ?? '').split('/').filter((segment) => segment !== '');
  return segments.map((_, index) => [worktree?.top, ...segments.slice(0, index)].join('/'));
}

const LFS_POINTER = 'a Git LFS pointer: its content was not fetched';

function tooLarge(file: ScannedFile): WithheldFile {
  return {
    ...file,
    why: `too large: ${(file.sizeBytes / MEBIBYTE).toFixed(1)} MiB, and the limit is ${MAX_FILE_BYTES / MEBIBYTE} MiB`,
  };
}

function asksForDependencies({ categories }: Settings): boolean {
  return categories.length === 0 || categories.includes('sca');
}
