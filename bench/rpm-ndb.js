/**
 * Puts the headers of an rpmdb.sqlite into a Packages.db, as rpm's backend "ndb" lays it out, for machines whose rpm has no such backend:
 * `node bench/rpm-ndb.js rpmdb.sqlite Packages.db`. Numbers are little-endian, blobs begin at multiples of 16 bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import initialise from 'sql.js';

const [from, to] = process.argv.slice(2);
const { Database } = await initialise();
const [{ values }] = new Database(readFileSync(from)).exec('SELECT blob FROM Packages');
writeFileSync(to, ndbOf(values.map(([blob]) => Buffer.from(blob))));

function ndbOf(headers) {
  const slots = Buffer.alloc(4096);
  slots.write('RpmP', 0, 'latin1');
  slots.writeUInt32LE(1, 8);
  slots.writeUInt32LE(1, 12);
  slots.writeUInt32LE(headers.length + 1, 16);
  const parts = [slots];
  let block = slots.length / 16;
  for (let at = 32; at < slots.length; at += 16) {
    slots.write('Slot', at, 'latin1');
    const header = headers[(at - 32) / 16];
    if (header === undefined) continue;
    const index = (at - 32) / 16 + 1;
    const blob = blobOf(header, index);
    slots.writeUInt32LE(index, at + 4);
    slots.writeUInt32LE(block, at + 8);
    slots.writeUInt32LE(blob.length / 16, at + 12);
    parts.push(blob);
    block += blob.length / 16;
  }
  return Buffer.concat(parts);
}

function blobOf(header, index) {
  const start = Buffer.alloc(16);
  start.write('BlbS', 0, 'latin1');
  start.writeUInt32LE(index, 4);
  start.writeUInt32LE(1, 8);
  start.writeUInt32LE(header.length, 12);
  const filling = Buffer.alloc((16 - ((16 + header.length + 12) % 16)) % 16);
  const end = Buffer.alloc(12);
  const checked = Buffer.concat([start, header, filling]);
  end.writeUInt32LE(adler32(checked), 0);
  end.writeUInt32LE(header.length, 4);
  end.write('BlbE', 8, 'latin1');
  return Buffer.concat([checked, end]);
}

/** RFC 1950 §8.2 */
function adler32(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return ((b << 16) | a) >>> 0;
}
