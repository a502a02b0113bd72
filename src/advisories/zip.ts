import { inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

/** What a zip of advisories may hold; a real one of npm has some 200,000 records and 700 MB of text. */
export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
}

export const ADVISORY_ZIP_LIMITS: ZipLimits = { entries: 2_000_000, entryBytes: 16 * 2 ** 20, totalBytes: 4 * 2 ** 30 };

const STORED = 0;
const DEFLATED = 8;

/**
 * The contents of a zip's files, in the order of its directory and one at a time; `undefined` for one that is damaged, too
 * large by itself or packed in a way that is not known. Names are not looked at. Rejects when the zip as a whole is damaged or over a limit.
 */
export async function* zipContents(bytes: Buffer, limits: ZipLimits): AsyncGenerator<Buffer | undefined> {
  // `decodeStrings: false` keeps the names as bytes, unread and unchecked.
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false });
  if (zip.entryCount > limits.entries) throw new Error(`holds more than ${limits.entries} files`);
  let left = limits.totalBytes;
  for await (const entry of zip.eachEntry()) {
    if (entry.uncompressedSize === 0) continue;
    const isTooLarge = entry.uncompressedSize > limits.entryBytes;
    // Nothing is unpacked beyond the size that the zip claims, so claims are what counts.
    left -= isTooLarge ? 0 : entry.uncompressedSize;
    if (left < 0) throw new Error(`unpacks to more than ${limits.totalBytes} bytes`);
    yield isTooLarge ? undefined : await contentOf(zip, entry, bytes);
  }
}

async function contentOf(zip: ZipFile, entry: Entry, bytes: Buffer): Promise<Buffer | undefined> {
  if (entry.isEncrypted()) return undefined;
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const content = unpacked(entry.compressionMethod, packed, entry.uncompressedSize);
  return content?.length === entry.uncompressedSize ? content : undefined;
}

function unpacked(method: number, packed: Buffer, claimedBytes: number): Buffer | undefined {
  if (method === STORED) return packed;
  if (method !== DEFLATED) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: claimedBytes });
  } catch {
    return undefined;
  }
}
