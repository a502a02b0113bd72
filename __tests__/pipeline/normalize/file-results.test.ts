import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReportedResult } from '../../../src/model/result.ts';
import { finishFile } from '../../../src/pipeline/normalize/file-results.ts';
import { madeUp } from '../../scanners/gitleaks/tree.ts';
import { externalScanner } from '../../support/scanners.ts';
import { finished, secret } from './finished.ts';

const SCAN = finished(externalScanner('acme'), { kind: 'none' });
const CODE = ['import x', '', 'function a() {', '  eval(input);', '}', '', 'export { a };', ''];

function code(line: number, changed: Partial<ReportedResult> = {}): ReportedResult {
  return {
    rule: { id: 'R1', title: 'Rule one', cwes: [] },
    category: 'sast',
    message: 'something is wrong',
    claims: {},
    path: 'src/a.ts',
    region: { startLine: line },
    ...changed,
  };
}

/** The finished results of a file, in the order given. */
function finish(
  reported: readonly ReportedResult[],
  lines: readonly string[] | undefined,
  prefix = '',
  path = 'src/a.ts',
) {
  const candidates = reported.map((one) => ({
    finished: SCAN,
    reported: one,
    otherPath: undefined,
    unit: 'utf-16' as const,
  }));
  return finishFile(candidates, path, lines, prefix).results.map(({ result }) => result);
}

/** The fingerprints of one result. */
function identity(
  reported: ReportedResult,
  lines: readonly string[] | undefined = CODE,
  prefix = '',
  path = 'src/a.ts',
) {
  return finish([reported], lines, prefix, path)[0]?.fingerprints;
}

describe('the way of a value', () => {
  const value = madeUp('way', 32);

  test('gets whole regions, and shows no secret', () => {
    const lines = [`const key = "${value}";`, 'eval(key);'];
    const flow = [
      { region: { startLine: 1 }, message: `${value} comes in` },
      { region: { startLine: 2, startColumn: 6, endColumn: 9 }, message: 'reaches eval' },
    ];
    const found = secret('src/a.ts', { startLine: 1, startColumn: 14, endColumn: 14 + value.length });
    const [, result] = finish([found, code(2, { flow })], lines);
    expect(result?.flow?.map(({ region }) => region)).toEqual([
      { startLine: 1, startColumn: 1, endLine: 1, endColumn: value.length + 16 },
      { startLine: 2, startColumn: 6, endLine: 2, endColumn: 9 },
    ]);
    expect(result?.flow?.[0]?.message).not.toContain(value);
  });
});

describe('the fingerprint of a place in code', () => {
  const one = identity(code(4));

  test('stays wherever its lines go', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z ]{0,9}$/), { maxLength: 8 }), (inserted) => {
        const moved = [...inserted, 'first', ...CODE];
        expect(identity(code(4 + inserted.length + 1), moved)).toEqual(one);
      }),
    );
  });

  test.each<[string, readonly string[], number]>([
    ['blank lines around it', ['function a() {', '', '', '  eval(input);', '', '}'], 4],
    ['other indentation', ['function a() {', '\t\teval(input);', '}'], 2],
    ['what follows the next line', ['function a() {', '  eval(input);', '}', 'other();'], 2],
  ])('does not depend on %s', (_name, lines, line) => {
    expect(identity(code(line), lines)).toEqual(one);
  });

  test('does not depend on columns, message or severity', () => {
    const other = code(4, { message: 'reworded', claims: { score: 9 }, region: { startLine: 4, startColumn: 3 } });
    expect(identity(other)).toEqual(one);
  });

  test('depends on its line, on its rule and on its path from the top of the repository', () => {
    expect(identity(code(3))).not.toEqual(one);
    expect(identity(code(4, { rule: { id: 'R2', title: 't', cwes: [] } }))).not.toEqual(one);
    expect(identity(code(4), CODE, 'web/')).not.toEqual(one);
    expect(identity(code(4), CODE, 'src/', 'a.ts')).toEqual(one);
  });

  test('does not change when a secret beside it is rotated, once somebody has seen the secret', () => {
    const withToken = (seed: string) => ['before', `call("${madeUp(seed, 40)}");`, 'eval(input);', 'after'];
    const token = secret('src/a.ts', { startLine: 2, startColumn: 7, endColumn: 47 });
    const [, first] = finish([token, code(3)], withToken('one'));
    const [, second] = finish([token, code(3)], withToken('two'));
    expect(second?.fingerprints).toEqual(first?.fingerprints);
    expect(second?.lineHash).toBe(first?.lineHash);
  });
});

describe('the fingerprints of a vulnerable package', () => {
  const affected = {
    ecosystem: 'npm',
    name: 'lodash',
    version: '4.17.15',
    purl: 'pkg:npm/lodash',
    fixedVersions: ['4.17.19'],
    path: [],
    development: false,
  };
  const report = (changed: Partial<ReportedResult> = {}) =>
    code(4, { category: 'sca', package: affected, advisories: ['GHSA-b', 'CVE-a', 'GHSA-b'], ...changed });

  test('are one per name of the advisory', () => {
    expect(identity(report())).toHaveLength(2);
    expect(finish([report()], CODE)[0]?.advisories).toEqual(['CVE-a', 'GHSA-b']);
  });

  test.each<[string, ReportedResult]>([
    ['its version', report({ package: { ...affected, version: '4.17.16' } })],
    ['the tool’s rule', report({ rule: { id: 'other', title: 't', cwes: [] } })],
    ['the line of the manifest', report({ region: { startLine: 7 } })],
  ])('do not depend on %s', (_name, other) => {
    expect(identity(other)).toEqual(identity(report()));
  });

  test('fall back to the place when a report names no package', () => {
    const { package: _package, ...unnamed } = report();
    expect(identity(unnamed)).toEqual(identity(code(4)));
  });
});

describe('a result of a file that cannot be read', () => {
  const [result] = finish([code(4)], undefined);
  test('has no snippet and no line hash, and keeps its place', () => {
    expect(result).toMatchObject({
      snippet: undefined,
      location: { region: { startLine: 4, startColumn: 1, endLine: 4 } },
    });
    expect(result).not.toHaveProperty('lineHash');
    expect(result?.fingerprints).toHaveLength(1);
  });
});

describe('what only stages before the record need', () => {
  test('is not in the result', () => {
    const [result] = finish([code(4, { sensitive: true })], CODE);
    for (const name of ['path', 'region', 'sensitive']) expect(result).not.toHaveProperty(name);
  });

  test('while everything else of it is', () => {
    const resource = 'aws_s3_bucket.logs';
    const [result] = finish([code(4, { resource, family: 'f', remediation: { text: 'cure' } })], CODE);
    expect(result).toMatchObject({
      resource,
      family: 'f',
      remediation: { text: 'cure' },
      scanner: 'acme',
      scannerVersion: '1.2.3',
    });
  });
});

test('a word that is also a short value stays in messages that are not about secrets', () => {
  const lines = ['pass = "test1"', 'eval(test1)'];
  const short = secret('src/a.ts', { startLine: 1, startColumn: 9, endColumn: 14 }, { message: 'value test1' });
  const [found, other] = finish([short, code(2, { message: 'test1 is evaluated' })], lines);
  expect(found?.message).toBe('value …');
  expect(other?.message).toBe('test1 is evaluated');
});
