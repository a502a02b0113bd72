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

/**
 * Reading a git repository whose configuration is hostile: hooks, fsmonitor, pagers, external diffs and filters are off.
 * Rejects with `PlatformError`.
 */
export interface Git {
  /** `undefined` where the folder is in no work tree or git is not installed; `note` says which. */
  worktree(folder: FilePath): Promise<{ readonly worktree: Worktree | undefined; readonly note: string | undefined }>;
  /** Tracked files plus untracked ones that are not ignored, below `folder`. */
  entries(folder: FilePath): Promise<readonly GitEntry[]>;
}
