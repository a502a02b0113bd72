import pLimit from 'p-limit';
import type { ScannedFile } from '../../engines/contract.ts';
import { manifestKind } from '../../inventory/kinds.ts';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import { MAX_QUESTIONS } from './measure.ts';
import { type DependencyFile, UNREADABLE_MANIFESTS } from './unreadable-manifests.ts';

/** A manifest written by people is far smaller; a larger one is taken to name dependencies without being opened. */
const MAX_MANIFEST_BYTES = 1024 * 1024;

const BY_NAME = new Map(UNREADABLE_MANIFESTS.map((row) => [row.name, row]));
const BY_ENDING = UNREADABLE_MANIFESTS.filter(({ name }) => name.startsWith('*'));

/**
 * Dependency files that nothing reads: of a kind that no engine knows, or a manifest without its lockfile. What lies in `node_modules`
 * was installed, and is not what the project asks for. `present`: all that is there, where that is more than what is scanned.
 */
export async function noteUnreadableManifests(
  root: FilePath,
  scanned: readonly ScannedFile[],
  files: Files,
  present: readonly FilePath[] = scanned.map(({ path }) => path),
): Promise<readonly NotLookedAt[]> {
  const all = new Set(present);
  const candidates = scanned.flatMap((file) => {
    const kind = dependencyFile(file.path);
    return kind === undefined || isLocked(file.path, kind, all) ? [] : [{ file, kind }];
  });
  const notes = await pLimit(MAX_QUESTIONS).map(candidates, async ({ file, kind }) =>
    (await namesDependencies(root, file, kind, files)) ? { path: file.path, why: why(kind) } : undefined,
  );
  return notes.filter((note) => note !== undefined);
}

function dependencyFile(path: FilePath): DependencyFile | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const kind = BY_NAME.get(name) ?? BY_ENDING.find((row) => name.endsWith(row.name.slice(1)));
  if (kind === undefined || manifestKind(path) !== undefined) return undefined;
  return /(^|\/)node_modules\//.test(path) ? undefined : kind;
}

/** Whether one of its lockfiles lies beside it or in a folder above, up to the root. */
function isLocked(path: FilePath, kind: DependencyFile, all: ReadonlySet<FilePath>): boolean {
  const lockfiles = kind.lockedBy ?? [];
  for (let end = path.lastIndexOf('/'); ; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end + 1);
    if (lockfiles.some((lockfile) => all.has(folder + lockfile))) return true;
    if (end <= 0) return false;
  }
}

async function namesDependencies(
  root: FilePath,
  file: ScannedFile,
  kind: DependencyFile,
  files: Files,
): Promise<boolean> {
  if (kind.namesDependencies === undefined) return true;
  try {
    const bytes = await files.read(absolutePath(root, file.path), MAX_MANIFEST_BYTES);
    return kind.namesDependencies(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof PlatformError) return true;
    throw error;
  }
}

function why({ format, lockedBy = [] }: DependencyFile): string {
  return lockedBy.some((lockfile) => manifestKind(lockfile) !== undefined)
    ? 'it names dependencies, but there is no lockfile beside or above it'
    : `dependencies in a format that is not read yet (${format})`;
}
