import { createHash } from 'node:crypto';
import { PlatformError } from '../model/errors.ts';
import type { FilePath } from '../model/path.ts';
import { count, printable } from '../model/text.ts';
import type { Files } from '../ports/files.ts';
import { ImageError } from './image-error.ts';

/** A run of bytes on the disk, read piece by piece: a blob of a layout, or one inside an archive. */
export interface Bytes {
  readonly sizeBytes: number;
  pieces(): AsyncIterable<Uint8Array>;
}

/** Where the named blobs of an image are: a folder, or an archive. `undefined` where there is no such blob. */
export interface BlobStore {
  find(name: string): Promise<Bytes | undefined>;
}

/** Large enough that opening the file for each piece costs nothing that counts. */
const PIECE_BYTES = 1024 * 1024;

/** A stretch of a file. A file that ends before it is an `ImageError`. */
export function fileBytes(files: Files, path: FilePath, start: number, sizeBytes: number): Bytes {
  return {
    sizeBytes,
    async *pieces() {
      for (let at = 0; at < sizeBytes; ) {
        const piece = await files.readPart(path, start + at, Math.min(PIECE_BYTES, sizeBytes - at));
        if (piece.length === 0) throw new ImageError(`has a file that is shorter than it was: ${printable(path)}`);
        at += piece.length;
        yield piece;
      }
    },
  };
}

/** The blobs of a folder, by their path in it. */
export function folderStore(files: Files, folder: FilePath): BlobStore {
  return {
    async find(name) {
      if (/(^|\/)\.\.?(\/|$)|^\/|\0/.test(name)) return undefined;
      try {
        const path = `${folder}/${name}`;
        const { kind, sizeBytes } = await files.stat(path);
        return kind === 'file' ? fileBytes(files, path, 0, sizeBytes) : undefined;
      } catch (error) {
        if (error instanceof PlatformError && error.code === 'not-found') return undefined;
        throw error;
      }
    },
  };
}

/** All of a small run of bytes; `what` names it in the error for one that is larger than `maxBytes`. */
export async function readWhole(bytes: Bytes, maxBytes: number, what: string): Promise<Buffer> {
  if (bytes.sizeBytes > maxBytes)
    throw new ImageError(`has ${what} of more than ${count(maxBytes / 2 ** 20, 'MB', 'MB')}`);
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes.pieces()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** `sha256:` and the digest, as descriptors write it. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
