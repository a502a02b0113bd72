import type { FilePath } from '../model/path.ts';

/** A work tree as git sees it. */
export interface Worktree {
  /** Absolute path of the work tree's top. */
  readonly top: FilePath;
  /** The scanned folder relative to `top`, with `/` at its end; empty for the top itself. */
  readonly prefix: string;
  /** `undefined` in a repository without a commit. */
  readonly head: string | undefined;
  readonly shallow: boolean;
}

export type GitEntryKind = 'file' | 'executable' | 'symlink' | 'submodule';

/** One path that git tracks, or that it neither tracks nor ignores; relative to the scanned folder. */
export interface GitEntry {
  readonly path: FilePath;
  readonly kind: GitEntryKind;
  readonly tracked: boolean;
}

/** One path of the index, relative to the work tree's top. */
export interface IndexEntry {
  readonly path: FilePath;
  readonly kind: GitEntryKind;
  /** The name by which the repository knows its content. */
  readonly object: string;
  /** Whether the next commit adds or changes it. */
  readonly staged: boolean;
  /** Whether a merge left several versions of it: then `object` is one of them. */
  readonly conflicted: boolean;
}

/**
 * Reading a git repository whose configuration is hostile: hooks, fsmonitor, pagers, external diffs and filters are off.
 * Rejects with `PlatformError`.
 */
export interface Git {
  /** `undefined` where the folder is in no work tree or git is not installed; `note` says which. */
  worktree(folder: FilePath): Promise<{ readonly worktree: Worktree | undefined; readonly note: string | undefined }>;
  /** Tracked files plus untracked ones that are not ignored, below `folder`. */
  entries(folder: FilePath): Promise<readonly GitEntry[]>;
  /** The index (that of the commit under way, in a hook), each path once, compared with HEAD; all of it is staged where there is no commit. */
  index(worktree: Worktree): Promise<readonly IndexEntry[]>;
  /**
   * Writes the content of these entries to their paths below `folder`, which is private and ours, byte for byte as the repository has it.
   * Gives the size of each; what has more than `maxBytes` is measured and not written, what cannot be had or written is left out.
   */
  extract(
    worktree: Worktree,
    entries: readonly Pick<IndexEntry, 'path' | 'object'>[],
    folder: FilePath,
    maxBytes: number,
  ): Promise<ReadonlyMap<FilePath, number>>;
}
