/**
 * The borders of Zstandard frames (RFC 8878 §3.1), so that each is unpacked by itself after its window was looked at: a frame says how much
 * memory its reader needs, up to 2 GB, and the library takes it at its word.
 */
import { Decompress } from 'fzstd';
import { ImageError } from './image-error.ts';

/** RFC 8878 recommends 8 MB at least; `zstd --ultra -22` needs 128 MB, which nobody uses for layers. */
const LARGEST_WINDOW = 32 * 2 ** 20;
/** A block of three bytes may stand for 128 KB: few of them at a time. */
const PIECE_BYTES = 4096;

type Step =
  | { readonly kind: 'header' }
  | { readonly kind: 'block'; readonly hasChecksum: boolean }
  | { readonly kind: 'body'; readonly left: number; readonly next: Step; readonly isSkipped: boolean };

/** Unpacks a stream of Zstandard frames that comes in pieces. Throws `ImageError` for what is damaged or needs too much memory. */
export class ZstdReader {
  readonly #take: (bytes: Uint8Array) => void;
  #step: Step = { kind: 'header' };
  #held = Buffer.alloc(0);
  #frame: Decompress | undefined;

  constructor(take: (bytes: Uint8Array) => void) {
    this.#take = take;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      this.#held = Buffer.concat([this.#held, bytes.subarray(at, at + PIECE_BYTES)]);
      while (this.#advance());
    }
  }

  end(): void {
    if (this.#step.kind !== 'header' || this.#held.length > 0) throw new ImageError('has a layer that ends too early');
  }

  /** Takes one step of the format, if all its bytes are there. */
  #advance(): boolean {
    switch (this.#step.kind) {
      case 'header':
        return this.#readHeader();
      case 'block':
        return this.#readBlock(this.#step.hasChecksum);
      case 'body':
        return this.#readBody(this.#step);
    }
  }

  #readHeader(): boolean {
    if (this.#held.length < 8) return false;
    const magic = this.#held.readUInt32LE(0);
    if (magic >>> 4 === 0x184d2a5) {
      this.#step = { kind: 'body', left: 8 + this.#held.readUInt32LE(4), next: { kind: 'header' }, isSkipped: true };
      return true;
    }
    if (magic !== 0xfd2fb528) throw damaged();
    const descriptor = this.#held[4] ?? 0;
    const isSingle = (descriptor & 0x20) !== 0;
    const contentBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
    const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
    const length = 5 + (isSingle ? 0 : 1) + dictionaryBytes + contentBytes;
    if (this.#held.length < length) return false;
    if (windowOf(this.#held, isSingle, length - contentBytes, contentBytes) > LARGEST_WINDOW) {
      throw new ImageError('has a layer whose Zstandard window is above 32 MB', 'pack it at a lower level');
    }
    this.#frame = new Decompress((piece) => this.#take(piece));
    this.#give(this.#held.subarray(0, length));
    this.#step = { kind: 'block', hasChecksum: (descriptor & 4) !== 0 };
    return true;
  }

  #readBlock(hasChecksum: boolean): boolean {
    if (this.#held.length < 3) return false;
    const header = this.#held.readUIntLE(0, 3);
    const type = (header >> 1) & 3;
    if (type === 3) throw damaged();
    const bodyBytes = type === 1 ? 1 : header >> 3;
    const after: Step = { kind: 'header' };
    const last: Step = hasChecksum ? { kind: 'body', left: 4, next: after, isSkipped: true } : after;
    const next: Step = (header & 1) === 1 ? last : { kind: 'block', hasChecksum };
    this.#step = { kind: 'body', left: 3 + bodyBytes, next, isSkipped: false };
    return true;
  }

  #readBody({ left, next, isSkipped }: Step & { readonly kind: 'body' }): boolean {
    if (left === 0) {
      this.#step = next;
      return true;
    }
    if (this.#held.length === 0) return false;
    const piece = this.#held.subarray(0, left);
    if (isSkipped) this.#held = this.#held.subarray(piece.length);
    else this.#give(piece);
    this.#step = { kind: 'body', left: left - piece.length, next, isSkipped };
    return true;
  }

  #give(piece: Uint8Array): void {
    try {
      this.#frame?.push(Uint8Array.from(piece));
    } catch (error) {
      // The library throws errors of its own for damage; what the taker throws is passed on.
      throw error instanceof ImageError ? error : damaged(error);
    }
    this.#held = this.#held.subarray(piece.length);
  }
}

function windowOf(header: Buffer, isSingle: boolean, contentAt: number, contentBytes: number): number {
  if (!isSingle) {
    const descriptor = header[5] ?? 0;
    const base = 2 ** (10 + (descriptor >> 3));
    return base + (base / 8) * (descriptor & 7);
  }
  switch (contentBytes) {
    case 1:
      return header[contentAt] ?? 0;
    case 2:
      return header.readUInt16LE(contentAt) + 256;
    case 4:
      return header.readUInt32LE(contentAt);
    default:
      return Number(header.readBigUInt64LE(contentAt));
  }
}

function damaged(cause?: unknown): ImageError {
  const error = new ImageError('has a layer whose Zstandard data are damaged');
  if (cause !== undefined) error.cause = cause;
  return error;
}
