import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCache } from '../../src/platform/cache.ts';
import { bundle, runChild, temporaryFolder } from './child.ts';

const base = temporaryFolder();
const numbers = Array(1_000).keys();

/** A cache in a folder of its own whose clock stands at `now`. */
function cacheAt(now: number, folder = join(base, `cache-${numbers.next().value}`)) {
  return { cache: createCache(folder, { now: () => now }), folder };
}

const bytes = (text: string) => Buffer.from(text);

/** The one file of a cache. */
function onlyFile(folder: string): string {
  const [space = ''] = readdirSync(folder);
  const [name = ''] = readdirSync(join(folder, space));
  return join(folder, space, name);
}

describe('an entry', () => {
  test('comes back as it was put, with its age', async () => {
    const { cache, folder } = cacheAt(1_700_000_000_000);
    await cache.put('osv', 'key', bytes('value'));
    const later = cacheAt(1_700_000_005_000, folder).cache;
    expect(await later.get('osv', 'key')).toEqual({ value: bytes('value'), ageMs: 5_000 });
  });

  test('of any bytes under any key and space comes back', async () => {
    const { cache } = cacheAt(0);
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), fc.uint8Array(), async (space, key, value) => {
        await cache.put(space, key, value);
        expect([...((await cache.get(space, key))?.value ?? [999])]).toEqual([...value]);
      }),
      { numRuns: 60 },
    );
  });

  test('is known under its own key and space alone', async () => {
    const { cache } = cacheAt(0);
    await cache.put('a', 'b', bytes('1'));
    for (const [space, key] of [
      ['a', 'B'],
      ['b', 'a'],
      ['', 'ab'],
      ['a', ''],
    ] as const) {
      expect(await cache.get(space, key)).toBeUndefined();
    }
  });

  test('is replaced by the next one', async () => {
    const { cache } = cacheAt(0);
    await cache.put('a', 'b', bytes('1'));
    await cache.put('a', 'b', bytes('2'));
    expect(Buffer.from((await cache.get('a', 'b'))?.value ?? []).toString()).toBe('2');
  });

  test('that is written by many at once is one of theirs', async () => {
    const { cache } = cacheAt(0);
    await Promise.all(
      Array.from({ length: 30 }, (_, number) => cache.put('a', 'b', Buffer.alloc(10_000, String(number % 10)))),
    );
    const value = Buffer.from((await cache.get('a', 'b'))?.value ?? []).toString();
    expect(value).toMatch(/^(\d)\1{9999}$/);
  });

  test.each(['../../escape', '/etc', 'a/b', '.', '..', 'UPPER', 'a\0b'])(
    'of the space "%s" stays inside the folder',
    async (space) => {
      const { cache, folder } = cacheAt(0);
      await cache.put(space, '../../../key', bytes('x'));
      expect(readdirSync(folder).length).toBe(1);
      expect(onlyFile(folder)).toMatch(/\/[0-9a-f]{64}\/[0-9a-f]{64}$/);
      expect(await cache.get(space, '../../../key')).toBeDefined();
    },
  );

  test('is nobody else’s to read', async () => {
    const { cache, folder } = cacheAt(0);
    await cache.put('a', 'b', bytes('x'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
    expect(statSync(onlyFile(folder)).mode & 0o777).toBe(0o600);
  });
});

describe('age', () => {
  test.each([
    ['an entry of now has none', 0, 0],
    ['clocks may differ by a minute', -60_000, 0],
    ['an old entry is as old as it is', 10 ** 12, 10 ** 12],
  ])('%s', async (_, passed, ageMs) => {
    const { cache, folder } = cacheAt(1_700_000_000_000);
    await cache.put('a', 'b', bytes('x'));
    expect(await cacheAt(1_700_000_000_000 + passed, folder).cache.get('a', 'b')).toMatchObject({ ageMs });
  });

  test('an entry from the future is no entry', async () => {
    const { cache, folder } = cacheAt(1_700_000_060_001);
    await cache.put('a', 'b', bytes('x'));
    expect(await cacheAt(1_700_000_000_000, folder).cache.get('a', 'b')).toBeUndefined();
  });
});

describe('a damaged entry is no entry', () => {
  test('whichever byte of it is changed or missing', async () => {
    const { cache, folder } = cacheAt(1_000);
    await cache.put('a', 'b', bytes('some value'));
    const file = onlyFile(folder);
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(file, changed);
      expect(await cache.get('a', 'b')).toBeUndefined();
      writeFileSync(file, whole.subarray(0, at));
      expect(await cache.get('a', 'b')).toBeUndefined();
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from('x')]));
    expect(await cache.get('a', 'b')).toBeUndefined();
    writeFileSync(file, whole);
    expect(await cache.get('a', 'b')).toBeDefined();
  });

  test('one that was renamed to another key', async () => {
    const { cache, folder } = cacheAt(0);
    await cache.put('a', 'mine', bytes('mine'));
    const mine = readFileSync(onlyFile(folder));
    await cache.put('a', 'other', bytes('other'));
    for (const name of readdirSync(join(folder, 'a'))) writeFileSync(join(folder, 'a', name), mine);
    expect(await cache.get('a', 'other')).toBeUndefined();
    expect(await cache.get('a', 'mine')).toBeDefined();
  });

  test('one that is a folder, and it is not in the way of others', async () => {
    const { cache, folder } = cacheAt(0);
    await cache.put('a', 'b', bytes('x'));
    const file = onlyFile(folder);
    const other = cacheAt(0);
    mkdirSync(file.replace(folder, other.folder), { recursive: true });
    expect(await other.cache.get('a', 'b')).toBeUndefined();
    await other.cache.put('a', 'b', bytes('x'));
    await other.cache.put('a', 'c', bytes('y'));
    expect(await other.cache.get('a', 'c')).toBeDefined();
    expect(await cache.get('a', 'b')).toBeDefined();
  });
});

describe('a cache that cannot work is an empty one', () => {
  const file = join(base, 'a-file');
  writeFileSync(file, '');
  test.each([
    ['without a folder', undefined],
    ['whose folder is a file', file],
    ['whose folder is below a device', '/dev/null/cache'],
  ])('%s', async (_, folder) => {
    const cache = createCache(folder, { now: () => 0 });
    await cache.put('a', 'b', bytes('x'));
    expect(await cache.get('a', 'b')).toBeUndefined();
  });

  test('whose folder may not be written', () => {
    mkdirSync(join(base, 'closed'));
    chmodSync(join(base, 'closed'), 0o555);
    const program = bundle(
      `import { createCache } from './cache.ts';
       const cache = createCache(process.argv[2], { now: () => 0 });
       await cache.put('a', 'b', Buffer.from('x'));
       console.log(await cache.get('a', 'b'));`,
      base,
    );
    expect(runChild(program, { args: [join(base, 'closed')], asNobody: true })).toEqual({
      status: 0,
      stdout: 'undefined\n',
      stderr: '',
    });
  });
});
