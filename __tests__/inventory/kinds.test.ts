import { describe, expect, test } from '@jest/globals';
import { companionPath, isInstalledManifest, manifestKind } from '../../src/inventory/kinds.ts';
import { MANIFEST_READERS } from '../../src/inventory/read-manifest.ts';

test.each([
  ['node_modules/a/yarn.lock', true],
  ['web/node_modules/a/package-lock.json', true],
  ['node_modules/a/index.js', false],
  ['yarn.lock', false],
])('%s belongs to an installed package: %s', (path, expected) => {
  expect(isInstalledManifest(path)).toBe(expected);
});

test.each([
  ['package-lock.json', 'npm-lockfile'],
  ['web/npm-shrinkwrap.json', 'npm-lockfile'],
  ['go.mod', 'go-mod'],
  ['web/yarn.lock', 'yarn'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['poetry.lock', 'poetry'],
  ['uv.lock', 'uv'],
  ['pdm.lock', 'pdm'],
  ['Pipfile.lock', 'pipfile'],
  ['crates/a/Cargo.lock', 'cargo'],
  ['Gemfile.lock', 'gemfile'],
  ['gems.locked', 'gemfile'],
  ['composer.lock', 'composer'],
  ['app/gradle.lockfile', 'gradle'],
  ['buildscript-gradle.lockfile', 'gradle'],
  ['pom.xml', 'pom'],
  ['src/Api/packages.lock.json', 'nuget'],
  ['mix.lock', 'mix'],
  ['pubspec.lock', 'pubspec'],
  ['node_modules/a/yarn.lock', undefined],
  ['__proto__', undefined],
  ['constructor', undefined],
  ['yarn.lock.orig', undefined],
  ['not-pom.xml', undefined],
  ['requirements.txt', 'requirements'],
  ['requirements-dev.txt', 'requirements'],
  ['requirements.prod.txt', 'requirements'],
  ['dev_requirements.txt', 'requirements'],
  ['Requirements.TXT', 'requirements'],
  ['requirements/base.txt', 'requirements'],
  ['service/requirements/production.txt', 'requirements'],
  ['requirements/deep/notes.txt', undefined],
  ['myrequirements.txt', undefined],
  ['requirements.md', undefined],
  ['package.json', undefined],
  ['go.sum', undefined],
  ['package-lock.json/readme', undefined],
  ['node_modules/a/package-lock.json', undefined],
  ['web/node_modules/gyp/requirements.txt', undefined],
  ['my_node_modules/requirements.txt', 'requirements'],
])('%s is %s', (path, kind) => {
  expect(manifestKind(path)).toBe(kind);
});

test.each([
  ['yarn.lock', 'package.json'],
  ['web/yarn.lock', 'web/package.json'],
  ['tool/go.mod', 'tool/go.sum'],
  ['package-lock.json', undefined],
] as const)('the companion of %s is %s', (path, companion) => {
  const kind = manifestKind(path);
  expect(kind && companionPath(path, kind)).toBe(companion);
});

describe('every reader of a manifest', () => {
  const kinds = Object.entries(MANIFEST_READERS);
  const hostile: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', Buffer.from('')],
    ['bytes', Buffer.from([0, 1, 2, 255])],
    ['prose', Buffer.from('hello world\n')],
    ['the wrong JSON', Buffer.from('{"a": [1, {"b": null}]}')],
    ['the wrong XML', Buffer.from('<a><b/></a>')],
    ['half of a merge', Buffer.from('<<<<<<< HEAD\n=======\n>>>>>>> x\n')],
    ['a million brackets', Buffer.from('['.repeat(1_000_000))],
    ['a million braces', Buffer.from('{"a":'.repeat(200_000))],
    ['a million line ends', Buffer.from('\n'.repeat(1_000_000))],
    ['one endless word', Buffer.from('x'.repeat(1_000_000))],
  ];

  test.each(kinds)('of %s says what is no manifest, or that nothing is in it, and never throws', (_, read) => {
    for (const [, bytes] of hostile) {
      const reading = read('a/file', bytes, bytes);
      expect(reading.kind === 'unreadable' ? [] : reading.inventory.packages).toEqual([]);
      if (reading.kind === 'unreadable') expect(reading.why).not.toMatch(/[\n\u0000]/);
    }
  });
});
