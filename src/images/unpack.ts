import { createHash, type Hash } from 'node:crypto';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Bytes } from './bytes.ts';
import { ImageError } from './image-error.ts';
import { type Budget, FREE_GROWTH_BYTES } from './limits.ts';
import { ZstdReader } from './zstd-frames.ts';

/** What takes a layer's unpacked bytes. */
export interface Unpacked {
  write(bytes: Uint8Array): void;
  end(): void;
}

/** The digests of a layer, as its bytes gave them. */
export interface LayerDigests {
  /** Of the blob as it is stored. */
  readonly blob: string;
  /** Of the tar archive in it: the diff id of the image's configuration. */
  readonly content: string;
}

/** The first bytes of what some builders pack layers with, and nobody's standard names. */
const OTHER_PACKING: readonly (readonly [readonly number[], string])[] = [
  [[0x42, 0x5a, 0x68], 'bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz'],
  [[0x04, 0x22, 0x4d, 0x18], 'lz4'],
  [[0x5d, 0x00, 0x00], 'lzma'],
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
];

/**
 * Unpacks a layer, whatever its first bytes say it is packed with (tar, gzip, Zstandard), piece by piece into `taker`, and gives the digests of
 * both sides. Throws `ImageError` for damage, an unknown packing, and what grows beyond the budget.
 */
export async function unpackLayer(layer: Bytes, taker: Unpacked, budget: Budget): Promise<LayerDigests> {
  const blob = createHash('sha256');
  const content = createHash('sha256');
  const guarded = guard(layer.sizeBytes, taker, content, budget);
  let reader: Unpacker | undefined;
  for await (const piece of layer.pieces()) {
    blob.update(piece);
    reader ??= unpackerFor(piece, guarded);
    await reader.write(piece);
  }
  await reader?.end();
  taker.end();
  return { blob: named(blob), content: named(content) };
}

interface Unpacker {
  write(piece: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

function named(hash: Hash): string {
  return `sha256:${hash.digest('hex')}`;
}

function guard(packedBytes: number, taker: Unpacked, content: Hash, budget: Budget): (bytes: Uint8Array) => void {
  let unpacked = 0;
  return (bytes) => {
    unpacked += bytes.length;
    if (!budget.spendBytes(bytes.length)) {
      throw new ImageError(`unpacks to more than ${budget.limits.totalBytes / 2 ** 30} GB`, 'leave it out of images');
    }
    if (unpacked > FREE_GROWTH_BYTES && unpacked > packedBytes * budget.limits.growth) {
      throw new ImageError(
        `has a layer that unpacks to more than ${budget.limits.growth} times its size, as archives do that are made to do harm`,
        'leave it out of images',
      );
    }
    content.update(bytes);
    taker.write(bytes);
  };
}

function unpackerFor(start: Uint8Array, take: (bytes: Uint8Array) => void): Unpacker {
  if (start[0] === 0x1f && start[1] === 0x8b) return new GzipReader(take);
  const magic = Buffer.from(start.subarray(0, 4)).toString('hex');
  if (magic === '28b52ffd' || /^5.2a4d18$/.test(magic)) {
    const zstd = new ZstdReader(take);
    return { write: async (piece) => zstd.write(piece), end: async () => zstd.end() };
  }
  const other = OTHER_PACKING.find(([bytes]) => bytes.every((byte, at) => start[at] === byte));
  if (other !== undefined) {
    throw new ImageError(
      `has a layer packed with ${other[1]}, which cannot be read`,
      'pack its layers with gzip or zstd',
    );
  }
  return { write: async (piece) => take(piece), end: async () => {} };
}

/** zlib's stream, asked to hold little and stopped at the first error, its own or the taker's. */
class GzipReader implements Unpacker {
  readonly #stream: Gunzip = createGunzip({ chunkSize: 64 * 1024 });
  #error: unknown;
  #isOver = false;
  /** Whoever waits for the stream is woken by whatever it does next, its end and its failure among them. */
  #wake: () => void = () => {};

  constructor(take: (bytes: Uint8Array) => void) {
    this.#stream.on('data', (bytes: Uint8Array) => {
      try {
        if (this.#error === undefined) take(bytes);
      } catch (error) {
        this.#stop(error);
      }
    });
    this.#stream.on('error', (error) => this.#stop(damagedGzip(error)));
    this.#stream.on('drain', () => this.#wake());
    this.#stream.on('close', () => this.#wake());
    this.#stream.on('end', () => {
      this.#isOver = true;
      this.#wake();
    });
  }

  async write(piece: Uint8Array): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    // Behind the last member there may be anything; it is no part of the content.
    if (this.#isOver || this.#stream.destroyed) return;
    if (!this.#stream.write(piece)) await this.#settled();
    if (this.#error !== undefined) throw this.#error;
  }

  async end(): Promise<void> {
    if (!this.#isOver) {
      this.#stream.end();
      while (!this.#isOver && !this.#stream.destroyed) await this.#settled();
    }
    if (this.#error !== undefined) throw this.#error;
  }

  #settled(): Promise<void> {
    if (this.#error !== undefined || this.#isOver || this.#stream.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #stop(error: unknown): void {
    this.#error ??= error;
    this.#stream.destroy();
    this.#wake();
  }
}

function damagedGzip(cause: Error): ImageError {
  const isShort = 'code' in cause && cause.code === 'Z_BUF_ERROR';
  const error = new ImageError(isShort ? 'has a layer that ends too early' : 'has a layer whose gzip data are damaged');
  error.cause = cause;
  return error;
}
