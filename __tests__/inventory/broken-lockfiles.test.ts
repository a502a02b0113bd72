/** Lockfiles and manifests that are broken in every way that files break: none is an accident, and none is read as one without packages. */
import { describe, expect, test } from '@jest/globals';
import type { Reading } from '../../src/inventory/inventory.ts';
import { problemOfUnversioned } from '../../src/inventory/inventory.ts';
import { manifestKind } from '../../src/inventory/kinds.ts';
import { inventoryOfRequirements } from '../../src/inventory/python/requirement-set.ts';
import { readRequirements } from '../../src/inventory/python/requirements.ts';
import { MANIFEST_READERS } from '../../src/inventory/read-manifest.ts';
import { SAMPLES, type Sample } from './lockfile-samples.ts';

function read(path: string, content: string | Uint8Array): Reading {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const kind = manifestKind(path);
  if (kind === undefined) throw new Error(`${path} is no manifest`);
  if (kind !== 'requirements') return MANIFEST_READERS[kind](path, bytes, undefined);
  const reading = readRequirements(path, bytes);
  if (reading.kind === 'unreadable') return reading;
  return { kind: 'read', inventory: inventoryOfRequirements(reading.requirements, new Map()) };
}

/** `a@1.0.0 b@2.0.0: what is said`, or why it cannot be read. */
function said(path: string, content: string | Uint8Array): string {
  const reading = read(path, content);
  if (reading.kind === 'unreadable') return reading.why;
  const { packages, foreign, problems } = reading.inventory;
  const named = packages.map(({ name, version }) => `${name}@${version ?? '?'}`);
  return `${named.join(' ')}: ${[...problems, ...problemOfUnversioned(foreign)].join('; ')}`;
}

const PATHS = Object.keys(SAMPLES) as readonly Sample[]; // The keys of a constant.

/** Files that may be empty: nothing is locked, or nothing is required. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['gradle.lockfile', 'requirements.txt']);

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe.each(PATHS)('%s', (path) => {
  const text = SAMPLES[path];
  const whole = said(path, text);

  test('whole names two packages', () => {
    expect(whole).toMatch(/^\S*\ba@1\.0\.0 \S*\bb@2\.0\.0/i);
  });

  test.each([
    ['with a byte-order mark', Buffer.from(`\ufeff${text}`)],
    ['with the line ends of Windows', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['in UTF-16, little end first', utf16(text, 'le')],
    ['in UTF-16, big end first', utf16(text, 'be')],
  ])('%s says the same', (_, bytes) => {
    expect(said(path, bytes)).toBe(whole);
  });

  test('that is empty is no lockfile, unless such may be empty', () => {
    const expected = MAY_BE_EMPTY.has(path) ? 'read' : 'unreadable';
    expect([read(path, '').kind, read(path, '\n\n').kind]).toEqual([expected, expected]);
  });

  test.each([
    ['bytes with zeros', Buffer.from(Array.from({ length: 1_000 }, (_, index) => (index * 37) % 256))],
    ['bytes that are no text', Buffer.from(Array.from({ length: 1_000 }, (_, index) => 128 + ((index * 37) % 128)))],
    ['UTF-16 that does not say so', utf16(text, 'le').subarray(2)],
    ['another file', Buffer.from('<html>\n<body>Not found</body>\n')],
  ])('that is %s says so', (_, bytes) => {
    expect(said(path, bytes)).toMatch(/^is n|^: (?:[2-9] lines are|1 line is) not understood/);
  });

  test('cut off anywhere names no package that is not in it, and breaks nothing', () => {
    for (let end = 0; end < text.length; end += 1) {
      const reading = read(path, text.slice(0, end));
      const names = reading.kind === 'read' ? reading.inventory.packages.map(({ name }) => name) : [];
      expect(names.filter((name) => !text.includes(name.replace(/^.*:/, '')) && name !== 'stdlib')).toEqual([]);
    }
  });
});

/** Where a file is cut (before the text), and what is said of the rest. */
const CUTS: readonly (readonly [path: Sample, before: string, expected: string])[] = [
  ['package-lock.json', '"node_modules/b"', 'is not JSON'],
  ['npm-shrinkwrap.json', '"b": {', 'is not JSON'],
  ['yarn.lock', 'b@^2.0.0:', 'a@1.0.0: asks for b, which it does not hold: is it cut off?'],
  ['yarn.lock', '  version "2.0.0"', 'a@1.0.0: 1 entry is not understood (line 11)'],
  [
    'yarn.lock',
    '.0.0"\n  resolved "https://registry.yarnpkg.com/b',
    'a@1.0.0: 1 entry names no exact version (line 11)',
  ],
  ['berry/yarn.lock', '\n"app@workspace:."', 'a@1.0.0: asks for b, which it does not hold: is it cut off?'],
  ['berry/yarn.lock', '  version: 2.0.0', 'a@1.0.0: 1 entry is not understood (line 21)'],
  ['pnpm-lock.yaml', 'packages:', ': asks for a 1.0.0, which it does not hold: is it cut off?'],
  ['pnpm-lock.yaml', '  b@2.0.0:\n    resolution', 'a@1.0.0: "snapshots" is missing: is it cut off?'],
  ['pnpm-lock.yaml', 'snapshots:', 'a@1.0.0 b@2.0.0: "snapshots" is missing: is it cut off?'],
  ['poetry.lock', '\n[[package]]\nname = "b"', '; "metadata" is missing: is it cut off?'],
  ['poetry.lock', '"b"', 'is not TOML (line 10)'],
  ['uv.lock', '\n[[package]]\nname = "b"', 'a@1.0.0: asks for b, which it does not hold: is it cut off?'],
  ['pdm.lock', '\n[[package]]\nname = "b"', 'a@1.0.0: asks for b, which it does not hold: is it cut off?'],
  ['Pipfile.lock', '"b"', 'is not JSON'],
  ['Cargo.lock', '\n[[package]]\nname = "b"', 'a@1.0.0: asks for b, which it does not hold: is it cut off?'],
  ['Cargo.lock', '"2.0.0"', 'is not TOML (line 14)'],
  ['Gemfile.lock', '    b (2.0.0)', 'a@1.0.0: the section DEPENDENCIES is missing: is it cut off?'],
  [
    'Gemfile.lock',
    '.0.0)\n\nPLATFORMS',
    'a@1.0.0: 1 line is not understood (line 6); the section DEPENDENCIES is missing',
  ],
  ['composer.lock', '{ "name": "v/b"', 'is not JSON'],
  ['go.mod', '\texample.com/b', 'example.com/a@1.0.0 stdlib@?: 1 line is not understood (line 5)'],
  ['go.mod', 're example.com/c', ' stdlib@?: 1 line is not understood (line 10)'],
  ['gradle.lockfile', 'g:b', 'g:a@1.0.0: the last line, "empty=", is missing: is it cut off?'],
  ['packages.lock.json', '"B": {', 'is not JSON'],
  ['mix.lock', '  "b"', 'a@1.0.0: the last bracket is missing: is it cut off?'],
  ['mix.lock', '"2.0.0"', 'a@1.0.0: 1 line is not understood (line 3); the last bracket is missing: is it cut off?'],
  ['pubspec.lock', '  b:', 'a@1.0.0: "sdks" is missing: is it cut off?'],
  ['pubspec.lock', '"2.0.0"', 'a@1.0.0: 1 entry is not understood (line 10); "sdks" is missing: is it cut off?'],
  ['pom.xml', '<artifactId>b', 'is no pom.xml'],
  ['requirements.txt', '2.0.0', 'a@1.0.0: 1 line is not understood (line 3)'],
];

test.each(CUTS)('%s cut off before %j', (path, before, expected) => {
  const text = SAMPLES[path];
  expect(said(path, text.slice(0, text.lastIndexOf(before)))).toContain(expected);
});

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const nested = (levels: number) => Array.from({ length: levels }, (_, at) => `${' '.repeat(at + 1)}k${at}:`).join('\n');

const LOCK = '"lockfileVersion":3';
const ONE = ': 1 entry is not understood';

/** Well-formed, and not what the format says. */
const SHAPES: readonly (readonly [path: string, text: string, expected: string])[] = [
  ['package-lock.json', '[]', 'is no npm lockfile: it holds no object'],
  ['package-lock.json', `{${LOCK},"packages":[]}`, 'is no npm lockfile: "packages" is no object'],
  ['package-lock.json', `{${LOCK},"packages":null}`, 'is no npm lockfile: "packages" is no object'],
  ['package-lock.json', `{${LOCK},"packages":{"node_modules/a":[]}}`, ONE],
  ['package-lock.json', `{${LOCK},"packages":{"node_modules/":{"version":"1.0.0"}}}`, ONE],
  ['package-lock.json', `{${LOCK},"packages":{"node_modules/a":{}}}`, ': 1 entry names no exact version (line 1)'],
  ['package-lock.json', `{${LOCK},"packages":{"node_modules/a":{"version":1}}}`, ': 1 entry names no exact version'],
  ['package-lock.json', `{${LOCK},"packages":{"node_modules/a":{"version":null}}}`, ': 1 entry names no exact version'],
  ['package-lock.json', `{${LOCK},"packages":{"node_modules/a":{"version":"1.0.0","name":5}}}`, 'a@1.0.0: '],
  ['package-lock.json', `{${LOCK},"packages":{"node_modules/a":{"version":"1.0.0","x":${deep(200)}}}}`, 'a@1.0.0: '],
  ['package-lock.json', '['.repeat(100_000), 'is not JSON'],
  ['package-lock.json', '{"lockfileVersion":1,"dependencies":[{"name":"a"}]}', '"dependencies" is no object'],
  ['package-lock.json', '{"lockfileVersion":1,"dependencies":{"a":"1.0.0"}}', ONE],
  ['package-lock.json', '{"lockfileVersion":1,"dependencies":{"a":{}}}', ': 1 entry names no exact version'],
  [
    'package-lock.json',
    '{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","dependencies":[1]}}}',
    'a@1.0.0: 1 entry is not understood (line 1)',
  ],
  // npm, too, takes the second one.
  [
    'package-lock.json',
    `{${LOCK},"packages":{"node_modules/a":{"version":"1.0.0"},"node_modules/a":{"version":"2.0.0"}}}`,
    'a@2.0.0: ',
  ],
  ['yarn.lock', '# yarn lockfile v1\n- a\n- b\n', ': 2 entries are not understood (the first in line 2)'],
  ['yarn.lock', '# yarn lockfile v1\n1:\n  version "1.0.0"\n', ONE],
  ['yarn.lock', '# yarn lockfile v1\na@^1:\n  version null\n', ': 1 entry names no exact version (line 2)'],
  ['yarn.lock', `# yarn lockfile v1\n${nested(200)}`, ': '],
  ['yarn.lock', '__metadata:\n  version: 8\n- a\n- b\n', ': 2 entries are not understood (the first in line 3)'],
  ['yarn.lock', '__metadata:\n  version: 8\n"a@npm:^1": 5\n', ONE],
  [
    'yarn.lock',
    '__metadata:\n  version: 8\n"a@npm:^1":\n  version: null\n  resolution: "a@npm:1.0.0"\n',
    ': 1 entry names no exact version (line 3)',
  ],
  ['yarn.lock', `__metadata:\n  version: 8\nx:\n${nested(200)}`, ONE],
  ['pnpm-lock.yaml', '- a\n- b\n', 'is no pnpm-lock.yaml: it has no lockfileVersion'],
  ['pnpm-lock.yaml', 'lockfileVersion: 9\npackages:\n  - a\n  - b\n', ': 1 entry is not understood (line 2)'],
  ['pnpm-lock.yaml', 'lockfileVersion: 9\npackages: 5\n', ': 1 entry is not understood (line 2)'],
  ['pnpm-lock.yaml', 'lockfileVersion: 9\nimporters: [a]\n', ': 1 entry is not understood (line 2)'],
  ['pnpm-lock.yaml', `lockfileVersion: 9\npackages: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, ONE],
  ['pnpm-lock.yaml', 'lockfileVersion: 6\npackages:\n  /a@1.0.0: {}\n  /a@1.0.0: {}\n', 'a@1.0.0: 1 entry is not'],
  ['pnpm-lock.yaml', 'lockfileVersion: 6\npackages: {}\n', ': '],
  ['poetry.lock', 'package = 5\n[metadata]\n', '"package" is no list'],
  ['poetry.lock', '[package]\nname = "a"\nversion = "1"\n[metadata]\n', '"package" is no list'],
  ['poetry.lock', 'package = ["a"]\n[metadata]\n', ONE],
  ['poetry.lock', '[[package]]\nname = 5\nversion = "1"\n[metadata]\n', ONE],
  ['poetry.lock', '[[package]]\nname = "a"\n[metadata]\n', ONE],
  ['poetry.lock', '[[package]]\nname = "a"\nversion = 1.0\n[metadata]\n', ONE],
  ['poetry.lock', '[[package]]\nname = "a"\nname = "b"\nversion = "1"\n', 'is not TOML (line 3)'],
  ['poetry.lock', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, 'is not TOML (line 1)'],
  ['uv.lock', 'version = 1\npackage = 5\n', '"package" is no list'],
  ['uv.lock', 'version = 1\n[[package]]\nname = "a"\n', ONE],
  ['pdm.lock', '[metadata]\n[package]\nname = "a"\n', '"package" is no list'],
  ['Cargo.lock', 'version = 3\npackage = 5\n', '"package" is no list'],
  ['Cargo.lock', 'version = 3\n[[package]]\nname = "a"\nversion = 5\n', ONE],
  ['Cargo.lock', 'version = 3\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = 5\n', ONE],
  ['Pipfile.lock', '{"_meta":[],"default":{}}', 'is no Pipfile.lock: it has no "_meta"'],
  ['Pipfile.lock', '{"_meta":{},\n"default":["a"]}', ': 1 entry is not understood (line 2)'],
  ['Pipfile.lock', '{"_meta":{},"default":null}', ONE],
  ['Pipfile.lock', '{"_meta":{},"default":{"a":"==1.0"}}', ONE],
  ['Pipfile.lock', '{"_meta":{},"default":{"a":{"version":null}}}', ': 1 entry names no exact version'],
  ['Pipfile.lock', `{"_meta":{},"default":${deep(200)}}`, ': 1 entry names no exact version'],
  ['Gemfile.lock', 'GEM\n  specs:\n    a ()\nDEPENDENCIES\n', ': 1 line is not understood (line 3)'],
  ['Gemfile.lock', 'GEM\n\tspecs:\n\t\ta (1.0.0)\nDEPENDENCIES\n', ': 2 lines are not understood'],
  ['Gemfile.lock', 'GEM\n  specs:\n  a (1.0.0)\nDEPENDENCIES\n  a\n', ': 1 line is not understood (line 3)'],
  ['Gemfile.lock', 'GEM\n', ': the section DEPENDENCIES is missing: is it cut off?'],
  ['composer.lock', '{"packages":{"a":1},"packages-dev":[]}', 'is no composer.lock: it has no list of packages'],
  ['composer.lock', '{"packages":[],"packages-dev":{}}', 'is no composer.lock: "packages-dev" is no list'],
  ['composer.lock', '{"packages":[1,null,"a",[]]}', ': 4 entries are not understood'],
  ['composer.lock', '{"packages":[{"name":5,"version":"1"}]}', ONE],
  ['composer.lock', '{"packages":[{"name":"v/a","version":null}]}', ONE],
  ['composer.lock', `{"packages":[${deep(200)}]}`, ONE],
  ['go.mod', 'module a\nrequire b 1.0\n', ': 1 line is not understood (line 2)'],
  ['go.mod', 'module a\nrequires b v1.0.0\n', ': 1 line is not understood (line 2)'],
  ['go.mod', 'module a\n- b\n', ': 1 line is not understood (line 2)'],
  ['gradle.lockfile', '{"a":1}', 'is no lockfile of Gradle'],
  ['gradle.lockfile', 'empty=\ng:a:1.0:jar=x\n', ': 1 line is not understood (line 2)'],
  ['packages.lock.json', '{"version":1,"dependencies":[]}', 'is no packages.lock.json: it has no "dependencies"'],
  ['packages.lock.json', '{"version":1,"dependencies":{\n"net8.0":["A"]}}', ': 1 entry is not understood (line 2)'],
  ['packages.lock.json', '{"version":1,"dependencies":{"net8.0":null}}', ONE],
  ['packages.lock.json', '{"version":1,"dependencies":{"net8.0":{"A":"1.0"}}}', ONE],
  ['packages.lock.json', '{"version":1,"dependencies":{"net8.0":{"A":{"type":"Direct","resolved":null}}}}', ONE],
  ['packages.lock.json', `{"version":1,"dependencies":${deep(200)}}`, ONE],
  ['mix.lock', '[\n]\n', 'is no mix.lock: it is no map'],
  ['mix.lock', '%{\n  "a": 5,\n}\n', ': 1 line is not understood (line 2)'],
  ['mix.lock', '%{\n  "a": {:hex, :a, nil},\n}\n', ': 1 line is not understood (line 2)'],
  [
    'mix.lock',
    '%{"a": {:hex, :a, "1.0.0", "x", [:mix], [], "hexpm"}, "b": {:hex, :b, "1.0.0", "x", [:mix], [], "hexpm"}}',
    'a@1.0.0: 1 line is not understood (line 1)',
  ],
  ['pubspec.lock', 'packages:\n  - a\nsdks: {}\n', 'is no pubspec.lock: "packages" is no map'],
  ['pubspec.lock', 'packages: 5\nsdks: {}\n', 'is no pubspec.lock: "packages" is no map'],
  ['pubspec.lock', 'packages:\n  a: 5\nsdks: {}\n', ONE],
  ['pubspec.lock', 'packages:\n  a:\n    source: hosted\nsdks: {}\n', ONE],
  ['pubspec.lock', 'packages:\n  a:\n    source: hosted\n    version:\nsdks: {}\n', ONE],
  ['pom.xml', '<project><dependencies><dependency/></dependencies></project>', ': 1 dependency is not understood'],
  ['pom.xml', `<project>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</project>`, 'is no pom.xml'],
  ['pom.xml', '<!DOCTYPE project [<!ENTITY a "b">]><project/>', 'is no pom.xml'],
  ['requirements.txt', '{"a": 1}\n', ': 1 line is not understood (line 1)'],
  ['requirements.txt', '- a\n- b\n', ': 2 lines are not understood'],
  ['requirements.txt', 'a==\n', ': 1 line is not understood (line 1)'],
  ['requirements.txt', '-r\n', ': 1 line is not understood (line 1)'],
];

test.each(SHAPES)('%s that is %j', (path, text, expected) => {
  const answer = said(path, text);
  expect(answer.slice(0, expected.length) === expected || answer.endsWith(expected) ? expected : answer).toBe(expected);
});

test.each<readonly [string, string | Uint8Array, readonly string[]]>([
  ['that is no text', Buffer.from([0, 1, 2]), ['in go.sum 1 line is not understood (line 1)']],
  ['that was cut', 'b v1.0.0 h1:0=\nc v1.0.0/go.m', ['in go.sum 1 line is not understood (line 2)']],
  ['with the line ends of Windows', 'b v1.0.0 h1:0=\r\nb v1.0.0/go.mod h1:0=\r\n', []],
  ['that is empty', '', []],
])('a go.sum %s beside a go.mod of go 1.16', (_name, sum, expected) => {
  const bytes = typeof sum === 'string' ? Buffer.from(sum) : sum;
  const reading = MANIFEST_READERS['go-mod']('go.mod', Buffer.from('module a\n\ngo 1.16\n'), bytes);
  expect(reading.kind === 'read' ? reading.inventory.problems : reading.why).toEqual(expected);
});
