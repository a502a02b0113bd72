import { PlatformError } from '../../model/errors.ts';
import { type FilePath, pathFromBytes } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { Ports } from '../../ports/ports.ts';
import { absolutePath } from '../absolute-path.ts';
import type { Snapshot } from '../snapshot.ts';
import { isReadByName, LINK_BY_ANOTHER_NAME, LINK_OUTSIDE } from './links.ts';
import { pathsOf } from './staged.ts';

/** No system knows longer targets (PATH_MAX). */
const MAX_TARGET_BYTES = 4096;

/**
 * The notes of `links.ts` for links that are staged. No link is made in the snapshot, where it would lead elsewhere than in the work tree: where
 * one leads is reckoned from its text, which git keeps as its content. `links` are relative to the root.
 */
export async function noteStagedLinks(
  snapshot: Snapshot,
  links: readonly FilePath[],
  { git, files }: Pick<Ports, 'git' | 'files'>,
): Promise<readonly NotLookedAt[]> {
  if (links.length === 0) return [];
  const { worktree, entries } = snapshot;
  const scratch = await files.makeTemporaryFolder('links');
  const paths = new Set(links.map((link) => worktree.prefix + link));
  const wanted = entries.filter(({ path }) => paths.has(path));
  await git.extract(worktree, wanted, scratch, MAX_TARGET_BYTES);
  const present = new Set(pathsOf(snapshot));
  const notes = links.map(async (path): Promise<NotLookedAt | undefined> => {
    const text = await textOf(absolutePath(scratch, worktree.prefix + path), files);
    const target = text === undefined ? undefined : targetOf(path, text);
    if (target === undefined) return { path, why: LINK_OUTSIDE };
    const lost = present.has(target) && isReadByName(path, target);
    return lost ? { path, why: LINK_BY_ANOTHER_NAME } : undefined;
  });
  return (await Promise.all(notes)).filter((note) => note !== undefined);
}

async function textOf(path: FilePath, files: Ports['files']): Promise<string | undefined> {
  try {
    return pathFromBytes(await files.read(path, MAX_TARGET_BYTES));
  } catch (error) {
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}

/** Where a link leads, relative to the root; `undefined` outside of it. */
function targetOf(link: FilePath, text: string): FilePath | undefined {
  if (text.startsWith('/')) return undefined;
  const segments = link.split('/').slice(0, -1);
  for (const segment of text.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
