import type { BigIntStats, Stats } from 'node:fs';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { PlatformError } from '../model/errors.ts';
import { type FilePath, pathToBytes } from '../model/path.ts';
import { count, printable } from '../model/text.ts';
import type { EntryKind } from '../ports/files.ts';
import { errorNumber } from './file-errors.ts';

/** Bytes to grow by at least, for pseudo files that claim to be empty. */
const SMALLEST_GROWTH = 16 * 1024;
/** Nearly every source file is smaller. */
const USUAL_BYTES = 256 * 1024;

/** Windows has no O_NONBLOCK, and no FIFOs in its file system either. */
const HOW_TO_OPEN = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** What was a file when it was listed may be a link by now, and lead anywhere. Windows has no O_NOFOLLOW. */
const HOW_TO_OPEN_WHOLE = HOW_TO_OPEN | (constants.O_NOFOLLOW ?? 0);

/**
 * The whole of a regular file that is reached by no link at its path's end. Opens without blocking and looks at what was opened before reading, so that a pipe or a device
 * that took the place of a file can neither hang us nor feed us without end. Throws `PlatformError` or the system's own error.
 */
export async function readRegularFile(path: FilePath, maxBytes: number): Promise<Uint8Array> {
  const file = await open(pathToBytes(path), HOW_TO_OPEN_WHOLE).catch((error: unknown) => {
    throw linkInstead(error, path);
  });
  try {
    const content = new Content(path, await file.stat(), maxBytes);
    while (!content.ended) content.add((await file.read(content.buffer, content.size, content.room, null)).bytesRead);
    return content.bytes;
  } finally {
    await file.close();
  }
}

/** A part of a regular file, opened with the same care; shorter than `length` only where the file ends. */
export async function readFilePart(path: FilePath, offset: number, length: number): Promise<Uint8Array> {
  const file = await open(pathToBytes(path), HOW_TO_OPEN);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw notAFile('read', path, stat);
    const buffer = Buffer.allocUnsafeSlow(Math.max(Math.min(length, stat.size - offset), 0));
    let size = 0;
    while (size < buffer.length) {
      const { bytesRead } = await file.read(buffer, size, buffer.length - size, offset + size);
      if (bytesRead === 0) break;
      size += bytesRead;
    }
    return buffer.subarray(0, size);
  } finally {
    await file.close();
  }
}

/**
 * The same without giving way to anything else, for a thread that has nothing else to do. Every file is read into one piece of memory, so
 * what the last call gave is overwritten: fresh memory for each file costs more than reading it.
 */
export class BlockingReader {
  #buffer = Buffer.alloc(USUAL_BYTES);

  read(path: FilePath, maxBytes: number): Uint8Array {
    const file = openWhole(path);
    try {
      const content = new Content(path, fstatSync(file), maxBytes, this.#buffer);
      while (!content.ended) content.add(readSync(file, content.buffer, content.size, content.room, null));
      this.#buffer = content.buffer;
      return content.bytes;
    } finally {
      closeSync(file);
    }
  }
}

function openWhole(path: FilePath): number {
  try {
    return openSync(pathToBytes(path), HOW_TO_OPEN_WHOLE);
  } catch (error) {
    throw linkInstead(error, path);
  }
}

/** open(2) says ELOOP of a link that may not be followed. */
function linkInstead(error: unknown, path: FilePath): unknown {
  if (errorNumber(error) !== 'ELOOP') return error;
  const message = `cannot read ${printable(path)}: it is ${KIND_WORDS.symlink}, no regular file`;
  return new PlatformError('not-a-file', message, { cause: error });
}

/**
 * What was read of a file so far. A file may grow between `stat` and the last byte, or say 0 and hold something (/proc): what is read
 * decides, not what was said. Throws `PlatformError` for what is no regular file or larger than allowed.
 */
class Content {
  /** Where the next bytes go, from `size` on. */
  buffer: Buffer<ArrayBuffer>;
  size = 0;
  ended = false;
  readonly #path: FilePath;
  readonly #maxBytes: number;
  readonly #expected: number;

  /** `buffer` is used where it is large enough. */
  constructor(path: FilePath, stat: Stats, maxBytes: number, buffer?: Buffer<ArrayBuffer>) {
    if (!stat.isFile()) throw notAFile('read', path, stat);
    if (stat.size > maxBytes) throw tooLarge(path, maxBytes);
    this.#path = path;
    this.#maxBytes = maxBytes;
    this.#expected = stat.size;
    // One byte more than expected, so that the usual file ends without a second buffer; not from the pool, which others share.
    this.buffer = buffer !== undefined && buffer.length > stat.size ? buffer : Buffer.allocUnsafeSlow(stat.size + 1);
  }

  get room(): number {
    return this.buffer.length - this.size;
  }

  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.size);
  }

  /** `read`: how many bytes came. Fewer than were asked for, and just those that were expected: nothing follows them. */
  add(read: number): void {
    this.size += read;
    if (this.size > this.#maxBytes) throw tooLarge(this.#path, this.#maxBytes);
    this.ended = read === 0 || (this.size === this.#expected && this.room > 0);
    if (this.room === 0) this.buffer = Buffer.concat([this.buffer], this.size * 2 + SMALLEST_GROWTH);
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
