import type { ScannedFile, TreeReport } from '../../engines/contract.ts';
import type { FilePath } from '../../model/path.ts';
import type { Git, IndexEntry } from '../../ports/git.ts';
import { MAX_FILE_BYTES } from '../discover/size-limit.ts';
import type { FileSet } from '../file-set.ts';
import { isInside, isPlainFile } from '../snapshot.ts';

type Report = Omit<TreeReport, 'incomplete'>;

/** The files of the index that the next commit leaves as they are: there to be read by who asks for them, and not judged. */
export interface Surroundings {
  /** Puts one into the snapshot; `false` where there is none of this path (relative to the root), or it cannot be had. */
  bring(path: FilePath): Promise<boolean>;
  /** Puts all that are wanted into the snapshot. */
  bringAll(wants: (file: ScannedFile) => boolean): Promise<readonly ScannedFile[]>;
  /** A report without what it says about them. */
  leaveOut(report: Report): Report;
}

const NONE: Surroundings = { bring: async () => false, bringAll: async () => [], leaveOut: (report) => report };

/** None where the files on the disk are judged: those are all in the file set. */
export function surroundingsOf({ snapshot, excludes }: FileSet, git: Pick<Git, 'extract'>): Surroundings {
  if (snapshot === undefined) return NONE;
  const { folder, worktree, entries } = snapshot;
  const { prefix } = worktree;
  const others = new Map(
    entries
      .filter((entry) => !entry.staged && isPlainFile(entry) && entry.path.startsWith(prefix) && isInside(entry.path))
      .map((entry) => [entry.path.slice(prefix.length), entry] as const)
      .filter(([path]) => !excludes(path)),
  );
  const sizes = new Map<FilePath, number>();
  const extract = async (paths: readonly FilePath[]): Promise<void> => {
    const missing = paths.flatMap((path): readonly IndexEntry[] => {
      const entry = sizes.has(path) ? undefined : others.get(path);
      return entry === undefined ? [] : [entry];
    });
    for (const [path, size] of await git.extract(worktree, missing, folder, MAX_FILE_BYTES)) {
      sizes.set(path.slice(prefix.length), size);
    }
  };
  return {
    async bring(path) {
      // Who asks for one package.json asks for those of the other workspaces next: one git for all is a hundred times faster than one for each.
      const namesakes = () => [...others.keys()].filter((other) => nameOf(other) === nameOf(path));
      if (others.has(path) && !sizes.has(path)) await extract(namesakes());
      return (sizes.get(path) ?? Number.POSITIVE_INFINITY) <= MAX_FILE_BYTES;
    },
    async bringAll(wants) {
      // Engines choose by name; how large these are is not known before they are asked for.
      const wanted = [...others.keys()].filter((path) => wants({ path, sizeBytes: 1 }));
      await extract(wanted);
      return wanted.flatMap((path) => {
        const sizeBytes = sizes.get(path);
        return sizeBytes === undefined || sizeBytes > MAX_FILE_BYTES ? [] : [{ path, sizeBytes }];
      });
    },
    leaveOut: (report) => ({
      ...report,
      results: report.results.filter(({ path }) => !others.has(path)),
      notLookedAt: report.notLookedAt.filter(({ path }) => !others.has(path)),
    }),
  };
}

function nameOf(path: FilePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
