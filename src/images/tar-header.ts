/**
 * One block of a tar archive: POSIX.1-2024 pax, "ustar Interchange Format"
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06), with GNU's base-256 numbers
 * (https://www.gnu.org/software/tar/manual/html_node/Extensions.html).
 */
import { pathFromBytes } from '../model/path.ts';
import { ImageError } from './image-error.ts';

export const BLOCK_BYTES = 512;

export interface TarHeader {
  /** As written: not cleaned, never to be trusted. */
  readonly name: string;
  readonly linkName: string;
  /** `0` file, `1` hard link, `2` symbolic link, `5` folder, `x` pax, `L` and `K` GNU's long names … */
  readonly type: string;
  readonly mode: number;
  readonly sizeBytes: number;
}

/** A block → its header; `undefined` for the block of zeros at an archive's end. Throws `ImageError` for what is no header. */
export function readTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  const claimed = octal(block, 148, 8);
  if (claimed !== checksum(block, false) && claimed !== checksum(block, true)) {
    throw new ImageError('has a damaged entry (its checksum is wrong), or is no tar archive');
  }
  const isPosix = text(block, 257, 6) === 'ustar' && block[262] === 0;
  const prefix = isPosix ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: text(block, 157, 100),
    type: String.fromCharCode(block[156] || 0x30),
    mode: octal(block, 100, 8) ?? 0,
    sizeBytes: sizeOf(block),
  };
}

/** Some writers sum signed bytes. */
function checksum(block: Uint8Array, isSigned: boolean): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at] ?? 0;
    sum += isSigned && byte > 127 ? byte - 256 : byte;
  }
  return sum;
}

function text(block: Uint8Array, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return pathFromBytes(end < 0 ? field : field.subarray(0, end));
}

function octal(block: Uint8Array, start: number, length: number): number | undefined {
  const digits = text(block, start, length).trim();
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function sizeOf(block: Uint8Array): number {
  const first = block[124] ?? 0;
  if (first < 0x80) {
    const digits = text(block, 124, 12).trim();
    const size = digits === '' ? 0 : octal(block, 124, 12);
    if (size === undefined) throw new ImageError('has an entry whose size is no number');
    return size;
  }
  // Base 256, of which the first bit is the mark and the second the sign.
  let size = first & 0x3f;
  for (let at = 125; at < 136; at += 1) size = size * 256 + (block[at] ?? 0);
  return checkedSize((first & 0x40) === 0 ? size : -1);
}

/** A size that a file can have; throws `ImageError` for others, 2^63 among them. */
export function checkedSize(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new ImageError('has an entry that claims an impossible size');
  return size;
}
