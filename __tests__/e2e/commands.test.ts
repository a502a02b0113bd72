/** The commands beside `scan`. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { addFiles, environment, gatehouse, makeFolder, ROOT, removeFolders } from './program.ts';

afterAll(removeFolders);

function sarif(
  tool: string,
  ...results: readonly (readonly [rule: string, level: string, path: string, line: number])[]
): string {
  return JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool } },
        results: results.map(([ruleId, level, uri, startLine]) => ({
          ruleId,
          level,
          message: { text: `${ruleId} was violated` },
          locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine } } }],
        })),
      },
    ],
  });
}

describe('gatehouse merge', () => {
  const folder = makeFolder({
    'src/a.c': 'one\ntwo\nthree\n',
    'one.sarif': sarif('Alpha', ['A1', 'error', 'src/a.c', 1], ['A2', 'note', 'src/a.c', 2]),
    'two.sarif': sarif('Beta', ['B1', 'warning', 'src/a.c', 3]),
    'broken.sarif': '{"version":"2.1.0","runs":[{',
  });
  const merge = (...args: readonly string[]) => gatehouse(['merge', ...args], { cwd: folder });

  test('gives one judged SARIF report of several, and scans nothing itself', () => {
    const { status, stdout, stderr } = merge('one.sarif', 'two.sarif');
    const log = JSON.parse(stdout) as {
      readonly runs: readonly { readonly results: readonly { readonly ruleId: string }[] }[];
    };
    expect(log.runs.flatMap(({ results }) => results.map(({ ruleId }) => ruleId)).sort()).toEqual(['A1', 'A2', 'B1']);
    expect(status).toBe(1);
    expect(stderr).toContain('VERDICT');
    expect(stderr).not.toContain('gatehouse-secrets');
  });

  test('judges by the same policy as a scan', () => {
    expect(merge('two.sarif').status).toBe(0);
    expect(merge('two.sarif', '--fail-on', 'medium').status).toBe(1);
    expect(merge('one.sarif', '--fail-on', 'never').status).toBe(0);
  });

  test('a report that is broken leaves the verdict incomplete and names the file', () => {
    const { status, stderr } = merge('two.sarif', 'broken.sarif');
    expect(status).toBe(3);
    expect(stderr).toContain('broken.sarif');
  });

  test('reports that are not there, and folders, are mistakes, told together', () => {
    const { status, stderr, stdout } = merge('two.sarif', 'missing.sarif', 'src', 'gone.sarif');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'missing.sarif: there is no such file\nsrc: is a folder: name the reports in it\ngone.sarif: there is no such file\n',
    );
  });
});

describe('gatehouse explain', () => {
  const env = environment();
  const example = join(ROOT, 'examples/vulnerable-app');
  const { stdout } = gatehouse(['scan', example, '--quiet', '--format', 'json'], { env });
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly { readonly id: string; readonly rule: { readonly id: string } }[];
  };

  test.each(findings.map(({ id, rule }) => [rule.id, id] as const))(
    'says why %s is what it is, and how to accept it',
    (rule, id) => {
      const explained = gatehouse(['explain', id, example], { env });
      expect(explained.status).toBe(0);
      expect(explained.stdout).toContain(rule);
      expect(explained.stdout).toMatch(/expires: \d{4}-\d{2}-\d{2}/);
    },
  );

  test('an id with a slip names the nearest', () => {
    const id = findings[0]?.id ?? '';
    const slip = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
    const { status, stderr } = gatehouse(['explain', slip, example], { env });
    expect(status).toBe(2);
    expect(stderr).toContain(id);
  });

  test.each([
    ['.github/gatehouse.yml where there is none', {}, '.github/gatehouse.yml'],
    ['the one that is there', { '.gatehouse.yml': 'profile: embedded\n' }, '.gatehouse.yml'],
    [
      'the usual one where there are two, which a scan refuses',
      { '.gatehouse.yml': 'profile: embedded\n', '.github/gatehouse.yaml': 'profile: embedded\n' },
      '.github/gatehouse.yml',
    ],
  ])('names the configuration to add an exception to: %s', (_, configuration, name) => {
    const folder = makeFolder({ Dockerfile: 'FROM debian\nADD https://example.com/a /a\n' });
    const report = gatehouse(['scan', folder, '--quiet', '--offline', '--format', 'json'], { env }).stdout;
    const id = (JSON.parse(report) as { readonly findings: readonly { readonly id: string }[] }).findings[0]?.id ?? '';
    addFiles(folder, configuration);
    expect(gatehouse(['explain', id, folder], { env }).stdout).toContain(`To accept it until a day, add to ${name}:\n`);
  });

  test('an id that was copied from the scan of another folder needs no path', () => {
    const folder = makeFolder({ Dockerfile: 'FROM debian\nADD https://example.com/a /a\n' });
    const own = environment();
    const report = gatehouse(['scan', folder, '--quiet', '--offline', '--format', 'json'], { env: own }).stdout;
    const id = (JSON.parse(report) as { readonly findings: readonly { readonly id: string }[] }).findings[0]?.id ?? '';
    expect(gatehouse(['explain', id], { env: own, cwd: makeFolder() })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Dockerfile'),
    });
    expect(gatehouse(['explain', id, '.'], { env: own, cwd: makeFolder() }).status).toBe(2);
  });

  test('without a scan it says what to do', () => {
    const { status, stderr } = gatehouse(['explain', 'abcdef', makeFolder()], { env });
    expect(status).toBe(2);
    expect(stderr).toContain('gatehouse scan');
  });
});

describe('gatehouse scanners', () => {
  test('lists what is built in, and how to get what is missing', () => {
    const { status, stdout } = gatehouse(['scanners'], { env: { PATH: makeFolder() } });
    expect(status).toBe(0);
    expect(stdout).toMatch(/gatehouse-secrets .*built in/);
    expect(stdout).toMatch(/gitleaks .*install/);
    const builtIn = stdout.match(/built in/g) ?? [];
    expect(stdout).toContain(`${builtIn.length} of `);
  });

  test.each([
    [
      'a scanner instead of a folder',
      'gitleaks',
      /did you mean the scanner gitleaks\? \(gatehouse scanners lists all\)/,
    ],
    ['one with a slip', 'gitleak', /none called "gitleak": did you mean the scanner gitleaks\?/],
    ['a folder that is not there', 'some/where/else', /some\/where\/else: there is no such file or folder/],
  ])('refuses %s', (_, given, words) => {
    const { status, stdout, stderr } = gatehouse(['scanners', given]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });
});

describe('gatehouse', () => {
  test.each([
    ['without arguments shows the help', [], 0, /gatehouse scan \[PATH\]/],
    ['--help shows it too', ['--help'], 0, /gatehouse merge FILE/],
    [
      'scan --help shows what belongs to scan',
      ['scan', '--help'],
      0,
      /^gatehouse scan \[PATH\]: [\s\S]*--staged[\s\S]*Exit status/,
    ],
    ['--version', ['--version'], 0, /^gatehouse \d+\.\d+\.\d+\n$/],
    ['version among other options', ['scan', '--version'], 0, /^gatehouse \d+\.\d+\.\d+\n$/],
  ])('%s', (_, args, status, words) => {
    const run = gatehouse(args);
    expect([run.status, run.stderr]).toEqual([status, '']);
    expect(run.stdout).toMatch(words);
  });
});
