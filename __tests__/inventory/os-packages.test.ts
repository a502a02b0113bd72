import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readApkInstalled } from '../../src/inventory/apk/installed.ts';
import { readDpkgStatus } from '../../src/inventory/dpkg/status.ts';
import type { OsPackages } from '../../src/inventory/os-package.ts';
import { readRpmHeader } from '../../src/inventory/rpm/header.ts';
import { readRpmNdb } from '../../src/inventory/rpm/ndb.ts';
import { readRpmSqlite } from '../../src/inventory/rpm/sqlite.ts';
import { packagedAssets } from '../support/assets.ts';
import { rpmHeader, rpmNdb, rpmSqlite, sqliteOf } from '../support/rpm-writer.ts';

/** `name version (source sourceVersion)` of each. */
const shown = (found: OsPackages | undefined) =>
  found?.packages.map(({ name, version, source }) => `${name} ${version} (${source.name} ${source.version})`);

describe('dpkg', () => {
  const status = (...paragraphs: readonly string[]) => readDpkgStatus(Buffer.from(paragraphs.join('\n\n')));

  test.each([
    [
      'its own source',
      'Package: zlib1g\nStatus: install ok installed\nVersion: 1:1.2-1',
      'zlib1g 1:1.2-1 (zlib1g 1:1.2-1)',
    ],
    ['another source', 'Package: libc6\nVersion: 2.36-9\nSource: glibc', 'libc6 2.36-9 (glibc 2.36-9)'],
    ['another source in another version', 'Package: lib\nSource: src (1:2-3)\nVersion: 2+b1', 'lib 2+b1 (src 1:2-3)'],
    ['names of fields in any case', 'package: a\nVERSION: 1', 'a 1 (a 1)'],
    ['fields of several lines', 'Package: a\nConffiles:\n /etc/x 123\n Version: 9\nVersion: 1', 'a 1 (a 1)'],
    ['line ends of Windows', 'Package: a\r\nVersion: 1\r\n', 'a 1 (a 1)'],
    ['a package that is held', 'Package: a\nStatus: hold ok installed\nVersion: 1', 'a 1 (a 1)'],
    ['a package without its configuration', 'Package: a\nStatus: install ok half-configured\nVersion: 1', 'a 1 (a 1)'],
  ])('reads %s', (_name, text, expected) => {
    expect(shown(status(text))).toEqual([expected]);
  });

  test.each(['deinstall ok config-files', 'purge ok not-installed'])('passes over what is gone: %s', (state) => {
    expect(
      status(`Package: a\nStatus: ${state}\nVersion: 1`, 'Package: b\nVersion: 2').packages.map(({ name }) => name),
    ).toEqual(['b']);
  });

  test('counts paragraphs without a version, and reads the others', () => {
    expect(status('Package: a', 'Package: b\nVersion: 1', 'nonsense')).toMatchObject({
      packages: [{ name: 'b' }],
      problems: ['2 paragraphs without a name or version'],
    });
  });

  const whole =
    'Package: a\nStatus: install ok installed\nVersion: 1.0\n\nPackage: b\nStatus: install ok installed\nVersion: 2.0\n\n';

  test.each([
    ['a version', '.0\n\n', 'b', ['it ends in the middle of a line: what follows is missing']],
    [
      'a name',
      '\nStatus: install ok installed\nVersion: 2.0\n\n',
      'a',
      ['1 paragraph without a name or version', 'it ends in the middle of a line: what follows is missing'],
    ],
    ['a package', 'Status: install ok installed\nVersion: 2.0\n\n', 'a', ['1 paragraph without a name or version']],
  ])('that ends in the middle of %s keeps the others, and says so', (_name, missing, last, problems) => {
    const found = readDpkgStatus(Buffer.from(whole.slice(0, whole.lastIndexOf(missing))));
    expect(found.packages.at(-1)?.name).toBe(last);
    expect(found.problems).toEqual(problems);
    expect(readDpkgStatus(Buffer.from(whole)).problems).toEqual([]);
  });

  test('what other programs write for images without dpkg need not end its last line', () => {
    expect(status('Package: a\nVersion: 1').problems).toEqual([]);
  });
});

describe('apk', () => {
  const installed = (text: string) => readApkInstalled(Buffer.from(text));

  test('reads packages with what they were built from', () => {
    const text =
      'C:Q1x\nP:libssl3\nV:3.1.4-r5\nA:x86_64\no:openssl\nF:lib\nR:libssl.so.3\na:0:0:755\n\nP:musl\nV:1.2.4-r2\n\n\n';
    expect(shown(installed(text))).toEqual(['libssl3 3.1.4-r5 (openssl 3.1.4-r5)', 'musl 1.2.4-r2 (musl 1.2.4-r2)']);
    expect(installed(text).packages[0]).toMatchObject({ kind: 'apk', architecture: 'x86_64' });
  });

  test('knows a small letter from a capital', () => {
    expect(shown(installed('P:a\np:other=1\nV:1\nv:2\nO:x\no:src\n'))).toEqual(['a 1 (src 1)']);
  });

  test('says when a package has no version', () => {
    expect(installed('P:a\n\nP:b\nV:1\n')).toMatchObject({
      packages: [{ name: 'b' }],
      problems: ['1 package without a name or version'],
    });
  });

  test('that ends in the middle of a package keeps the others, and says so', () => {
    const found = installed('P:a\nV:1.0\n\nP:b\nV:2');
    expect(found.packages.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(found.problems).toEqual(['it ends in the middle of a line: what follows is missing']);
    expect(installed('P:a\nV:1.0\n\nC:Q1\nP:b\n').problems).toEqual(['1 package without a name or version']);
  });
});

describe('rpm', () => {
  const bash = rpmHeader({ name: 'bash', version: '5.1.8', release: '6.el9', sourceRpm: 'bash-5.1.8-6.el9.src.rpm' });
  const ssl = rpmHeader({
    name: 'openssl-libs',
    version: '3.0.7',
    release: '24.el9',
    epoch: 1,
    sourceRpm: 'openssl-3.0.7-24.el9.src.rpm',
  });
  const key = rpmHeader({ name: 'gpg-pubkey', version: 'fd431d51', release: '4ae0493b' });
  const expected = ['bash 5.1.8-6.el9 (bash 5.1.8-6.el9)', 'openssl-libs 1:3.0.7-24.el9 (openssl 3.0.7-24.el9)'];

  test('reads a database of SQLite, without the keys in it', async () => {
    const wasm = await packagedAssets.read('sqlite');
    expect(shown(await readRpmSqlite(await rpmSqlite([bash, key, ssl]), wasm))).toEqual(expected);
  });

  test('reads a database of ndb, without the keys in it', () => {
    expect(shown(readRpmNdb(rpmNdb([bash, key, ssl])))).toEqual(expected);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a header without a release', rpmHeader({ name: 'a', version: '1' })],
    ['more entries than bytes', Buffer.from([0, 0, 255, 255, 0, 0, 0, 0])],
    ['a million entries', Buffer.concat([Buffer.from([0, 15, 255, 255, 0, 0, 0, 0]), Buffer.alloc(100)])],
    ['half a header', bash.subarray(0, 40)],
  ])('takes no package from %s', (_name, bytes) => {
    expect(readRpmHeader(bytes)).toBeUndefined();
  });

  test('a damaged header is told of, and the others are read', async () => {
    expect(readRpmNdb(rpmNdb([bash, Buffer.from('broken'), ssl]))).toMatchObject({
      problems: ['1 package whose header is damaged'],
    });
    const wasm = await packagedAssets.read('sqlite');
    expect(await readRpmSqlite(await rpmSqlite([Buffer.from('x')]), wasm)).toMatchObject({
      packages: [],
      problems: ['1 package whose header is damaged'],
    });
  });

  test('slots that point nowhere are told of', () => {
    const bytes = rpmNdb([bash, ssl]);
    bytes.writeUInt32LE(0xffffff, 32 + 8);
    expect(readRpmNdb(bytes)).toMatchObject({ packages: [{ name: 'openssl-libs' }], problems: ['1 damaged slot'] });
  });

  test('an ndb database that was cut keeps what is whole, and says so', () => {
    const bytes = rpmNdb([bash, ssl]);
    expect(readRpmNdb(bytes.subarray(0, -60))).toMatchObject({
      packages: [{ name: 'bash' }],
      problems: ['1 damaged slot'],
    });
    bytes.writeUInt32LE(9, 12);
    expect(readRpmNdb(bytes)?.problems.at(-1)).toBe('it ends too early');
  });

  test('a page of SQLite that cannot be read keeps what stands before it, and says so', async () => {
    const wasm = await packagedAssets.read('sqlite');
    const many = Array.from({ length: 400 }, (_, at) => rpmHeader({ name: `p${at}`, version: '1', release: '1' }));
    const bytes = await rpmSqlite(many);
    const pageBytes = bytes.readUInt16BE(16);
    // A leaf of the table's tree (file format §1.6), in the middle of the file.
    const pages = Array.from({ length: bytes.length / pageBytes }, (_, at) => at).filter(
      (at) => at > 1 && bytes[at * pageBytes] === 0x0d,
    );
    bytes.fill(0xff, (pages[pages.length >> 1] ?? 0) * pageBytes, ((pages[pages.length >> 1] ?? 0) + 1) * pageBytes);
    const found = await readRpmSqlite(bytes, wasm);
    expect(found?.packages.length).toBeGreaterThan(10);
    expect(found?.packages.length).toBeLessThan(400);
    expect(found?.packages[0]?.name).toBe('p0');
    expect(found?.problems).toEqual([
      `it is damaged behind ${found?.packages.length} packages: what follows is missing`,
    ]);
  });

  test.each<[string, () => Promise<Buffer>]>([
    ['a text', async () => Buffer.from('x'.repeat(5000))],
    ['half a database', async () => (await rpmSqlite([bash])).subarray(0, 4000)],
    ['a database without the table', () => sqliteOf([['CREATE TABLE other (blob BLOB)']])],
    [
      'a view that computes for ever',
      () =>
        sqliteOf([
          [
            'CREATE VIEW Packages AS WITH RECURSIVE n(blob) AS (SELECT 1 UNION ALL SELECT blob + 1 FROM n) SELECT blob FROM n',
          ],
        ]),
    ],
    [
      'a column that is computed',
      () =>
        sqliteOf([
          ['CREATE TABLE Packages (a INTEGER, blob BLOB GENERATED ALWAYS AS (zeroblob(a)) VIRTUAL)'],
          ['INSERT INTO Packages (a) VALUES (1000000000)'],
        ]),
    ],
  ])('SQLite: %s is no database of rpm', async (_name, make) => {
    expect(await readRpmSqlite(await make(), await packagedAssets.read('sqlite'))).toBeUndefined();
  });
});

describe.each<[string, (bytes: Uint8Array) => unknown, Buffer]>([
  ['dpkg', readDpkgStatus, Buffer.from('Package: a\nStatus: install ok installed\nVersion: 1\n\n')],
  ['apk', readApkInstalled, Buffer.from('P:a\nV:1\no:b\n\n')],
  ['rpm header', readRpmHeader, rpmHeader({ name: 'a', version: '1', release: '2', epoch: 3 })],
  ['rpm ndb', readRpmNdb, rpmNdb([rpmHeader({ name: 'a', version: '1', release: '2' })])],
])('%s with any bytes changed', (_name, read, good) => {
  test('never throws', () => {
    const change = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const { at, byte } of changes) bytes[at] = byte;
        expect(() => read(bytes)).not.toThrow();
      }),
    );
  });
});
