import { pathFromBytes } from '../../model/path.ts';
import type { OsPackage } from '../os-package.ts';

/** Tags of a header (https://rpm-software-management.github.io/rpm/manual/tags.html). */
const TAGS = { name: 1000, version: 1001, release: 1002, epoch: 1003, architecture: 1022, sourceRpm: 1044 } as const;
const ENTRY_BYTES = 16;
const INT32 = 4;
const STRINGS = new Set([6, 8, 9]);
/** rpm's own bounds (`HEADER_TAGS_MAX`, https://rpm-software-management.github.io/rpm/manual/hregions.html). */
const MOST_ENTRIES = 0xffff;

/**
 * A header as rpm's databases keep it: the number of entries and the size of their data, the entries, the data, all big-endian
 * (https://rpm-software-management.github.io/rpm/manual/format_header.html). `undefined` for what is none.
 */
export function readRpmHeader(bytes: Uint8Array): OsPackage | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 8) return undefined;
  const [entries, dataBytes] = [view.readUInt32BE(0), view.readUInt32BE(4)];
  const dataAt = 8 + entries * ENTRY_BYTES;
  if (entries > MOST_ENTRIES || dataAt + dataBytes > view.length) return undefined;
  const values = new Map<number, string>();
  for (let at = 8; at < dataAt; at += ENTRY_BYTES) {
    const tag = view.readUInt32BE(at);
    if (!Object.values<number>(TAGS).includes(tag)) continue;
    const value = valueAt(
      view.subarray(dataAt, dataAt + dataBytes),
      view.readUInt32BE(at + 4),
      view.readUInt32BE(at + 8),
    );
    if (value !== undefined) values.set(tag, value);
  }
  return packageOf((tag) => values.get(TAGS[tag]));
}

function valueAt(data: Buffer, type: number, offset: number): string | undefined {
  if (offset >= data.length) return undefined;
  if (type === INT32) return offset + 4 <= data.length ? String(data.readUInt32BE(offset)) : undefined;
  const end = data.indexOf(0, offset);
  return STRINGS.has(type) && end >= 0 ? pathFromBytes(data.subarray(offset, end)) : undefined;
}

function packageOf(value: (tag: keyof typeof TAGS) => string | undefined): OsPackage | undefined {
  const [name, version, release] = [value('name'), value('version'), value('release')];
  if (!name || !version || !release) return undefined;
  const epoch = value('epoch');
  const full = `${epoch === undefined || epoch === '0' ? '' : `${epoch}:`}${version}-${release}`;
  // `bash-5.1.8-6.el9.src.rpm`; a name may hold hyphens, version and release none.
  const source = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/.exec(value('sourceRpm') ?? '');
  return {
    kind: 'rpm',
    name,
    version: full,
    architecture: value('architecture'),
    source: { name: source?.[1] ?? name, version: source?.[2] ?? full },
  };
}
