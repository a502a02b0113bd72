import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FilePath, pathToBytes } from '../model/path.ts';
import { errorNumber } from './file-errors.ts';
import { notAFile } from './read-file.ts';

/** How a file is written: the modes of what is made new, before the umask, and whether it must survive a loss of power. */
export interface WriteMode {
  readonly file: number;
  readonly folder: number;
  readonly lasting: boolean;
}

const PUBLIC: WriteMode = { file: 0o644, folder: 0o755, lasting: true };

/**
 * Puts a whole file in place or leaves everything as it was: a temporary file in the same folder, flushed to the disk where it must
 * last, then renamed.
 * What is there keeps its mode; what is there and is no regular file (a folder, a device, a link to one) is refused, because the
 * rename would replace it. Throws `PlatformError` or the system's own error.
 */
export async function writeWholeFile(path: FilePath, content: Uint8Array | string, mode = PUBLIC): Promise<void> {
  await makeFolder(dirname(path), mode.folder);
  const existing = await statIfThere(path);
  if (existing !== undefined && !existing.isFile()) throw notAFile('write', path, existing);
  const temporary = `${dirname(path)}/.gatehouse-${randomBytes(8).toString('hex')}.tmp`;
  const file = await open(pathToBytes(temporary), 'wx', existing === undefined ? mode.file : 0o600);
  try {
    await fill(file, content, existing, mode.lasting);
    await rename(pathToBytes(temporary), pathToBytes(path));
  } catch (error) {
    await unlink(pathToBytes(temporary)).catch(() => undefined);
    throw error;
  }
}

/**
 * The folder with those above it that are not there. Not Node's `recursive`: where the system says that nothing is there whatever one makes
 * (below `/proc`), that tries for ever.
 */
async function makeFolder(path: FilePath, mode: number): Promise<void> {
  try {
    await mkdir(pathToBytes(path), mode);
  } catch (error) {
    if (errorNumber(error) !== 'ENOENT') return ignoreExisting(error, path);
    if (dirname(path) === path || (await isFolder(dirname(path)))) throw error;
    await makeFolder(dirname(path), mode);
    await mkdir(pathToBytes(path), mode).catch((again: unknown) => ignoreExisting(again, path));
  }
}

/** Somebody may have made the folder meanwhile; some systems say `EISDIR` or `EROFS` of one that is there. */
async function ignoreExisting(error: unknown, path: FilePath): Promise<void> {
  if (!(await isFolder(path))) throw error;
}

function isFolder(path: FilePath): Promise<boolean> {
  return stat(pathToBytes(path)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function fill(
  file: FileHandle,
  content: Uint8Array | string,
  existing: Stats | undefined,
  lasting: boolean,
): Promise<void> {
  try {
    await file.writeFile(content);
    if (existing !== undefined) await file.chmod(existing.mode & 0o777);
    if (lasting) await file.sync();
  } finally {
    await file.close();
  }
}

async function statIfThere(path: FilePath): Promise<Stats | undefined> {
  try {
    return await lstat(pathToBytes(path));
  } catch (error) {
    if (errorNumber(error) === 'ENOENT') return undefined;
    throw error;
  }
}
