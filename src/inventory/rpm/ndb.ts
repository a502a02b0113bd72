/**
 * rpm's `Packages.db` (`%_db_backend ndb`, SUSE's since 15.3): a header, pages of slots, and the headers of packages as blobs
 * (https://github.com/rpm-software-management/rpm/blob/rpm-4.19.1-release/lib/backend/ndb/rpmpkg.c). Numbers are little-endian.
 */
import { count } from '../../model/text.ts';
import type { OsPackages } from '../os-package.ts';
import { packagesOfHeaders } from './packages.ts';

const HEADER_BYTES = 32;
const PAGE_BYTES = 4096;
const SLOT_BYTES = 16;
const BLOCK_BYTES = 16;
const BLOB_HEADER_BYTES = 16;
/** `RpmP`, `Slot`, `BlbS`. */
const FILE_MAGIC = 0x506d7052;
const SLOT_MAGIC = 0x746f6c53;
const BLOB_MAGIC = 0x53626c42;

/** `undefined` for what is no such database. */
export function readRpmNdb(bytes: Uint8Array): OsPackages | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < PAGE_BYTES || view.readUInt32LE(0) !== FILE_MAGIC || view.readUInt32LE(4) !== 0) return undefined;
  const slots = view.readUInt32LE(12) * PAGE_BYTES;
  const slotsEnd = Math.min(slots, view.length);
  const headers: Uint8Array[] = [];
  let broken = 0;
  let spent = 0;
  for (let at = HEADER_BYTES; at + SLOT_BYTES <= slotsEnd; at += SLOT_BYTES) {
    if (view.readUInt32LE(at) !== SLOT_MAGIC) {
      broken += 1;
      continue;
    }
    const index = view.readUInt32LE(at + 4);
    const offset = view.readUInt32LE(at + 8) * BLOCK_BYTES;
    if (index === 0 || offset === 0) continue;
    const blob = blobAt(view, offset, index);
    // Blobs never overlap: together they cannot be larger than the file.
    spent += blob?.length ?? 0;
    if (blob === undefined || spent > view.length) broken += 1;
    else headers.push(blob);
  }
  const { packages, problems } = packagesOfHeaders(headers);
  const damaged = broken === 0 ? [] : [count(broken, 'damaged slot')];
  const missing = slots > view.length ? ['it ends too early'] : [];
  return { packages, problems: [...problems, ...damaged, ...missing] };
}

function blobAt(view: Buffer, offset: number, index: number): Uint8Array | undefined {
  const start = offset + BLOB_HEADER_BYTES;
  if (start > view.length || view.readUInt32LE(offset) !== BLOB_MAGIC || view.readUInt32LE(offset + 4) !== index)
    return undefined;
  const length = view.readUInt32LE(offset + 12);
  return start + length > view.length ? undefined : view.subarray(start, start + length);
}
