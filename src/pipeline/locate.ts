import type { FilePath } from '../model/path.ts';
import type { Worktree } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { resolveRoot } from './root.ts';

/** Where a run takes place. */
export interface Place {
  /** The root as the user gave it, absolute: for sentences. */
  readonly given: FilePath;
  /** The same with its symbolic links resolved. */
  readonly root: FilePath;
  /** The git work tree around it, if there is one. */
  readonly worktree: Worktree | undefined;
}

/**
 * Finds the root and its work tree, once for the whole run. Throws `ConfigurationError` when there is no such folder, and lets a git that
 * breaks end the run: without its answer the policy at the repository's top would be passed over.
 */
export async function locate(given: FilePath, { files, git, logger }: Ports): Promise<Place> {
  const root = await resolveRoot(given, files);
  const { worktree, note } = await git.worktree(root);
  if (note !== undefined) logger.debug(note);
  return { given, root, worktree };
}
