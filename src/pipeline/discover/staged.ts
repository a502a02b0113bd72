import type { FilePath } from '../../model/path.ts';
import type { Git, IndexEntry } from '../../ports/git.ts';
import { absolutePath } from '../absolute-path.ts';
import { isAttributes, isInside, isPlainFile, type Snapshot } from '../snapshot.ts';
import type { Listing } from './listing.ts';
import { MAX_FILE_BYTES } from './size-limit.ts';

const SUBMODULE = 'a submodule: scan it by itself';
const CONFLICT = 'a merge left several versions of it: resolve the conflict';
const LOST = 'the repository does not have its content';

/** What the next commit adds or changes, put into the snapshot. What it deletes is none of it; what git cannot give is `unread`. */
export async function listStaged(
  snapshot: Snapshot,
  excludes: (path: FilePath) => boolean,
  git: Pick<Git, 'extract'>,
): Promise<Listing> {
  const { folder, worktree } = snapshot;
  const { prefix } = worktree;
  const staged = below(snapshot).filter(({ staged, path }) => staged && !excludes(path));
  const plain = staged.filter(isPlainFile);
  const inRepository = plain.map(({ path, object }) => ({ path: prefix + path, object }));
  const sizes = await git.extract(worktree, inRepository, folder, MAX_FILE_BYTES);
  const sizeOf = (path: FilePath) => sizes.get(prefix + path);
  const note = (why: string) => (entry: IndexEntry) => ({ path: entry.path, why });
  return {
    files: plain.flatMap(({ path }) => {
      const sizeBytes = sizeOf(path);
      return sizeBytes === undefined ? [] : [{ path, sizeBytes }];
    }),
    links: staged.filter(({ kind, conflicted }) => kind === 'symlink' && !conflicted).map(({ path }) => path),
    notLookedAt: staged.filter(({ kind, conflicted }) => kind === 'submodule' && !conflicted).map(note(SUBMODULE)),
    unread: [
      ...staged.filter(({ conflicted }) => conflicted).map(note(CONFLICT)),
      ...plain.filter(({ path }) => sizeOf(path) === undefined).map(note(LOST)),
    ],
  };
}

/** The folders whose attributes the snapshot holds, absolute. */
export function attributeFolders({ folder, entries }: Snapshot): readonly FilePath[] {
  return entries.filter(isAttributes).map(({ path }) => absolutePath(folder, path).replace(/\/\.gitattributes$/, ''));
}

/** Every path of the index below the root, relative to it. */
export function pathsOf(snapshot: Snapshot): readonly FilePath[] {
  return below(snapshot).map(({ path }) => path);
}

/** The entries below the root, with paths relative to it. */
function below({ entries, worktree: { prefix } }: Snapshot): readonly IndexEntry[] {
  return entries
    .filter(({ path }) => path.startsWith(prefix) && isInside(path))
    .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
}
