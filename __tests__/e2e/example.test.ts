import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { expectGolden } from '../support/golden.ts';
import { gatehouse, makeFolder, ROOT, removeFolders } from './program.ts';

afterAll(removeFolders);

const SCAN = ['scan', 'examples/vulnerable-app'];

interface Report {
  readonly verdict: string;
  readonly findings: readonly {
    readonly category: string;
    readonly rule: { readonly id: string };
    readonly location: { readonly path: string; readonly startLine: number };
  }[];
  readonly scanners: readonly { readonly name: string; readonly status: string }[];
}

describe('the first command of the README', () => {
  const run = gatehouse(SCAN, { env: { NO_COLOR: '1' } });

  test('blocks, and says so by its exit status', () => {
    expect(run.status).toBe(1);
  });

  test('shows what must change, worst first, and then the verdict', () => {
    expectGolden(new URL('__fixtures__/example.txt', import.meta.url), run.stdout);
  });

  test('tells on standard error how each engine ended, one line each', () => {
    expect(run.stderr.split('\n').filter((line) => line.startsWith('✔'))).toHaveLength(8);
  });

  test('is byte for byte the same the second time', () => {
    expect(gatehouse(SCAN, { env: { NO_COLOR: '1' } }).stdout).toBe(run.stdout);
  });
});

describe('the reports of the example', () => {
  const folder = makeFolder();
  const outputs = ['json', 'sarif', 'markdown', 'console'].flatMap((format) => [
    '--output',
    `${format}=${join(folder, format)}`,
  ]);
  const run = gatehouse([...SCAN, '--quiet', ...outputs]);
  const report = JSON.parse(readFileSync(join(folder, 'json'), 'utf8')) as Report;

  test('are all written in one run', () => {
    expect(run.status).toBe(1);
    for (const format of ['sarif', 'markdown', 'console'])
      expect(readFileSync(join(folder, format), 'utf8')).not.toBe('');
  });

  test('have every problem that the table of the example names, and nothing that it calls a near miss', () => {
    const table = readFileSync(join(ROOT, 'examples/vulnerable-app/README.md'), 'utf8');
    const planted = [...table.matchAll(/^\| `([^`]+):(\d+)` \|.*\| `([^`]+)` \|$/gm)].map(
      ([, path, line, rule]) => `examples/vulnerable-app/${path}:${line} ${rule}`,
    );
    const found = report.findings.map(({ location, rule }) => `${location.path}:${location.startLine} ${rule.id}`);
    expect(planted.length).toBeGreaterThan(10);
    expect([...found].sort()).toEqual([...planted].sort());
  });

  test('standard output carries the report that is asked for, and people read standard error', () => {
    const { stdout, stderr } = gatehouse([...SCAN, '--format', 'json']);
    expect((JSON.parse(stdout) as Report).verdict).toBe('fail');
    expect(stderr).toContain('VERDICT');
  });

  test('are the same whatever ran before, `run` apart', () => {
    const strip = (text: string): unknown => ({ ...(JSON.parse(text) as Record<string, unknown>), run: undefined });
    const again = gatehouse([...SCAN, '--format', 'json']).stdout;
    expect(strip(again)).toEqual(strip(readFileSync(join(folder, 'json'), 'utf8')));
  });
});

describe('policy on the example', () => {
  test.each([
    ['never only reports', ['--fail-on', 'never'], 0],
    ['a category of its own', ['--fail-on', 'never,secrets=high'], 1],
    ['only one category', ['--categories', 'sca', '--fail-on', 'never,secrets=low'], 0],
    ['everything', ['--fail-on', 'info'], 1],
  ])('%s', (_sentence, args, status) => {
    expect(gatehouse([...SCAN, '--quiet', ...args]).status).toBe(status);
  });
});
