import { ConfigurationError } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import type { IndexEntry, Worktree } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { absolutePath } from './absolute-path.ts';
import { CONFIGURATION_PLACES } from './find-configuration.ts';

/** What the next commit would bring, on its way into a private folder: only there can every engine and scanner read it. */
export interface Snapshot {
  /** The private folder: the counterpart of the work tree's top. */
  readonly folder: FilePath;
  /** The counterpart of the scanned folder. */
  readonly root: FilePath;
  /** The scanned folder itself, symbolic links resolved: what belongs to the machine and not to the commit is relative to it. */
  readonly workspace: FilePath;
  readonly worktree: Worktree;
  /** The whole index; paths from the work tree's top. */
  readonly entries: readonly IndexEntry[];
}

/** Attribute files say which files Git LFS holds; a configuration is a few lines. What is larger is neither. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * Opens the index, and puts into the private folder what decides how it is read: the configurations and the attributes, as the commit would
 * have them. Throws `ConfigurationError` for a configuration that cannot be had so: judging without it could be weaker than its author wants.
 */
export async function openSnapshot(workspace: FilePath, worktree: Worktree, ports: Ports): Promise<Snapshot> {
  const entries = await ports.git.index(worktree);
  // The temporary folder of some systems is a link, and places are compared as they really are.
  const folder = await ports.files.resolve(await ports.files.makeTemporaryFolder('staged'));
  const places = ['', worktree.prefix].flatMap((prefix) => CONFIGURATION_PLACES.map((place) => prefix + place));
  const configurations = entries.filter(({ path }) => places.includes(path));
  for (const entry of configurations) refuseUnlessPlain(entry);
  const wanted = [...configurations, ...entries.filter(isAttributes)];
  const sizes = await ports.git.extract(worktree, wanted, folder, MAX_BYTES);
  const lost = configurations.find(({ path }) => (sizes.get(path) ?? MAX_BYTES + 1) > MAX_BYTES);
  if (lost !== undefined) throw mistake(lost.path, 'it cannot be read from the index: stage it again (git add)');
  const root = absolutePath(folder, worktree.prefix).replace(/\/$/, '');
  return { folder, root, workspace, worktree, entries };
}

/** Whether an entry is a regular file of the index with one content. */
export function isPlainFile({ kind, conflicted }: IndexEntry): boolean {
  return !conflicted && (kind === 'file' || kind === 'executable');
}

export function isAttributes(entry: IndexEntry): boolean {
  return isPlainFile(entry) && /(^|\/)\.gitattributes$/.test(entry.path) && isInside(entry.path);
}

/** An index can be made by hand: no path of it may lead out of the snapshot or into git's own folder. */
export function isInside(path: FilePath): boolean {
  return path.split('/').every((segment) => !['', '.', '..'].includes(segment) && segment.toLowerCase() !== '.git');
}

function refuseUnlessPlain({ path, kind, conflicted }: IndexEntry): void {
  if (conflicted) throw mistake(path, 'a merge left several versions of it: choose one and stage it (git add)');
  if (kind === 'symlink')
    throw mistake(path, 'it is a symbolic link, which --staged does not follow: put the file here');
  if (kind === 'submodule') throw mistake(path, 'it is no regular file');
}

function mistake(place: string, problem: string): ConfigurationError {
  return new ConfigurationError([{ place, problem }]);
}
