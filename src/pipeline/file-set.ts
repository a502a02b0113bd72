import type { ScannedFile } from '../engines/contract.ts';
import type { FilePath } from '../model/path.ts';
import type { NotLookedAt } from '../model/scan.ts';
import type { Snapshot } from './snapshot.ts';

/** The files of a run, fixed once for every scanner; sorted by path. */
export interface FileSet {
  /** Absolute path of the scanned root, symbolic links resolved. */
  readonly root: FilePath;
  /** The root relative to its git work tree's top, with `/` at its end: the prefix that code scanning's URIs need. Empty outside git. */
  readonly prefix: string;
  readonly files: readonly ScannedFile[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Those of `notLookedAt` that belong to the set and that the machine would not show: with them nothing is complete. */
  readonly unread: readonly NotLookedAt[];
  /** Files of the set that a limit or Git LFS keeps from every engine; those that an engine cannot do without leave it incomplete. */
  readonly withheld: readonly WithheldFile[];
  /** Whether `paths.exclude` names this path. */
  excludes(path: FilePath): boolean;
  /** The index, where that is what is judged: `files` are then those that the next commit adds or changes. */
  readonly snapshot?: Snapshot;
}

/** A file that is there and that no engine is given; `why` as in `notLookedAt`. */
export interface WithheldFile extends ScannedFile {
  readonly why: string;
}

/** The scanned folder as the user sees it: programs, advisories and reports of others are found from there. */
export function workspaceOf({ root, snapshot }: Pick<FileSet, 'root' | 'snapshot'>): FilePath {
  return snapshot?.workspace ?? root;
}
