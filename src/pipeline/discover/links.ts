import pLimit from 'p-limit';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { Files } from '../../ports/files.ts';
import { registry } from '../../scanners/registry.ts';
import { absolutePath, isWithin } from '../absolute-path.ts';
import { MAX_QUESTIONS } from './measure.ts';

export const LINK_OUTSIDE = 'a symbolic link to something outside the scanned folder';
export const LINK_BY_ANOTHER_NAME = 'a symbolic link to a file that goes by another name';

/**
 * Notes on symbolic links that lead out of the root. A link to something inside needs none (its target is looked at in its own place) unless
 * an engine would have read it for its name alone: npm follows a `package-lock.json` that leads to `other.txt`. Nor does one that leads nowhere or in a circle (there is nothing to miss).
 */
export async function noteLinks(
  root: FilePath,
  links: readonly FilePath[],
  files: Files,
): Promise<readonly NotLookedAt[]> {
  const notes = await pLimit(MAX_QUESTIONS).map(links, (link) => noteLink(root, link, files));
  return notes.filter((note) => note !== undefined);
}

async function noteLink(root: FilePath, path: FilePath, files: Files): Promise<NotLookedAt | undefined> {
  try {
    const target = await files.resolve(absolutePath(root, path));
    if (!isWithin(root, target)) return { path, why: LINK_OUTSIDE };
    const lost = isReadByName(path, target.slice(root.length + 1));
    return lost ? { path, why: LINK_BY_ANOTHER_NAME } : undefined;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return error.code === 'forbidden' ? { path, why: 'a symbolic link to something that may not be read' } : undefined;
  }
}

/** Whether an engine that knows files by their names wants the link, and not what it leads to. Secrets are looked for in all files. */
export function isReadByName(link: FilePath, target: FilePath): boolean {
  const wanting = registry.filter((scanner) => scanner.kind === 'embedded' && scanner.category !== 'secrets');
  const wants = (path: FilePath) =>
    wanting.filter((scanner) => scanner.kind === 'embedded' && scanner.wants({ path, sizeBytes: 1 }));
  const ofTarget = new Set(wants(target));
  return wants(link).some((scanner) => !ofTarget.has(scanner));
}
