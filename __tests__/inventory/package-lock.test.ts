import { describe, expect, test } from '@jest/globals';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { readPackageLock } from '../../src/inventory/npm/package-lock.ts';
import type { Package } from '../../src/model/package.ts';

function read(lock: unknown): Inventory {
  const reading = readPackageLock('package-lock.json', Buffer.from(JSON.stringify(lock, undefined, 1)));
  if (reading.kind !== 'read') throw new Error(reading.why);
  return reading.inventory;
}

function why(text: string | Uint8Array): string {
  const reading = readPackageLock('package-lock.json', Buffer.from(text));
  return reading.kind === 'unreadable' ? reading.why : 'it was read';
}

/** `name version [way]` of each package, in the order of the file. */
function listed(packages: readonly Package[]): readonly string[] {
  return packages.map(({ name, version, path, development }) =>
    [name, version, ...(path.length > 0 ? [`via ${path.join(' › ')}`] : []), ...(development ? ['dev'] : [])].join(' '),
  );
}

/** A lockfile of version 3: the root's own requests, then packages by folder. */
function lockOf(root: object, packages: Readonly<Record<string, object>>): unknown {
  return { name: 'app', lockfileVersion: 3, packages: { '': root, ...packages } };
}

describe('a lockfile of version 2 or 3', () => {
  test('gives every package with name, version, purl and line', () => {
    const lock = lockOf({ dependencies: { '@acme/a': '^1.0.0' } }, { 'node_modules/@acme/a': { version: '1.2.3' } });
    expect(read(lock).packages).toEqual([
      {
        ecosystem: 'npm',
        name: '@acme/a',
        version: '1.2.3',
        purl: 'pkg:npm/%40acme/a',
        manifest: 'package-lock.json',
        line: 10,
        path: [],
        development: false,
      },
    ]);
  });

  test('resolves what is asked for as Node does: the nearest folder up', () => {
    const lock = lockOf(
      { dependencies: { a: '1', c: '1' } },
      {
        'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
        'node_modules/a/node_modules/c': { version: '2.0.0' },
        'node_modules/b': { version: '1.0.0', dependencies: { c: '1' } },
        'node_modules/c': { version: '1.0.0', dependencies: { d: '1' } },
        'node_modules/a/node_modules/b': { version: '9.0.0', dependencies: { c: '2' } },
        'node_modules/d': { version: '4.0.0' },
      },
    );
    expect(listed(read(lock).packages)).toEqual([
      'a 1.0.0',
      'c 2.0.0 via a › b',
      'b 1.0.0',
      'c 1.0.0',
      'b 9.0.0 via a',
      'd 4.0.0 via c',
    ]);
  });

  test('takes the shortest way', () => {
    const lock = lockOf(
      { dependencies: { a: '1', z: '1' } },
      {
        'node_modules/a': { version: '1.0.0', dependencies: { b: '1' } },
        'node_modules/b': { version: '1.0.0', dependencies: { c: '1' } },
        'node_modules/c': { version: '1.0.0' },
        'node_modules/z': { version: '1.0.0', optionalDependencies: { c: '1' } },
      },
    );
    expect(listed(read(lock).packages)).toContain('c 1.0.0 via z');
  });

  test('takes the projects of a workspace for roots and leaves them out, links too', () => {
    const lock = lockOf(
      { workspaces: ['packages/*'] },
      {
        'node_modules/web': { resolved: 'packages/web', link: true },
        'packages/web': { version: '0.1.0', devDependencies: { jest: '1' }, dependencies: { core: '*' } },
        'node_modules/core': { resolved: 'packages/core', link: true },
        'packages/core': { version: '0.1.0', dependencies: { left: '1' } },
        'packages/web/node_modules/jest': { version: '1.0.0', dev: true, peerDependencies: { deep: '1' } },
        'packages/web/node_modules/deep': { version: '1.0.0', dev: true },
        'node_modules/left': { version: '1.3.0' },
      },
    );
    expect(listed(read(lock).packages)).toEqual(['jest 1.0.0 dev', 'deep 1.0.0 via jest dev', 'left 1.3.0']);
  });

  test('calls an aliased package by its own name, and shows its alias in ways', () => {
    const lock = lockOf(
      { dependencies: { old: 'npm:lodash@4' } },
      {
        'node_modules/old': { name: 'lodash', version: '4.17.15', dependencies: { x: '1' } },
        'node_modules/x': { version: '1.0.0' },
      },
    );
    expect(listed(read(lock).packages)).toEqual(['lodash 4.17.15', 'x 1.0.0 via old']);
  });

  test('does not match what no registry knows, but names it', () => {
    const lock = lockOf(
      {},
      {
        'node_modules/a': { version: '1.0.0', resolved: 'git+ssh://git@github.com/acme/a.git#0123456' },
        'node_modules/b': { version: '1.0.0', resolved: 'file:b-1.0.0.tgz' },
        'node_modules/c': { resolved: 'https://registry.example.org/c/-/c-1.0.0.tgz' },
        'node_modules/d': { version: 'latest' },
        'node_modules/e': { version: '1.0.0', resolved: 'https://registry.example.org/e/-/e-1.0.0.tgz' },
      },
    );
    const { packages, foreign } = read(lock);
    expect(listed(packages)).toEqual(['e 1.0.0']);
    expect(foreign.map(({ name, origin }) => `${name} ${origin}`)).toEqual([
      'a git',
      'b folder',
      'c unversioned',
      'd unversioned',
    ]);
  });

  test.each([
    ['as npm writes it', 'a', 'https://registry.example.org/a/-/a-1.2.3.tgz', 'registry'],
    ['of a scope', '@s/a', 'https://registry.example.org/@s/a/-/a-1.2.3.tgz', 'registry'],
    ['of a scope, encoded', '@s/a', 'https://npm.corp.net/@s%2fa/-/@s/a-1.2.3.tgz', 'registry'],
    ['of another layout', '@s/a', 'https://npm.corp.net/download/@s/a/1.2.3/0123abcd', 'registry'],
    ['with a query', 'a', 'https://npm.corp.net/a/-/a-1.2.3.tgz?x=y#sha', 'registry'],
    ['of another version', 'a', 'https://registry.example.org/a/-/a-1.2.0.tgz', 'address'],
    ['of a version that only begins alike', 'a', 'https://registry.example.org/a/-/a-1.2.30.tgz', 'address'],
    ['of a version that only ends alike', 'a', 'https://registry.example.org/a/-/a-11.2.3.tgz', 'address'],
    ['of another package', 'a', 'https://registry.example.org/bad/-/bad-1.2.3.tgz', 'address'],
    ['of no package', 'a', 'https://evil.example/x.tgz', 'address'],
    ['that names it in the query alone', 'a', 'https://evil.example/x.tgz?a/-/a-1.2.3.tgz', 'address'],
    ['that names it in the host alone', 'a', 'https://a-1.2.3.example/x.tgz', 'address'],
    ['that is no encoding', 'a', 'https://npm.corp.net/%zz/a-1.2.3.tgz', 'registry'],
    ['longer than any', 'a', `https://npm.corp.net/${'x'.repeat(3_000)}/a-1.2.3.tgz`, 'address'],
  ])('an address %s is taken for what it is', (_name, name, resolved, origin) => {
    const entry = { version: '1.2.3', resolved };
    const expected = origin === 'registry' ? { packages: [name], foreign: [] } : { packages: [], foreign: [name] };
    const legacy = { lockfileVersion: 1, dependencies: { [name]: entry } };
    for (const lock of [lockOf({}, { [`node_modules/${name}`]: entry }), legacy]) {
      const { packages, foreign } = read(lock);
      expect({ packages: packages.map((one) => one.name), foreign: foreign.map((one) => one.name) }).toEqual(expected);
    }
  });

  test('keeps packages that a development and an optional dependency share out of development', () => {
    const lock = lockOf({}, { 'node_modules/a': { version: '1.0.0', devOptional: true } });
    expect(listed(read(lock).packages)).toEqual(['a 1.0.0']);
  });

  test('names packages that nobody reaches by the folders they lie in', () => {
    const lock = lockOf({}, { 'node_modules/@s/a/node_modules/b/node_modules/c': { version: '1.0.0' } });
    expect(listed(read(lock).packages)).toEqual(['c 1.0.0 via @s/a › b']);
  });

  test('reads a lockfile with a byte-order mark and Windows line ends', () => {
    const text = `\ufeff${JSON.stringify(lockOf({}, { 'node_modules/a': { version: '1.0.0' } }), undefined, 2).replaceAll('\n', '\r\n')}`;
    const reading = readPackageLock('package-lock.json', Buffer.from(text));
    expect(reading.kind === 'read' && reading.inventory.packages.map(({ line }) => line)).toEqual([6]);
  });
});

describe('a lockfile of version 1', () => {
  const lock = {
    lockfileVersion: 1,
    dependencies: {
      a: {
        version: '1.0.0',
        requires: { b: '^2.0.0' },
        dependencies: { b: { version: '2.0.0', requires: { c: '1' } } },
      },
      b: { version: '1.0.0' },
      c: { version: '1.0.0', dev: true },
      alias: { version: 'npm:@acme/real@3.0.0' },
      git: { version: 'git+https://github.com/acme/git.git#0123' },
      tar: { version: 'https://example.com/tar.tgz' },
      near: { version: 'file:near' },
    },
  };

  test('gives nested packages, aliases and ways', () => {
    expect([...listed(read(lock).packages)].sort()).toEqual([
      '@acme/real 3.0.0',
      'a 1.0.0',
      'b 1.0.0',
      'b 2.0.0 via a',
      'c 1.0.0 via a › b dev',
    ]);
  });

  test('tells the line of a nested package', () => {
    expect(
      read(lock)
        .packages.filter(({ name }) => name === 'b')
        .map(({ line }) => line)
        .sort(),
    ).toEqual([10, 18]);
  });

  test('names what comes from elsewhere', () => {
    expect(read(lock).foreign.map(({ name, origin }) => `${name} ${origin}`)).toEqual([
      'git git',
      'tar address',
      'near folder',
    ]);
  });

  test('says so when packages are nested deeper than any folder', () => {
    let dependencies: object = {};
    for (let depth = 0; depth < 200; depth += 1) dependencies = { a: { version: '1.0.0', dependencies } };
    const { packages, problems } = read({ lockfileVersion: 1, dependencies });
    expect(packages).toHaveLength(64);
    expect(problems).toEqual([expect.stringMatching(/^1 entry is not understood \(line \d+\)$/)]);
  });
});

describe('what is no lockfile', () => {
  test.each([
    ['nothing', '', 'is not JSON'],
    ['half a file', '{\n "packages": {\n "": {}', 'is not JSON (line 3)'],
    ['a merge conflict', '{\n<<<<<<< HEAD\n "a": 1\n}', 'holds merge conflict markers'],
    ['bytes', Buffer.from([0, 1, 2, 3]), 'is not text'],
    ['a list', '[]', 'is no npm lockfile: it holds no object'],
    [
      'packages that are a list',
      '{"lockfileVersion": 3, "packages": []}',
      'is no npm lockfile: "packages" is no object',
    ],
    ['dependencies that are a text', '{"dependencies": "x"}', 'is no npm lockfile: "dependencies" is no object'],
    [
      'another JSON file',
      '{"compilerOptions": {}}',
      'is no npm lockfile: it has neither "packages" nor "dependencies"',
    ],
  ])('%s is said to be that', (_, text, clause) => {
    expect(why(text)).toBe(clause);
  });

  test('a project without dependencies has an empty lockfile', () => {
    expect(read({ name: 'app', lockfileVersion: 1 })).toEqual({ packages: [], foreign: [], problems: [] });
  });
});

describe('a hostile lockfile', () => {
  test('may go in circles', () => {
    const lock = lockOf(
      { dependencies: { a: '1' } },
      {
        'node_modules/a': { version: '1.0.0', dependencies: { b: '1', a: '1' } },
        'node_modules/b': { version: '1.0.0', dependencies: { a: '1' } },
        'node_modules/c': { resolved: 'node_modules/c', link: true },
      },
    );
    expect(listed(read(lock).packages)).toEqual(['a 1.0.0', 'b 1.0.0 via a']);
  });

  test('may hold names of the language', () => {
    const text =
      '{"lockfileVersion":3,"packages":{"":{"dependencies":{"__proto__":"1","constructor":"1"}},"node_modules/__proto__":{"version":"1.0.0","__proto__":{"version":"6.6.6","dev":true}},"node_modules/constructor":{"version":"2.0.0"}, "__proto__":{"version":"3.0.0"}}}';
    const reading = readPackageLock('package-lock.json', Buffer.from(text));
    expect(reading.kind === 'read' && listed(reading.inventory.packages)).toEqual([
      '__proto__ 1.0.0',
      'constructor 2.0.0',
    ]);
    expect(({} as { version?: string }).version).toBeUndefined();
  });

  test.each([
    ['a number', 7],
    ['nothing', null],
    ['a list', []],
    ['a text', 'x'],
  ])('may have %s for an entry: it is named', (_, entry) => {
    const { packages, problems } = read({
      lockfileVersion: 3,
      packages: { 'node_modules/a': entry, 'node_modules/b': { version: '1.0.0' } },
    });
    expect(listed(packages)).toEqual(['b 1.0.0']);
    expect(problems).toEqual(['1 entry is not understood (line 4)']);
  });

  test('may have wrong types in every field', () => {
    const entry = {
      version: '1.0.0',
      dependencies: 7,
      optionalDependencies: [],
      peerDependencies: 'x',
      dev: 'yes',
      resolved: 3,
      name: null,
    };
    expect(listed(read(lockOf({ dependencies: 1 }, { 'node_modules/a': entry })).packages)).toEqual(['a 1.0.0']);
  });

  test.each([
    ['a megabyte', 'x'.repeat(2 ** 20)],
    ['white space', 'a b'],
    ['two scopes', '@a/b/c'],
    ['a scope alone', '@a'],
    ['no letters', ''],
  ])('may have a name of %s: it is named, not matched', (_, name) => {
    const { packages, problems } = read(lockOf({}, { [`node_modules/${name}`]: { version: '1.0.0' } }));
    expect(packages).toEqual([]);
    expect(problems).toEqual(['1 entry is not understood (line 6)']);
  });

  test('may say a key twice: the last counts, as for npm', () => {
    const text =
      '{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"1.0.0"},\n"node_modules/a":{"version":"2.0.0"}}}';
    const reading = readPackageLock('package-lock.json', Buffer.from(text));
    expect(
      reading.kind === 'read' && reading.inventory.packages.map(({ version, line }) => `${version} ${line}`),
    ).toEqual(['2.0.0 2']);
  });

  test('may chain twenty thousand packages: the way is cut in its middle, the time stays linear', () => {
    const length = 20_000;
    const packages = Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `node_modules/p${index}`,
        { version: '1.0.0', dependencies: { [`p${index + 1}`]: '1' } },
      ]),
    );
    const last = read(lockOf({ dependencies: { p0: '1' } }, packages)).packages.at(-1);
    expect(last?.name).toBe('p19999');
    expect(last?.path).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `p${index}`),
      '…',
      ...Array.from({ length: 5 }, (_, index) => `p${19_994 + index}`),
    ]);
  });

  test('may have one package ask for twenty thousand others from a deep folder', () => {
    const asked = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`q${index}`, '1']));
    const deep = Array.from({ length: 60 }, (_, index) => `node_modules/d${index}`).join('/');
    expect(read(lockOf({}, { [deep]: { version: '1.0.0', dependencies: asked } })).packages).toHaveLength(1);
  });
});
