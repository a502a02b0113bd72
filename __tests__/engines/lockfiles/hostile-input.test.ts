import { describe, expect, test } from '@jest/globals';
import type { EngineContext } from '../../../src/engines/contract.ts';
import { createLockfilesEngine } from '../../../src/engines/lockfiles/engine.ts';
import { wantsForLockfiles } from '../../../src/engines/lockfiles/wants.ts';
import { LOCKED_READERS } from '../../../src/inventory/integrity/read-locked.ts';
import { MANIFEST_READERS } from '../../../src/inventory/read-manifest.ts';
import { PlatformError } from '../../../src/model/errors.ts';
import { placesOf, scanTree, treeOf } from './tree-of.ts';

const NAMES = {
  'npm-lockfile': 'package-lock.json',
  yarn: 'yarn.lock',
  pnpm: 'pnpm-lock.yaml',
  poetry: 'poetry.lock',
  pdm: 'pdm.lock',
  uv: 'uv.lock',
  pipfile: 'Pipfile.lock',
  cargo: 'Cargo.lock',
  composer: 'composer.lock',
};

test('the engine wants what there is a reader for, and requirements', () => {
  expect(Object.keys(LOCKED_READERS).sort()).toEqual(Object.keys(NAMES).sort());
  for (const name of [...Object.values(NAMES), 'requirements.txt'])
    expect([name, wantsForLockfiles({ path: `a/${name}`, sizeBytes: 1 })]).toEqual([name, true]);
  for (const name of ['go.sum', 'package.json', 'node_modules/a/yarn.lock', 'mix.lock'])
    expect([name, wantsForLockfiles({ path: name, sizeBytes: 1 })]).toEqual([name, false]);
});

describe('a lockfile that is none', () => {
  const texts = {
    'nothing at all': '',
    'no text': 'a\0b',
    'half a merge': '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n',
    'another value': '[1, 2]',
    'another shape': '{"packages": 3, "dependencies": 4, "_meta": 5, "package": 6, "metadata": 7}',
    'lists where maps belong':
      '{"packages": {"a": [], "": 1, "node_modules/b": null}, "_meta": {"sources": [1]}, "default": {"a": 1}}',
    'names of the language':
      '{"packages": {"__proto__": {"dependencies": {"constructor": "1"}}, "node_modules/__proto__": {"version": "1.0.0"}}}',
    'tables where texts belong':
      '[[package]]\nname = 1\nversion = []\nsource = 3\nfiles = { a = 1 }\n[metadata]\nfiles = 3\n',
    'entries without anything': '__metadata:\n  version: 8\n\n"":\n  x: 1\n"a@npm:1":\n  resolution: 3\n',
  };
  const rows = Object.values(NAMES).flatMap((name) =>
    Object.entries(texts).map(([what, text]) => [name, what, text] as const),
  );

  test.each(rows)('%s with %s breaks nothing', async (name, _what, text) => {
    const { results, notLookedAt } = await scanTree({ [name]: text, 'package.json': text });
    expect(results.length + notLookedAt.length).toBeLessThan(5);
    for (const { why } of notLookedAt) expect(why).toMatch(/^(is|holds|names|"\w+" is|asks for|\d+ entr)/);
  });

  test.each(
    Object.entries(NAMES).flatMap(([kind, name]) =>
      Object.entries(texts).map(([what, text]) => [name, what, text, kind] as const),
    ),
  )('%s with %s is not listed in other words than for its packages', async (name, _what, text, kind) => {
    const { notLookedAt } = await scanTree({ [name]: text });
    // A test may ask the table by a name of its own.
    const reading = MANIFEST_READERS[kind as keyof typeof MANIFEST_READERS](name, Buffer.from(text), undefined);
    if (reading.kind === 'unreadable' && notLookedAt.length > 0)
      expect(notLookedAt.map(({ why }) => why)).toEqual([reading.why]);
  });

  test('of the right form and another shape is no lockfile without entries', async () => {
    const { notLookedAt } = await scanTree({
      'a/Pipfile.lock': '{"_meta": {}, "default": ["a"]}',
      'b/Cargo.lock': 'version = 3\n',
      'c/pnpm-lock.yaml': 'lockfileVersion: 6\npackages: [a]\n',
      'requirements.txt': 'a\0b',
    });
    expect(notLookedAt).toEqual([
      { path: 'a/Pipfile.lock', why: '1 entry is not understood (line 1)' },
      { path: 'c/pnpm-lock.yaml', why: '1 entry is not understood (line 2)' },
      { path: 'requirements.txt', why: 'is not text in an encoding that is known' },
    ]);
  });
});

test('a lockfile that cannot be read is listed, and the others are judged', async () => {
  const tree = treeOf({
    'a/package-lock.json': '',
    'b/package-lock.json': '{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1.0.0"}}}',
  });
  const read = async (path: string) => {
    if (path.startsWith('a/')) throw new PlatformError('failed', 'the disk is gone');
    return tree.read(path);
  };
  const report = await createLockfilesEngine().scan({ ...tree, read }, {} as EngineContext);
  expect(report.notLookedAt).toEqual([{ path: 'a/package-lock.json', why: 'cannot be read: the disk is gone' }]);
  expect(placesOf(report.results, 'lockfile-missing-hash')).toEqual(['b/package-lock.json:1']);
});

test('a bug of the file system is not taken for a missing neighbour', async () => {
  const tree = treeOf({ 'package-lock.json': '{"lockfileVersion": 3, "packages": {}}' });
  const read = async (path: string) => {
    if (path !== 'package-lock.json') throw new TypeError('a bug');
    return tree.read(path);
  };
  await expect(createLockfilesEngine().scan({ ...tree, read }, {} as EngineContext)).rejects.toThrow('a bug');
});

test('folders that a lockfile names lead nowhere outside of the tree', async () => {
  const asked: string[] = [];
  const tree = treeOf({
    'web/package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: { '../../etc': {}, '/etc': {}, 'a\0b': {}, [`${'d/'.repeat(5000)}x`]: {} },
    }),
  });
  const read = async (path: string) => {
    asked.push(path);
    return tree.read(path);
  };
  const report = await createLockfilesEngine().scan({ ...tree, read }, {} as EngineContext);
  expect(report.results).toEqual([]);
  // The tree is asked and knows none of them; what is deeper than any file system goes is not even asked for.
  expect(asked.every((path) => path.length < 200)).toBe(true);
});

test('ten thousand entries from as many hosts are one result, found in linear time', async () => {
  const packages = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [
      `node_modules/p${index}`,
      {
        version: '1.0.0',
        resolved: `https://h${index}.example/p${index}/-/p${index}-1.0.0.tgz`,
        integrity: 'sha512-AAAA',
      },
    ]),
  );
  const report = await scanTree({ 'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }) });
  expect(placesOf(report.results, 'lockfile-unexpected-host')).toHaveLength(1);
});

test('names, versions and hosts are shown without control characters and in a limited length', async () => {
  const name = 'n'.repeat(200);
  const report = await scanTree({
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        [`node_modules/${name}`]: {
          version: '1.0.0\u001b[31m\n::error::',
          resolved: `https://${'h'.repeat(500)}\u202e.example/a/-/a-1.0.0.tgz`,
        },
      },
    }),
  });
  expect(report.results.length).toBeGreaterThan(1);
  for (const { message } of report.results) {
    expect(message.length).toBeLessThan(400);
    expect(message).not.toMatch(/[\u0000-\u001f\u202e]/);
  }
});

test('addresses with a password do not show it', async () => {
  const report = await scanTree({
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        'node_modules/a': { version: '1.0.0', resolved: 'http://me:hunter2@packages.example.org/a/-/a-1.0.0.tgz' },
      },
    }),
  });
  expect(report.results.map(({ rule }) => rule.id).sort()).toEqual([
    'lockfile-missing-hash',
    'lockfile-plain-http',
    'lockfile-unexpected-host',
  ]);
  expect(JSON.stringify(report.results)).not.toContain('hunter2');
});
