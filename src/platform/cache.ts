import { createHash } from 'node:crypto';
import type { FilePath } from '../model/path.ts';
import type { Cache, CacheEntry } from '../ports/cache.ts';
import type { Clock } from '../ports/clock.ts';
import { readRegularFile } from './read-file.ts';
import { writeWholeFile } from './write-file.ts';

/** A file's layout: this line, SHA-256 of all that follows, SHA-256 of space and key, milliseconds since 1970 (64 bits), the value. */
const MAGIC = Buffer.from('gatehouse cache 1\n');
const DIGEST_BYTES = 32;
const AGE_AT = MAGIC.length + 2 * DIGEST_BYTES;
const VALUE_AT = AGE_AT + 8;

/** Larger than any database of advisories, smaller than what would hurt. */
const LARGEST_BYTES = 512 * 1024 * 1024;

/** How far two clocks of one network may differ. */
const CLOCK_SKEW_MS = 60_000;

/** What a loss of power leaves half written fails its digest, and is no entry: waiting for the disk would cost every run its time. */
const PRIVATE = { file: 0o600, folder: 0o700, lasting: false };

/**
 * A cache of one file per entry, `folder/<space>/<SHA-256 of the key>`; without a folder an empty one. Never throws: what cannot be read,
 * is damaged, or stands under another key is no entry, and what cannot be written is not kept. An entry from the future is no entry
 * either: its age is unknown, and calling it fresh would keep a stale answer alive for as long as the clock was wrong.
 */
export function createCache(folder: FilePath | undefined, clock: Pick<Clock, 'now'>): Cache {
  const fileOf = (space: string, key: string) =>
    `${folder}/${folderName(space)}/${identity(space, key).toString('hex')}`;
  return {
    async get(space, key) {
      if (folder === undefined) return undefined;
      try {
        return decode(await readRegularFile(fileOf(space, key), LARGEST_BYTES), identity(space, key), clock.now());
      } catch {
        return undefined;
      }
    },
    async put(space, key, value) {
      if (folder === undefined) return;
      try {
        await writeWholeFile(fileOf(space, key), encode(identity(space, key), clock.now(), value), PRIVATE);
      } catch {
        // A full or read-only disk costs the next run some time, and must not cost this one its result.
      }
    },
  };
}

function encode(identity: Buffer, nowMs: number, value: Uint8Array): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.max(0, Math.trunc(nowMs))));
  return Buffer.concat([MAGIC, digest(identity, time, value), identity, time, value]);
}

function decode(file: Uint8Array, wanted: Buffer, nowMs: number): CacheEntry | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const checksum = bytes.subarray(MAGIC.length, MAGIC.length + DIGEST_BYTES);
  const checked = bytes.subarray(MAGIC.length + DIGEST_BYTES);
  if (bytes.length < VALUE_AT || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (!digest(checked).equals(checksum) || !checked.subarray(0, DIGEST_BYTES).equals(wanted)) return undefined;
  const ageMs = nowMs - Number(bytes.readBigUInt64BE(AGE_AT));
  if (ageMs < -CLOCK_SKEW_MS) return undefined;
  return { value: bytes.subarray(VALUE_AT), ageMs: Math.max(0, ageMs) };
}

function identity(space: string, key: string): Buffer {
  return digest(Buffer.from(`${space}\0${key}`, 'utf8'));
}

/** A space's own name where that is harmless as a folder's name, so that people find their way; else its digest. */
function folderName(space: string): string {
  return /^[a-z0-9][a-z0-9-]{0,60}$/.test(space) ? space : digest(Buffer.from(space, 'utf8')).toString('hex');
}

function digest(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
