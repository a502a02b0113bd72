import { pathFromBytes } from '../model/path.ts';
import { ImageError } from './image-error.ts';
import { BLOCK_BYTES, checkedSize, readTarHeader, type TarHeader } from './tar-header.ts';

/** One entry of an archive, with long names put in. */
export type TarEntry = TarHeader;

/** Takes what an archive holds, in its order. */
export interface TarTaker {
  /** Gives where the entry's bytes go, or `undefined` for an entry whose bytes nobody wants. */
  entry(entry: TarEntry): ((piece: Uint8Array) => void) | undefined;
  /** The bytes of the last entry have all come. */
  ended?(): void;
}

/** Attributes and long names of one entry; real ones have some hundred bytes. */
const MOST_META_BYTES = 1024 * 1024;

/**
 * Reads a tar archive that comes in pieces, and keeps no more of it than one block and one name: what is not wanted is never held.
 * `write` and `end` throw `ImageError` for what is damaged.
 */
export class TarReader {
  readonly #taker: TarTaker;
  readonly #block = Buffer.alloc(BLOCK_BYTES);
  #filled = 0;
  /** Bytes of the entry that are still to come, and the padding behind them. */
  #left = 0;
  #padding = 0;
  #sink: ((piece: Uint8Array) => void) | undefined;
  #meta: { readonly type: string; readonly pieces: Uint8Array[] } | undefined;
  #next: Partial<Pick<TarHeader, 'name' | 'linkName' | 'sizeBytes'>> = {};
  #isOver = false;

  constructor(taker: TarTaker) {
    this.#taker = taker;
  }

  write(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && !this.#isOver) {
      if (this.#left > 0) {
        const piece = bytes.subarray(at, at + Math.min(this.#left, bytes.length - at));
        this.#sink?.(piece);
        this.#left -= piece.length;
        at += piece.length;
        if (this.#left === 0) this.#endEntry();
      } else if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, bytes.length - at);
        this.#padding -= skipped;
        at += skipped;
      } else {
        const taken = Math.min(BLOCK_BYTES - this.#filled, bytes.length - at);
        this.#block.set(bytes.subarray(at, at + taken), this.#filled);
        this.#filled += taken;
        at += taken;
        if (this.#filled === BLOCK_BYTES) this.#readBlock();
      }
    }
  }

  /** Takes bytes of the open entry for read that nobody looked at; at most as many as it has. */
  skip(bytes: number): void {
    const skipped = Math.min(bytes, this.#left);
    this.#left -= skipped;
    if (skipped > 0 && this.#left === 0) this.#endEntry();
  }

  /** Nothing comes any more. An archive without the two blocks of zeros at its end is taken, as all programs do. */
  end(): void {
    if (this.#left > 0 || this.#filled > 0 || this.#meta !== undefined) {
      throw new ImageError('ends in the middle of an entry');
    }
  }

  #readBlock(): void {
    this.#filled = 0;
    const header = readTarHeader(this.#block);
    if (header === undefined) {
      this.#isOver = true;
      return;
    }
    if (/^[xgLK]$/.test(header.type)) this.#beginMeta(header);
    else this.#beginEntry(header);
  }

  #beginMeta({ type, sizeBytes }: TarHeader): void {
    if (sizeBytes > MOST_META_BYTES) throw new ImageError('has an entry with attributes of more than 1 MB');
    const pieces: Uint8Array[] = [];
    this.#meta = { type, pieces };
    this.#begin(sizeBytes, (piece) => pieces.push(Uint8Array.from(piece)));
  }

  #beginEntry(header: TarHeader): void {
    if (header.type === 'S') throw new ImageError('has a file with holes (GNU sparse), which cannot be read');
    const entry = { ...header, ...this.#next };
    this.#next = {};
    // Links, folders and devices have no bytes, whatever they claim; pax lets a hard link have some.
    const sizeBytes = /^[23456]$/.test(entry.type) ? 0 : entry.sizeBytes;
    this.#begin(sizeBytes, this.#taker.entry({ ...entry, sizeBytes }));
  }

  #begin(sizeBytes: number, sink: ((piece: Uint8Array) => void) | undefined): void {
    this.#sink = sink;
    this.#left = sizeBytes;
    this.#padding = -sizeBytes & (BLOCK_BYTES - 1);
    if (sizeBytes === 0) this.#endEntry();
  }

  #endEntry(): void {
    this.#sink = undefined;
    const meta = this.#meta;
    this.#meta = undefined;
    if (meta === undefined) {
      this.#taker.ended?.();
      return;
    }
    const bytes = Buffer.concat(meta.pieces);
    if (meta.type === 'L') this.#next = { ...this.#next, name: withoutNul(bytes) };
    else if (meta.type === 'K') this.#next = { ...this.#next, linkName: withoutNul(bytes) };
    else if (meta.type === 'x') this.#next = { ...this.#next, ...paxAttributes(bytes) };
  }
}

function withoutNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return pathFromBytes(end < 0 ? bytes : bytes.subarray(0, end));
}

/** `LENGTH KEY=VALUE\n` …; only what changes where an entry lies and how long it is. */
function paxAttributes(bytes: Uint8Array): Partial<Pick<TarHeader, 'name' | 'linkName' | 'sizeBytes'>> {
  const found: { name?: string; linkName?: string; sizeBytes?: number } = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(
      Buffer.from(bytes.subarray(at, Math.min(space < 0 ? at : space, at + 12))).toString('latin1'),
    );
    if (space < 0 || !Number.isInteger(length) || length <= space - at + 1 || at + length > bytes.length) {
      throw new ImageError('has an entry with damaged attributes');
    }
    const record = bytes.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    const key = Buffer.from(record.subarray(0, Math.max(equals, 0))).toString('latin1');
    const value = record.subarray(equals + 1);
    if (key === 'path') found.name = pathFromBytes(value);
    else if (key === 'linkpath') found.linkName = pathFromBytes(value);
    else if (key === 'size') found.sizeBytes = paxSize(value);
    else if (key.startsWith('GNU.sparse'))
      throw new ImageError('has a file with holes (GNU sparse), which cannot be read');
    at += length;
  }
  return found;
}

function paxSize(value: Uint8Array): number {
  const digits = Buffer.from(value).toString('latin1');
  return checkedSize(/^\d{1,20}$/.test(digits) ? Number(digits) : Number.NaN);
}
