import { describe, expect, test } from '@jest/globals';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { readPnpmLock } from '../../src/inventory/npm/pnpm-lock.ts';
import { inventoryOf, listed, listedForeign, whyOf } from './reading.ts';

function read(text: string): Inventory {
  return inventoryOf(readPnpmLock('pnpm-lock.yaml', Buffer.from(text)));
}

const V5 = `lockfileVersion: 5.4

specifiers:
  '@acme/core': ^7.0.0
  short: npm:lodash@^4

dependencies:
  '@acme/core': 7.8.3_react@16.0.0+x@1.0.0
  short: /lodash/4.17.15

devDependencies:
  string_tool: 1.0.1

packages:

  /@acme/core/7.8.3_react@16.0.0+x@1.0.0:
    resolution: {integrity: sha512-a==}
    engines: {node: '>=10'}
    dependencies:
      left: 1.3.0
    dev: false

  /left/1.3.0:
    resolution: {integrity: sha512-b==}
    deprecated: |-
      use: String.prototype.padStart
    dev: false

  /lodash/4.17.15:
    resolution: {integrity: sha512-c==}
    dev: false

  /string_tool/1.0.1:
    resolution: {integrity: sha512-d==}
    dependencies:
      deep: github.com/acme/deep/0123456
    dev: true

  github.com/acme/deep/0123456:
    resolution: {tarball: https://codeload.github.com/acme/deep/tar.gz/0123456}
    name: deep
    version: 1.0.0
    dev: true
`;

const V6 = `lockfileVersion: '6.0'

settings:
  autoInstallPeers: true

importers:

  .:
    devDependencies:
      tool:
        specifier: ~1.0.0
        version: 1.0.1
  packages/web:
    dependencies:
      '@acme/core':
        specifier: ^7.0.0
        version: 7.8.3(react@16.0.0)(x@1.0.0)
      short:
        specifier: npm:lodash@^4
        version: /lodash@4.17.15
      tree:
        specifier: workspace:*
        version: link:../tree

packages:

  /@acme/core@7.8.3(react@16.0.0)(x@1.0.0):
    resolution: {integrity: sha512-a==}
    dependencies:
      left: 1.3.0
    dev: false

  /left@1.3.0:
    resolution: {integrity: sha512-b==}
    dev: false

  /lodash@4.17.15:
    resolution: {integrity: sha512-c==}
    dev: false

  /tool@1.0.1:
    resolution: {integrity: sha512-d==}
    dev: true

  file:../local:
    resolution: {directory: ../local, type: directory}
    name: local
    dev: false
`;

const V9 = `lockfileVersion: '9.0'

catalogs:
  default:
    left:
      specifier: ^1.0.0
      version: 1.3.0

importers:

  .:
    dependencies:
      '@acme/core':
        specifier: ^7.0.0
        version: 7.8.3(react@16.0.0(x@1.0.0))
      short:
        specifier: npm:lodash@^4
        version: lodash@4.17.15
    devDependencies:
      tool:
        specifier: ~1.0.0
        version: 1.0.1
    optionalDependencies:
      fork:
        specifier: github:acme/fork
        version: https://codeload.github.com/acme/fork/tar.gz/0123456

packages:

  '@acme/core@7.8.3':
    resolution: {integrity: sha512-a==}
    peerDependencies:
      react: '*'

  fork@https://codeload.github.com/acme/fork/tar.gz/0123456:
    resolution: {tarball: https://codeload.github.com/acme/fork/tar.gz/0123456}
    version: 1.0.0

  left@1.3.0:
    resolution: {integrity: sha512-b==}

  lodash@4.17.15:
    resolution: {integrity: sha512-c==, tarball: https://npm.example.com/lodash.tgz}

  tool@1.0.1:
    resolution: {integrity: sha512-d==}

  toolkit@3.0.0:
    resolution: {integrity: sha512-e==}

  under@file:../under:
    resolution: {directory: ../under, type: directory}

  'web@https://example.com/web.tgz':
    resolution: {tarball: https://example.com/web.tgz}

snapshots:

  '@acme/core@7.8.3(react@16.0.0(x@1.0.0))':
    dependencies:
      left: 1.3.0

  fork@https://codeload.github.com/acme/fork/tar.gz/0123456: {}

  left@1.3.0: {}

  lodash@4.17.15: {}

  tool@1.0.1:
    dependencies:
      left: 1.3.0
    optionalDependencies:
      toolkit: 3.0.0

  toolkit@3.0.0: {}
`;

describe('pnpm-lock.yaml', () => {
  test('of version 5: underscores before peers, slashes before versions', () => {
    expect(listed(read(V5))).toEqual([
      '16 @acme/core 7.8.3',
      '23 left 1.3.0 via @acme/core',
      '29 lodash 4.17.15',
      '33 string_tool 1.0.1 dev',
    ]);
    expect(listedForeign(read(V5))).toEqual(['39 deep git']);
    expect(read(V5).problems).toEqual([]);
  });

  test('of version 6: brackets around peers, a workspace', () => {
    expect(listed(read(V6))).toEqual([
      '27 @acme/core 7.8.3',
      '33 left 1.3.0 via @acme/core',
      '37 lodash 4.17.15',
      '41 tool 1.0.1 dev',
    ]);
    expect(listedForeign(read(V6))).toEqual(['45 local folder']);
  });

  test('of version 9: what is for development is known by its ways alone', () => {
    expect(listed(read(V9))).toEqual([
      '30 @acme/core 7.8.3',
      '39 left 1.3.0 via @acme/core',
      '42 lodash 4.17.15',
      '45 tool 1.0.1 dev',
      '48 toolkit 3.0.0 via tool dev',
    ]);
    expect(listedForeign(read(V9))).toEqual(['35 fork git', '51 under folder', '54 web address']);
    expect(read(V9).packages[0]?.purl).toBe('pkg:npm/%40acme/core');
  });

  test('of two documents: both are read', () => {
    const first =
      "---\nlockfileVersion: '9.0'\nimporters:\n  .:\n    packageManagerDependencies:\n      pnpm:\n        specifier: 11.0.0\n        version: 11.0.0\npackages:\n  pnpm@11.0.0:\n    resolution: {integrity: x}\nsnapshots:\n  pnpm@11.0.0: {}\n---\n";
    expect(listed(read(first + V9))[0]).toBe('10 pnpm 11.0.0');
    expect(read(first + V9).packages).toHaveLength(6);
  });

  test('without packages has none', () => {
    expect(read("lockfileVersion: '9.0'\n\nsettings:\n  autoInstallPeers: true\n\nimporters:\n\n  .: {}\n")).toEqual({
      packages: [],
      foreign: [],
      problems: [],
    });
  });

  test.each([
    ['bytes', Buffer.from([0, 1]), 'is not text'],
    ['half of a merge', '<<<<<<< HEAD\n', 'holds merge conflict markers'],
    ['nothing', '', 'is no pnpm-lock.yaml: it has no lockfileVersion'],
    ['another file', 'a: b\n', 'is no pnpm-lock.yaml: it has no lockfileVersion'],
  ])('that is %s is said to be that', (_, text, why) => {
    expect(whyOf(readPnpmLock('pnpm-lock.yaml', Buffer.from(text)))).toBe(why);
  });

  test('names what it does not understand', () => {
    const text =
      "lockfileVersion: '6.0'\npackages:\n  /a:\n    dev: true\n  /b b@1.0.0:\n    dev: true\n  /c@1.0.0: &c\n    dev: true\n";
    expect(listed(read(text))).toEqual(['7 c 1.0.0 dev']);
    expect(read(text).problems).toEqual(['3 entries are not understood (the first in line 3)']);
  });

  test('may go in circles and use names of the language', () => {
    const text =
      "lockfileVersion: '6.0'\ndependencies:\n  __proto__: 1.0.0\npackages:\n  /__proto__@1.0.0:\n    dependencies:\n      constructor: 1.0.0\n  /constructor@1.0.0:\n    dependencies:\n      __proto__: 1.0.0\n";
    expect(listed(read(text))).toEqual(['5 __proto__ 1.0.0', '8 constructor 1.0.0 via __proto__']);
  });

  test('of several megabytes is read in linear time', () => {
    const many = Array.from(
      { length: 30_000 },
      (_, index) =>
        `  /p${index}@1.0.0:\n    resolution: {integrity: sha512-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}\n    dependencies:\n      p${index + 1}: 1.0.0\n`,
    );
    expect(
      read(`lockfileVersion: '6.0'\ndependencies:\n  p0: 1.0.0\npackages:\n${many.join('')}`).packages,
    ).toHaveLength(30_000);
  });
});
