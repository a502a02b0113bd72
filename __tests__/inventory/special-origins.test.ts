/** Aliases, workspaces, and what comes from git, folders and addresses: each format has its own way to write them. */
import { expect, test } from '@jest/globals';
import { MANIFEST_READERS } from '../../src/inventory/read-manifest.ts';

type Kind = keyof typeof MANIFEST_READERS;

/** `name@version dev via way, … | name origin, …` */
function inShort(kind: Kind, manifest: string, text: string): string {
  const reading = MANIFEST_READERS[kind](manifest, Buffer.from(text), undefined);
  if (reading.kind === 'unreadable') return reading.why;
  const { packages, foreign, problems } = reading.inventory;
  expect(problems).toEqual([]);
  const shown = packages.map(({ name, version, development, path }) => {
    const way = path.length > 0 ? ` via ${path.join(' > ')}` : '';
    return `${name}@${version}${development ? ' dev' : ''}${way}`;
  });
  return `${shown.join(', ')} | ${foreign.map(({ name, origin }) => `${name} ${origin}`).join(', ')}`;
}

const ROWS: readonly (readonly [name: string, kind: Kind, manifest: string, text: string, expected: string])[] = [
  [
    'Yarn 1',
    'yarn',
    'yarn.lock',
    `# yarn lockfile v1
"short@npm:real@^1":
  version "1.2.3"
  resolved "https://registry.yarnpkg.com/real/-/real-1.2.3.tgz#x"
"g@git+https://github.com/a/g.git#v1":
  version "1.0.0"
  resolved "git+https://github.com/a/g.git#abc"
"gh@acme/gh":
  version "1.0.0"
  resolved "https://codeload.github.com/acme/gh/tar.gz/abc"
"f@file:./libs/f":
  version "0.0.0"
"u@https://x.org/u.tgz":
  version "1.0.0"
  resolved "https://x.org/u.tgz#x"
"w@workspace:*":
  version "0.0.0"
`,
    'real@1.2.3 | g git, gh git, f folder, u address, w folder',
  ],
  [
    'Yarn 4, with patches and portals',
    'yarn',
    'yarn.lock',
    `__metadata:
  version: 8

"short@npm:real@^1":
  version: 1.2.3
  resolution: "real@npm:1.2.3"

"short2@npm:real@^2, real@npm:^2":
  version: 2.0.0
  resolution: "real@npm:2.0.0"

"g@https://github.com/a/g.git#commit=abc":
  version: 1.0.0
  resolution: "g@https://github.com/a/g.git#commit=abc"

"l@link:./l::locator=r%40workspace%3A.":
  version: 0.0.0-use.local
  resolution: "l@link:./l::locator=r%40workspace%3A."

"p@portal:./p::locator=r%40workspace%3A.":
  version: 0.0.0-use.local
  resolution: "p@portal:./p::locator=r%40workspace%3A."

"ts@patch:ts@npm%3A5.0.0#~/.yarn/patches/x.patch":
  version: 5.0.0
  resolution: "ts@patch:ts@npm%3A5.0.0#~/.yarn/patches/x.patch::version=5.0.0&hash=1"

"r@workspace:.":
  version: 0.0.0-use.local
  resolution: "r@workspace:."
  dependencies:
    short: "npm:real@^1"
`,
    'real@1.2.3, real@2.0.0, ts@5.0.0 | g git, l folder, p folder',
  ],
  [
    'pnpm',
    'pnpm',
    'pnpm-lock.yaml',
    `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      short:
        specifier: npm:real@^1
        version: real@1.2.3
      g:
        specifier: github:a/g
        version: https://codeload.github.com/a/g/tar.gz/abc
      w:
        specifier: workspace:*
        version: link:../w
packages:
  real@1.2.3:
    resolution: {integrity: sha512-x}
  g@https://codeload.github.com/a/g/tar.gz/abc:
    resolution: {tarball: https://codeload.github.com/a/g/tar.gz/abc}
    version: 1.0.0
  f@file:libs/f:
    resolution: {directory: libs/f, type: directory}
  u@https://x.org/u.tgz:
    resolution: {tarball: https://x.org/u.tgz}
    version: 1.0.0
snapshots:
  real@1.2.3: {}
`,
    'real@1.2.3 | g git, f folder, u address',
  ],
  [
    'uv',
    'uv',
    'uv.lock',
    `version = 1
[[package]]
name = "app"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "a" }, { name = "g" }]
[package.dev-dependencies]
dev = [{ name = "t" }]
[[package]]
name = "a"
version = "1.0"
source = { registry = "https://pypi.org/simple" }
[[package]]
name = "t"
version = "1.0"
source = { registry = "https://pypi.org/simple" }
[[package]]
name = "g"
version = "1.0"
source = { git = "https://github.com/a/g?rev=1#abc" }
[[package]]
name = "u"
version = "1.0"
source = { url = "https://x.org/u.whl" }
[[package]]
name = "d"
version = "1.0"
source = { directory = "libs/d" }
`,
    'a@1.0, t@1.0 dev | g git, u address, d folder',
  ],
  [
    "Poetry, with an index of one's own",
    'poetry',
    'poetry.lock',
    `[[package]]
name = "a"
version = "1.0"
groups = ["main"]
[[package]]
name = "g"
version = "1.0"
[package.source]
type = "git"
url = "x"
[[package]]
name = "t"
version = "1.0"
groups = ["dev"]
[[package]]
name = "l"
version = "1.0"
[package.source]
type = "legacy"
url = "https://pypi.acme.org/simple"
[metadata]
lock-version = "2.1"
`,
    'a@1.0, t@1.0 dev, l@1.0 | g git',
  ],
  [
    'Cargo, with both spellings of crates.io',
    'cargo',
    'Cargo.lock',
    `version = 4
[[package]]
name = "app"
version = "0.1.0"
dependencies = ["a 1.0.0", "g"]
[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "a"
version = "2.0.0"
source = "sparse+https://index.crates.io/"
[[package]]
name = "g"
version = "1.0.0"
source = "git+https://github.com/a/g#abc"
`,
    'a@1.0.0, a@2.0.0 | g git',
  ],
  [
    'Go, with replacements, a toolchain and the newer directives',
    'go-mod',
    'go.mod',
    `module example.com/m
go 1.22
toolchain go1.22.3
require (
 a.com/x v1.0.0
 b.com/y v1.0.0 // indirect
 c.com/z v1.0.0
)
replace a.com/x v1.0.0 => fork.com/x v1.0.1
replace b.com/y => ../y
replace c.com/z v2.0.0 => d.com/z v9.0.0
exclude c.com/z v1.1.0
retract v0.1.0
tool a.com/x/cmd
godebug default=go1.21
ignore ./x
`,
    'fork.com/x@1.0.1, c.com/z@1.0.0, stdlib@1.22.3 | b.com/y folder',
  ],
  [
    'Bundler',
    'gemfile',
    'Gemfile.lock',
    `GIT
  remote: https://github.com/a/g
  revision: abc
  specs:
    g (1.0)

PATH
  remote: .
  specs:
    own (0.1)
      a

GEM
  remote: https://rubygems.org/
  specs:
    a (1.0)
    nokogiri (1.15.0-x86_64-linux)

DEPENDENCIES
  g!
  own!
`,
    'a@1.0 via own, nokogiri@1.15.0 | g git, own folder',
  ],
  [
    'Composer',
    'composer',
    'composer.lock',
    JSON.stringify({
      packages: [
        { name: 'a/b', version: 'v1.0.0', dist: { type: 'zip', url: 'x' } },
        { name: 'a/d', version: 'dev-main' },
        { name: 'a/p', version: '1.0.0', dist: { type: 'path', url: '../p' } },
      ],
      'packages-dev': [{ name: 'a/t', version: '1.0.0' }],
    }),
    'a/b@v1.0.0, a/t@1.0.0 dev | a/d git, a/p folder',
  ],
  [
    'npm, with a workspace and a bundled package',
    'npm-lockfile',
    'package-lock.json',
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { short: 'npm:real@^1', w: '*' }, devDependencies: { t: '1' } },
        'node_modules/short': {
          name: 'real',
          version: '1.2.3',
          resolved: 'https://registry.npmjs.org/real/-/real-1.2.3.tgz',
        },
        'packages/w': { version: '1.0.0', dependencies: { x: '1' } },
        'node_modules/w': { link: true, resolved: 'packages/w' },
        'node_modules/x': { version: '1.0.0' },
        'node_modules/t': { version: '1.0.0', dev: true },
        'node_modules/g': { version: '1.0.0', resolved: 'git+ssh://git@github.com/a/g.git#abc' },
        'node_modules/f': { version: '1.0.0', resolved: 'file:libs/f-1.0.0.tgz' },
        'node_modules/x/node_modules/b': { version: '1.0.0', inBundle: true },
      },
    }),
    'real@1.2.3, x@1.0.0, t@1.0.0 dev, b@1.0.0 via x | g git, f folder',
  ],
  [
    'Mix',
    'mix',
    'mix.lock',
    `%{\n  "plug": {:hex, :plug, "1.0.0", "x", [:mix], [], "hexpm", "y"},\n  "g": {:git, "https://github.com/a/g.git", "abc", []},\n}`,
    'plug@1.0.0 | g git',
  ],
  [
    'pub',
    'pubspec',
    'pubspec.lock',
    `packages:\n  a:\n    dependency: "direct main"\n    description:\n      name: a\n      url: "https://pub.dev"\n    source: hosted\n    version: "1.0.0"\n  g:\n    dependency: "direct dev"\n    description:\n      path: "."\n      ref: main\n      url: "https://github.com/a/g"\n    source: git\n    version: "1.0.0"\nsdks:\n  dart: any\n`,
    'a@1.0.0 | g git',
  ],
];

test.each(ROWS)('%s', (_name, kind, manifest, text, expected) => {
  expect(inShort(kind, manifest, text)).toBe(expected);
});
