import { ConfigurationError } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import { printable } from '../model/text.ts';
import type { Worktree } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { resolveRoot } from './root.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';

/** Where a run takes place. */
export interface Place {
  /** The root as the user gave it, absolute: for sentences. */
  readonly given: FilePath;
  /** The folder that holds what is judged, symbolic links resolved: the same, or its counterpart in the snapshot. */
  readonly root: FilePath;
  /** The git work tree around it, if there is one. */
  readonly worktree: Worktree | undefined;
  /** The index, where that is what is judged. */
  readonly snapshot?: Snapshot;
}

/**
 * Finds the root and its work tree, once for the whole run. Throws `ConfigurationError` when there is no such folder, and lets a git that
 * breaks end the run: without its answer the policy at the repository's top would be passed over.
 */
export async function locate(given: FilePath, ports: Ports): Promise<Place> {
  const { root, worktree, note } = await look(given, ports);
  if (note !== undefined) ports.logger.debug(`${note}: every file is looked at, also those that git would ignore`);
  return { given, root, worktree };
}

async function look(given: FilePath, { files, git }: Ports) {
  const root = await resolveRoot(given, files);
  return { root, ...(await git.worktree(root)) };
}

/** The same for the index: root and work tree are those of a snapshot of it. Throws `ConfigurationError` where there is no git repository. */
export async function locateStaged(given: FilePath, ports: Ports): Promise<Place> {
  const { root, worktree, note } = await look(given, ports);
  if (worktree === undefined) {
    const why = note ?? `git knows no repository at ${printable(given)}`;
    const problem = `nothing can be staged here, because ${why}: leave --staged out to judge the files that are there`;
    throw new ConfigurationError([{ place: '--staged', problem }]);
  }
  const snapshot = await openSnapshot(root, worktree, ports);
  return { given, root: snapshot.root, worktree: { ...worktree, top: snapshot.folder }, snapshot };
}
