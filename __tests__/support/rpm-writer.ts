/** rpm's databases made up for tests. */
import initialise from 'sql.js/dist/sql-wasm-browser.js';
import { packagedAssets } from './assets.ts';

export interface RpmToBe {
  readonly name?: string;
  readonly version?: string;
  readonly release?: string;
  readonly epoch?: number;
  readonly architecture?: string;
  readonly sourceRpm?: string;
}

/** A header as databases keep it: https://rpm-software-management.github.io/rpm/manual/format_header.html */
export function rpmHeader({ name, version, release, epoch, architecture = 'x86_64', sourceRpm }: RpmToBe): Buffer {
  const texts: readonly (readonly [number, string | undefined])[] = [
    [1000, name],
    [1001, version],
    [1002, release],
    [1022, architecture],
    [1044, sourceRpm],
  ];
  const entries: Buffer[] = [];
  const data: Buffer[] = [];
  let size = 0;
  const add = (tag: number, type: number, bytes: Buffer) => {
    const entry = Buffer.alloc(16);
    for (const [at, value] of [tag, type, size, 1].entries()) entry.writeUInt32BE(value, at * 4);
    entries.push(entry);
    data.push(bytes);
    size += bytes.length;
  };
  if (epoch !== undefined) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(epoch);
    add(1003, 4, bytes);
  }
  for (const [tag, text] of texts) if (text !== undefined) add(tag, 6, Buffer.from(`${text}\0`));
  const start = Buffer.alloc(8);
  start.writeUInt32BE(entries.length, 0);
  start.writeUInt32BE(size, 4);
  return Buffer.concat([start, ...entries, ...data]);
}

/** A Packages.db: one page of slots, and the headers as blobs. */
export function rpmNdb(headers: readonly Buffer[]): Buffer {
  const slots = Buffer.alloc(4096);
  slots.write('RpmP', 0, 'latin1');
  slots.writeUInt32LE(1, 12);
  const parts: Buffer[] = [slots];
  let block = slots.length / 16;
  for (let at = 32; at < slots.length; at += 16) {
    slots.write('Slot', at, 'latin1');
    const header = headers[at / 16 - 2];
    if (header === undefined) continue;
    slots.writeUInt32LE(at / 16 - 1, at + 4);
    slots.writeUInt32LE(block, at + 8);
    const blob = Buffer.alloc(Math.ceil((16 + header.length + 12) / 16) * 16);
    blob.write('BlbS', 0, 'latin1');
    blob.writeUInt32LE(at / 16 - 1, 4);
    blob.writeUInt32LE(header.length, 12);
    header.copy(blob, 16);
    slots.writeUInt32LE(blob.length / 16, at + 12);
    parts.push(blob);
    block += blob.length / 16;
  }
  return Buffer.concat(parts);
}

/** A database of SQLite, from statements; each `?` is the next of the values. */
export async function sqliteOf(statements: readonly (readonly [string, ...Buffer[]])[]): Promise<Buffer> {
  const { Database } = await initialise({ wasmBinary: Uint8Array.from(await packagedAssets.read('sqlite')).buffer });
  const database = new Database();
  for (const [sql, ...values] of statements) database.run(sql, values);
  const bytes = Buffer.from(database.export());
  database.close();
  return bytes;
}

/** An rpmdb.sqlite, as rpm creates it. */
export function rpmSqlite(headers: readonly Buffer[]): Promise<Buffer> {
  return sqliteOf([
    ["CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)"],
    ...headers.map((header) => ['INSERT INTO Packages (blob) VALUES (?)', header] as const),
  ]);
}
