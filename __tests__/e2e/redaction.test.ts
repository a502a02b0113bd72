/**
 * No surface shows a secret (README, What leaves the machine): made-up ones of several formats in places drawn at random, and every byte that
 * the program leaves behind is searched for them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addFiles, gatehouseAsync, git, makeFolder, type Run, removeFolders } from './program.ts';

afterAll(removeFolders);

/** Runs of each property: one takes about a second. */
const RUNS = 5;
/** No stretch of this length lies within the first and last four characters that may be shown, or in a prefix that says only what it is. */
const TELLING = 9;

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

/** Random texts that begin with a letter and a digit, as no detector takes words for secrets. */
function drawn(alphabet: string, length: number): fc.Arbitrary<string> {
  const letters = [...alphabet].filter((character) => /[A-Za-z]/.test(character));
  const digits = [...alphabet].filter((character) => /[2-7]/.test(character));
  const rest = fc.string({ unit: fc.constantFrom(...alphabet), minLength: length - 2, maxLength: length - 2 });
  return fc
    .tuple(fc.constantFrom(...letters), fc.constantFrom(...digits), rest)
    .map((parts) => parts.join(''))
    .filter((text) => new Set(text).size > length / 3 && !/(.)\1{3}|(.{2,4})\2{2}/.test(text));
}

/** Assembled at run time, so that this file holds nothing that looks like a secret. */
const SECRETS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  aws: drawn(`${UPPER}234567`, 16).map((text) => ['AK', 'IA', text].join('')),
  github: drawn(LOWER + UPPER + DIGITS, 36).map((text) => ['gh', 'p_', text].join('')),
  gitlab: drawn(LOWER + UPPER + DIGITS, 20).map((text) => ['gl', 'pat-', text].join('')),
  npm: drawn(LOWER + UPPER + DIGITS, 36).map((text) => ['np', 'm_', text].join('')),
  google: drawn(LOWER + UPPER + DIGITS, 35).map((text) => ['AI', 'za', text].join('')),
};
const FORMATS = fc.oneof(...Object.values(SECRETS));

/** Where people, and attackers, leave one: name → the files that hold it. */
const PLACES: Readonly<Record<string, (value: string) => Readonly<Record<string, string>>>> = {
  code: (value) => ({ 'src/a.js': `const key = "${value}";\n` }),
  'a line of another problem': (value) => ({
    '.github/workflows/a.yml': `on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo \${{ github.event.pull_request.title }} ${value}\n`,
  }),
  'an expression': (value) => ({
    '.github/workflows/b.yml': `on: issues\njobs:\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo \${{ github.event.issue.title || '${value}' }}\n`,
  }),
  'a name that rules quote': (value) => ({
    '.github/workflows/c.yml': `on: push\njobs:\n  c:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/${value}@v1\n      - run: echo \${{ secrets.${/^\w+$/.test(value) ? value : 'X'} }}\n`,
  }),
  'YAML that is none': (value) => ({
    '.github/workflows/d.yml': `on: push\n"${value}": 1\n"${value}": 2\njobs: [${value}\n`,
  }),
  settings: (value) => ({ '.env': `TOKEN=${value}\nURL=https://app:${value}@db.corp.net/x\n` }),
  prose: (value) => ({ 'README.md': `Use \`${value}\` and ${value}, said twice.\n` }),
  'a long line': (value) => ({ 'dist.js': `${'var a;'.repeat(3_000)}x="${value}";${'var b;'.repeat(3_000)}\n` }),
  'UTF-16': (value) => ({ 'notes.ini': `\ufeffkey=${value}\r\n` }),
  requirements: (value) => ({
    'requirements.txt': `--index-url https://u:${value}@pypi.corp.net/simple\n-r https://u:${value}@h.corp.net/r.txt\n-r ${value}.txt\npyyaml==${value}\n? ${value}\n`,
  }),
  'a lockfile': (value) => ({
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        'node_modules/left-pad': {
          version: '1.3.0',
          resolved: `https://u:${value}@npm.corp.net/left-pad/-/left-pad-1.3.0.tgz`,
        },
        'node_modules/other': { version: `git+https://u:${value}@git.corp.net/o.git` },
      },
    }),
  }),
  'a lockfile that is none': (value) => ({ 'sub/package-lock.json': `{"x": ${value}}` }),
  "a report's texts": (value) => ({ 'report.sarif': reportAbout(value), 'src/b.js': `call("${value}");\n` }),
  "an exception's texts": (value) => ({
    'exceptions.txt': `${value}\n`,
    '.gatehouse.yml': `sarif-files: [report.sarif]\nexceptions:\n  - { rule: "x-*", path: "**", reason: "was ${value}", owner: "${value}", expires: 2099-01-31 }\n`,
  }),
  'a comment that allows it': (value) => ({
    'src/c.js': `f("${value}"); // gatehouse:allow aws-access-key-id was ${value}\n`,
  }),
};

/** A report that repeats the value wherever SARIF has a text, for a line that holds it and for a file that does not exist. */
function reportAbout(value: string): string {
  const place = (uri: string) => [
    { physicalLocation: { artifactLocation: { uri }, region: { startLine: 1, startColumn: 1 } } },
  ];
  const text = { text: `found ${value} here` };
  const rule = { id: `x-${value}`, name: value, shortDescription: text, fullDescription: text, help: text };
  const fix = { description: text, artifactChanges: [] };
  return JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'acme', version: value, rules: [rule] } },
        results: [
          { ruleId: rule.id, message: text, locations: place('src/b.js'), fixes: [fix] },
          { ruleId: rule.id, message: text, locations: place('gone.js'), properties: { tags: [value] } },
        ],
        invocations: [{ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: text }] }],
      },
    ],
  });
}

const EMPTY_REPORT = JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'acme' } }, results: [] }] });

/** A tree with one secret of a drawn format in each of some drawn places. */
const trees = fc
  .uniqueArray(fc.constantFrom(...Object.keys(PLACES)), { minLength: 6 })
  .chain((places) =>
    fc.tuple(fc.constant(places), fc.array(FORMATS, { minLength: places.length, maxLength: places.length })),
  );

interface Planted {
  readonly folder: string;
  readonly planted: readonly { readonly place: string; readonly value: string }[];
}

function plant(places: readonly string[], values: readonly string[]): Planted {
  const folder = makeFolder({ 'report.sarif': EMPTY_REPORT });
  const planted = places.map((place, at) => ({ place, value: values[at] ?? '' }));
  for (const { place, value } of planted) {
    const files = PLACES[place]?.(value) ?? {};
    const isWide = place === 'UTF-16';
    for (const [path, text] of Object.entries(files)) {
      addFiles(folder, { [path]: isWide ? Buffer.from(text, 'utf16le') : text });
    }
  }
  git(folder, 'init', '-q');
  git(folder, 'remote', 'add', 'origin', `https://u:${values[0]}@git.corp.net/app.git`);
  return { folder, planted };
}

/** Every stretch of a text that would tell more of the value than its ends, or nothing. */
function tells(text: string, value: string): readonly string[] {
  const stretches = Array.from({ length: value.length - TELLING + 1 }, (_, at) => value.slice(at, at + TELLING));
  return stretches.filter((stretch) => text.includes(stretch));
}

function expectSilence(surfaces: Readonly<Record<string, string>>, { planted }: Planted): void {
  const leaks = Object.entries(surfaces).flatMap(([surface, text]) =>
    planted.flatMap(({ place, value }) => (tells(text, value).length > 0 ? [`${surface} shows ${place}`] : [])),
  );
  expect(leaks).toEqual([]);
}

/** All files below a folder, as one character a byte. */
function filesBelow(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'latin1')]),
  );
}

function textsOf(name: string, { stdout, stderr }: Run): Readonly<Record<string, string>> {
  return { [`${name}'s standard output`]: stdout, [`${name}'s standard error`]: stderr };
}

test('neither reports nor logs nor caches of a scan show a secret', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async ([places, values]) => {
      const tree = plant(places, values);
      const [reports, env] = [makeFolder(), { GATEHOUSE_CACHE: makeFolder(), TMPDIR: makeFolder() }];
      const outputs = ['json', 'sarif', 'markdown'].flatMap((format) => ['-o', `${format}=${join(reports, format)}`]);
      const scan = await gatehouseAsync(['scan', tree.folder, '--offline', '--all', '--verbose', ...outputs], { env });
      expect([1, 3]).toContain(scan.status);
      const { findings } = JSON.parse(readFileSync(join(reports, 'json'), 'utf8')) as {
        findings: readonly { readonly id: string; readonly category: string }[];
      };
      const [first] = findings.filter(({ category }) => category === 'secrets');
      expect(first).toBeDefined();
      const explained = await gatehouseAsync(['explain', first?.id ?? '', tree.folder], { env });
      expect(explained.status).toBe(0);
      expectSilence(
        {
          ...textsOf('scan', scan),
          ...textsOf('explain', explained),
          ...filesBelow(reports),
          ...filesBelow(env.GATEHOUSE_CACHE),
          ...filesBelow(env.TMPDIR),
        },
        tree,
      );
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test('neither annotations nor summary nor outputs of the Action show a secret', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async ([places, values]) => {
      const tree = plant(places, values);
      const temp = makeFolder();
      for (const name of ['output', 'summary']) writeFileSync(join(temp, name), '');
      const env = {
        GATEHOUSE_CACHE: join(temp, 'cache'),
        GITHUB_ACTIONS: 'true',
        GITHUB_OUTPUT: join(temp, 'output'),
        GITHUB_STEP_SUMMARY: join(temp, 'summary'),
        GITHUB_WORKSPACE: tree.folder,
        INPUT_OFFLINE: 'true',
        RUNNER_DEBUG: '1',
        RUNNER_TEMP: temp,
        TMPDIR: temp,
      };
      const run = await gatehouseAsync([], { script: 'main.js', cwd: tree.folder, env });
      expect(run.status).toBe(1);
      // The runner itself takes masks out of what it shows.
      const stdout = run.stdout.replace(/^::add-mask::.*$/gm, '');
      expectSilence({ ...textsOf('the Action', { ...run, stdout }), ...filesBelow(temp) }, tree);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
