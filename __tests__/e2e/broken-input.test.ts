/** One tree of files that are broken in part, or wholly: each says where, nothing breaks, and what can be read is judged. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gatehouse, makeFolder, removeFolders } from './program.ts';

afterAll(removeFolders);

interface Report {
  readonly findings: readonly { readonly location: { readonly path: string; readonly startLine: number } }[];
  readonly notLookedAt: readonly { readonly path: string; readonly why: string }[];
  readonly incomplete: readonly unknown[];
  readonly scanners: readonly { readonly name: string; readonly notes: readonly string[] }[];
}

const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  hostPID: true\n  containers:\n    - name: a\n      image: a\n`;
const VOLUME = (name: string) => `resource "aws_ebs_volume" "${name}" {\n  encrypted = false\n}\n`;
const ROUTE = (name: string) =>
  `import { exec as ${name} } from 'node:child_process';\napp.get('/${name}', (req, res) => { ${name}('ls ' + req.query.q); });\n`;
const LEFT_OUT = (line: number) => `could not be parsed at line ${line}: what belongs to that was left out`;

/** Files, the lines with findings, and what is said of them. */
const TABLE: readonly (readonly [path: string, content: string | Buffer, lines: readonly number[], why: string])[] = [
  ['npm/package-lock.json', '{ "lockfileVersion": 3, "packages": { "node_modules/a": {', [], 'is not JSON'],
  [
    'npm1/package-lock.json',
    '{ "lockfileVersion": 3, "packages": [] }',
    [],
    'is no npm lockfile: "packages" is no object',
  ],
  [
    'npm2/package-lock.json',
    '{ "lockfileVersion": 3, "packages": { "node_modules/a": {} } }',
    [],
    '1 entry names no exact version (line 1)',
  ],
  [
    'yarn/yarn.lock',
    '# yarn lockfile v1\n\n\na@^1.0.0:\n  version "1.0.0"\n  dependencies:\n    b "^2.0.0"\n',
    [],
    'asks for b, which it does not hold: is it cut off?',
  ],
  ['poetry/poetry.lock', '[[package]]\nname = "a"\nversion = "1"\n', [], '"metadata" is missing: is it cut off?'],
  ['cargo/Cargo.lock', Buffer.from([0xff, 0x00, 0x12, 0x80]), [], 'is not text'],
  ['ruby/Gemfile.lock', 'GEM\n  specs:\n    a (1.0)\n', [], 'the section DEPENDENCIES is missing: is it cut off?'],
  ['go/go.mod', 'module a\n\ngo 1.21\n\nrequire (\n\tb', [], '2 lines are not understood (the first in line 5)'],
  ['mvn/pom.xml', '<project><dependencies>', [], 'is no pom.xml'],
  [
    'k8s/all.yaml',
    `${pod('a')}---\n${pod('b').replace('name: b', 'name: [b')}---\n${pod('c')}`,
    [6, 16, 26],
    'not valid YAML at line 15',
  ],
  ['k8s/utf16.yaml', Buffer.from(`\ufeff${pod('a')}`, 'utf16le'), [6], ''],
  ['k8s/shape.yaml', 'apiVersion: v1\nkind: Pod\nspec:\n  containers: none\n', [], '"containers" at line 4 is no list'],
  ['chart/templates/a.yaml', '{{- include "common.pod" . }}\n', [], 'a Helm template'],
  ['web/compose.yml', '- services\n', [], 'not a Compose file: it is no map'],
  [
    'aws/stack.yaml',
    'AWSTemplateFormatVersion: "2010-09-09"\nResources: [AWS]\n',
    [],
    'it has no resource that is known',
  ],
  ['df/Dockerfile', 'FROM a\nRUM x\nRUN curl http://example.org | sh\n', [3], 'no instruction at line 2: RUM'],
  ['tf/broken/main.tf', `${VOLUME('a')}resource "aws_s3_bucket" {{{\n${VOLUME('b')}`, [2], 'not valid HCL at line 4'],
  [
    'tf/circle/main.tf',
    'locals {\n  a = local.b\n  b = local.a\n}\n',
    [],
    'line 2 depends on itself (local.a → local.b → local.a): its value is unknown',
  ],
  ['tf/m/a/main.tf', `module "b" {\n  source = "../b"\n}\n${VOLUME('a')}`, [5], ''],
  ['tf/m/b/main.tf', 'module "a" {\n  source = "../a"\n}\n', [], 'line 1 calls modules in a circle'],
  ['src/middle.js', `${ROUTE('a')}let x = ;\n${ROUTE('b')}`, [2, 5], LEFT_OUT(3)],
  ['src/latin1.js', Buffer.from(`// caf\u00e9\n${ROUTE('a')}`, 'latin1'), [3], ''],
  ['src/utf16.js', Buffer.from(`\ufeff${ROUTE('a')}`, 'utf16le'), [2], ''],
  ['src/unmarked.js', Buffer.from(ROUTE('a'), 'utf16le'), [], 'not a text'],
];

describe('a tree of broken files', () => {
  let report: Report;
  let text: string;

  beforeAll(() => {
    const files = Object.fromEntries(TABLE.map(([path, content]) => [path, content]));
    const folder = makeFolder({ ...files, 'vendor/lib.js': ROUTE('a'), 'src/app.min.js': ROUTE('a') });
    const args = ['scan', folder, '--offline', '--categories', 'sast,sca,iac'];
    const run = gatehouse([...args, '--format', 'json']);
    expect(run.stderr).not.toMatch(/mistake inside|TypeError|RangeError/);
    report = JSON.parse(run.stdout) as Report;
    text = gatehouse(args).stdout;
  });

  test.each(TABLE)('%s', (path, _content, lines, why) => {
    const places = report.findings.filter(({ location }) => location.path === path);
    const found = new Set(places.map(({ location }) => location.startLine));
    expect(lines.filter((line) => !found.has(line))).toEqual([]);
    const said = report.notLookedAt.filter((entry) => entry.path === path).map((entry) => entry.why);
    expect(said.join('; ')).toContain(why);
    expect(said.length).toBe(why === '' ? 0 : 1);
  });

  test('other people’s files and built ones are counted', () => {
    expect(report.scanners.find(({ name }) => name === 'gatehouse-sast')?.notes).toEqual([
      'left out 2 files that others wrote or tools built (first src/app.min.js)',
    ]);
    expect(text.replace(/\s+/g, ' ')).toContain('left out of sast: 2 files that others wrote or tools built');
  });
});
