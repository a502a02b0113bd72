import { describe, expect, test } from '@jest/globals';
import { readComposerLock } from '../../src/inventory/php/composer-lock.ts';
import { inventoryOf, listed, whyOf } from './reading.ts';

const read = (lock: unknown) =>
  inventoryOf(readComposerLock('composer.lock', Buffer.from(JSON.stringify(lock, undefined, 4))));

describe('composer.lock', () => {
  test('gives packages with their ways, and marks those of packages-dev', () => {
    const inventory = read({
      _readme: ['This file locks the dependencies of your project to a known state'],
      'content-hash': '0123',
      packages: [
        {
          name: 'Acme/Framework',
          version: 'v6.0.1',
          require: { php: '>=8', 'acme/Log': '^1.0' },
          authors: [{ name: 'somebody' }],
        },
        { name: 'acme/log', version: '1.10', dist: { type: 'zip' } },
      ],
      'packages-dev': [{ name: 'acme/test', version: '9.0.0-RC1', require: { 'acme/log': '*' } }],
      'platform-dev': [],
    });
    expect(listed(inventory)).toEqual([
      '8 acme/framework v6.0.1',
      '21 acme/log 1.10 via acme/framework',
      '30 acme/test 9.0.0-RC1 dev',
    ]);
    expect(inventory.packages[0]).toMatchObject({ ecosystem: 'Packagist', purl: 'pkg:composer/acme/framework' });
  });

  test('does not match branches and folders, but names them', () => {
    const { foreign, packages } = read({
      packages: [
        { name: 'a/a', version: 'dev-main', source: { type: 'git' } },
        { name: 'a/b', version: '1.x-dev' },
        { name: 'a/c', version: '1.0.0', dist: { type: 'path', url: '../c' } },
        { name: 'a/d', version: '9999999-dev' },
      ],
    });
    expect(packages).toEqual([]);
    expect(foreign.map(({ origin }) => origin)).toEqual(['git', 'git', 'folder', 'git']);
  });

  test('names entries that it does not understand, and keeps the lines of the others', () => {
    const inventory = read({
      packages: [
        5,
        { version: '1.0.0' },
        { name: 5, version: '1' },
        { name: 'a/a', version: '1.0.0' },
        { name: 'a b', version: '1' },
      ],
    });
    expect(listed(inventory)).toEqual(['12 a/a 1.0.0']);
    expect(inventory.problems).toEqual([expect.stringMatching(/^4 entries are not understood/)]);
  });

  test('without packages has none', () => {
    expect(read({ packages: [], 'packages-dev': null })).toEqual({ packages: [], foreign: [], problems: [] });
  });

  test.each([
    ['no JSON', '{"packages": [\n}', 'is not JSON'],
    ['a list', '[]', 'holds no object'],
    ['another file', '{"packages": {}}', 'is no composer.lock: it has no list of packages'],
  ])('that is %s is said to be that', (_, text, why) => {
    expect(whyOf(readComposerLock('composer.lock', Buffer.from(text)))).toContain(why);
  });

  test('may go in circles and use names of the language', () => {
    const text =
      '{"packages": [{"name": "__proto__", "version": "1", "require": {"constructor": "1", "__proto__": "1"}}, {"name": "constructor", "version": "1", "require": {"__proto__": "1"}}]}';
    expect(listed(inventoryOf(readComposerLock('composer.lock', Buffer.from(text))))).toEqual([
      '1 __proto__ 1',
      '1 constructor 1',
    ]);
  });
});
