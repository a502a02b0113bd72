import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip to be; the claims lie where a test wants them to. */
export interface ZipFileToBe {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly store?: boolean;
  /** What the zip says the content's size is. */
  readonly claimedBytes?: number;
}

/** A zip as PKWARE's APPNOTE 6.3 describes it, without zip64. */
export function zipOf(files: readonly ZipFileToBe[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, store = false, claimedBytes } of files) {
    const bytes = Buffer.from(content);
    const packed = store ? bytes : deflateRawSync(bytes);
    const size = claimedBytes ?? bytes.length;
    const encoded = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(store ? 0 : 8, 4);
    common.writeUInt32LE(crc32 === undefined ? 0 : crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(encoded.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, place, encoded);
    const entry = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, encoded, packed]);
    parts.push(entry);
    offset += entry.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}
