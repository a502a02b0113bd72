import type { BigIntStats, Stats } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PlatformError } from '../model/errors.ts';
import { type FilePath, pathToBytes } from '../model/path.ts';
import { count, printable } from '../model/text.ts';
import type { EntryKind } from '../ports/files.ts';

/** Bytes to grow by at least, for pseudo files that claim to be empty. */
const SMALLEST_GROWTH = 16 * 1024;

/**
 * The whole of a regular file. Opens without blocking and looks at what was opened before reading, so that a pipe or a device
 * that took the place of a file can neither hang us nor feed us without end. Throws `PlatformError` or the system's own error.
 */
export async function readRegularFile(path: FilePath, maxBytes: number): Promise<Uint8Array> {
  // Windows has no O_NONBLOCK, and no FIFOs in its file system either.
  const file = await open(pathToBytes(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw notAFile('read', path, stat);
    if (stat.size > maxBytes) throw tooLarge(path, maxBytes);
    return await readToEnd(file, path, stat.size, maxBytes);
  } finally {
    await file.close();
  }
}

/** A file may grow between `stat` and the last byte, or say 0 and hold something (/proc): what is read decides, not what was said. */
async function readToEnd(file: FileHandle, path: FilePath, expected: number, maxBytes: number): Promise<Uint8Array> {
  // One byte more than expected, so that the usual file ends without a second buffer; not from the pool, which others share.
  let buffer = Buffer.allocUnsafeSlow(expected + 1);
  for (let size = 0; ; ) {
    const { bytesRead } = await file.read(buffer, size, buffer.length - size, null);
    if (bytesRead === 0) return buffer.subarray(0, size);
    size += bytesRead;
    if (size > maxBytes) throw tooLarge(path, maxBytes);
    if (size === buffer.length) buffer = Buffer.concat([buffer], size * 2 + SMALLEST_GROWTH);
  }
}

export function kindOf(entry: Pick<Stats | BigIntStats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}

const KIND_WORDS: Readonly<Record<EntryKind, string>> = {
  file: 'a file',
  directory: 'a folder',
  symlink: 'a symbolic link',
  other: 'a device, pipe or socket',
};

export function notAFile(action: string, path: FilePath, stat: Stats): PlatformError {
  return new PlatformError(
    'not-a-file',
    `cannot ${action} ${printable(path)}: it is ${KIND_WORDS[kindOf(stat)]}, no regular file`,
  );
}

function tooLarge(path: FilePath, maxBytes: number): PlatformError {
  return new PlatformError('too-large', `cannot read ${printable(path)}: it has more than ${count(maxBytes, 'byte')}`);
}
