import { describe, expect, test } from '@jest/globals';
import type { JudgedFinding } from '../../src/model/finding.ts';
import { annotationsFor } from '../../src/reporters/annotations.ts';
import { expectGolden } from '../support/golden.ts';
import {
  blockingOutcome,
  cleanOutcome,
  hostileOutcome,
  hugeOutcome,
  incompleteOutcome,
  judgedFinding,
  outcomeOf,
  packageFinding,
  secretFinding,
} from '../support/outcomes.ts';
import { terminalEscapes, workflowCommands } from '../support/reporting.ts';

function many(number: number, rest: Partial<JudgedFinding>): readonly JudgedFinding[] {
  return Array.from({ length: number }, (_, at) => judgedFinding({ id: `0000${at}`, ...rest }));
}

function levels(annotations: ReturnType<typeof annotationsFor>): Readonly<Record<string, number>> {
  const count = (level: string) => annotations.annotations.filter((annotation) => annotation.level === level).length;
  return { error: count('error'), warning: count('warning'), notice: count('notice') };
}

test('a clean run has none', () => {
  expect(annotationsFor(cleanOutcome(), undefined)).toEqual({ annotations: [], left: 0, quiet: 0 });
});

test('a reviewer reads what, why, how, which policy line and who', () => {
  const text = annotationsFor(blockingOutcome(), undefined)
    .annotations.map(
      ({ level, title, message, path, startLine }) =>
        `${level}  ${title}\n${path ?? '(no place)'}:${startLine ?? ''}\n${message}\n`,
    )
    .join('\n');
  expectGolden(new URL('__fixtures__/annotations/blocking.txt', import.meta.url), text);
});

describe('the limit of ten of each level', () => {
  test.each([
    [3, 3, 0],
    [10, 10, 0],
    [11, 10, 2],
    [26, 10, 17],
    [2000, 10, 1991],
  ])('shows %i blocking findings in %i annotations and leaves %i to the summary', (number, shown, left) => {
    const result = annotationsFor(outcomeOf(many(number, { disposition: 'block' })), undefined);
    expect(levels(result)).toEqual({ error: shown, warning: 0, notice: 0 });
    expect(result.left).toBe(left);
    const last = result.annotations.at(-1);
    if (left > 0) expect(last?.title).toBe(`${left.toLocaleString('en')} more blocking findings`);
  });

  test('is kept by every level of a huge run', () => {
    expect(levels(annotationsFor(hugeOutcome(), undefined))).toEqual({ error: 10, warning: 10, notice: 10 });
  });

  test('leaves one place to what is incomplete, however much blocks', () => {
    const outcome = outcomeOf(many(40, { disposition: 'block' }), {
      verdict: { ...incompleteOutcome().verdict, word: 'fail' },
    });
    const result = annotationsFor(outcome, undefined);
    expect(levels(result).error).toBe(10);
    expect(result.left).toBe(32);
    expect(result.annotations.slice(-2).map(({ title }) => title)).toEqual([
      '32 more blocking findings',
      'incomplete: sast',
    ]);
  });
});

test('what is incomplete is an error without a place, with its remedy', () => {
  expect(annotationsFor(incompleteOutcome(), new Map()).annotations).toEqual([
    {
      level: 'error',
      title: 'incomplete: sast',
      message: 'sast: semgrep timed out after 120 s (raise --timeout, or mark it optional)',
      path: undefined,
      startLine: undefined,
      endLine: undefined,
      startColumn: undefined,
      endColumn: undefined,
    },
  ]);
});

describe('a message', () => {
  test('is about 400 characters at most, however much a scanner says', () => {
    const long = 'A sentence that says something, and then some more of it. '.repeat(40);
    const rule = { ...secretFinding().rule, help: long };
    const [annotation] = annotationsFor(
      outcomeOf([secretFinding({ message: long, rule, remediation: { text: long } })]),
      undefined,
    ).annotations;
    expect(annotation?.message.length).toBeLessThan(450);
    expect(annotation?.message).toContain('\nFix: ');
    expect(annotation?.message).toMatch(/gatehouse explain 4f2a91$/);
  });

  test('of one package tells all its problems, and is one annotation', () => {
    const problem = (id: string, cve: string) =>
      packageFinding({ id, advisories: [cve], remediation: { text: 'raise lodash to 4.17.21 (cures all)' } });
    const findings = ['1', '2', '3', '4', '5', '6'].map((at) => problem(`p0000${at}`, `CVE-2020-${at}`));
    const { annotations, left } = annotationsFor(outcomeOf(findings), undefined);
    expect(left).toBe(0);
    expect(annotations.map(({ title }) => title)).toEqual(['high: lodash 4.17.15: 6 known vulnerabilities (sca)']);
    expect(annotations[0]?.message.split('\n').slice(0, 2)).toEqual([
      'prototype pollution (CVE-2020-1), prototype pollution (CVE-2020-2), prototype pollution (CVE-2020-3), prototype pollution (CVE-2020-4) and 2 more',
      'Fix: raise lodash to 4.17.21 (cures all)',
    ]);
  });
});

describe('on a pull request', () => {
  const at = (startLine: number, endLine: number) => ({
    path: 'src/app.ts',
    region: { startLine, startColumn: 1, endLine, endColumn: 5 },
  });
  const changed = new Map([['shop/src/app.ts', new Set([14, 15])]]);

  test.each([
    ['on a changed line', at(14, 14), 1],
    ['around a changed line', at(10, 20), 1],
    ['before the changed lines', at(12, 13), 0],
    ['after the changed lines', at(16, 30), 0],
  ])('a warning %s is shown accordingly', (_, location, shown) => {
    const result = annotationsFor(outcomeOf([judgedFinding({ location })], { prefix: 'shop/' }), changed);
    expect(levels(result).warning).toBe(shown);
    expect(result.quiet).toBe(1 - shown);
  });

  test('a blocking finding is shown wherever it is', () => {
    expect(levels(annotationsFor(outcomeOf([secretFinding()]), new Map())).error).toBe(1);
  });

  test('a warning in a file that did not change is not shown', () => {
    expect(levels(annotationsFor(outcomeOf([judgedFinding()]), new Map())).warning).toBe(0);
  });
});

describe('the place', () => {
  test('is relative to the top of the repository', () => {
    expect(
      annotationsFor(outcomeOf([secretFinding()], { prefix: 'packages/shop/' }), undefined).annotations[0]?.path,
    ).toBe('packages/shop/src/config.ts');
  });

  test('has columns within one line only', () => {
    const location = { path: 'a.ts', region: { startLine: 3, startColumn: 9, endLine: 7, endColumn: 2 } };
    expect(annotationsFor(outcomeOf([secretFinding({ location })]), undefined).annotations[0]).toMatchObject({
      startLine: 3,
      endLine: 7,
      startColumn: undefined,
      endColumn: undefined,
    });
  });

  test('of a file whose name the runner cannot take is said in the message', () => {
    const location = { ...secretFinding().location, path: 'caf\udce9.ts' };
    const [annotation] = annotationsFor(outcomeOf([secretFinding({ location })]), undefined).annotations;
    expect(annotation?.path).toBeUndefined();
    expect(annotation?.startLine).toBeUndefined();
    expect(annotation?.message.split('\n')[0]).toBe('In caf\\xe9.ts:12');
  });
});

test('hostile texts never become a command or an escape, and no message is long', () => {
  const { annotations } = annotationsFor(hostileOutcome(), undefined);
  expect(annotations.length).toBeGreaterThan(10);
  for (const { title, message, path } of annotations) {
    expect(workflowCommands(title)).toEqual([]);
    expect(workflowCommands(message)).toEqual([]);
    expect(terminalEscapes(`${title}${message.replaceAll('\n', '')}${path ?? ''}`)).toEqual([]);
    expect(title).not.toContain('\n');
    expect(message.length).toBeLessThan(4000);
  }
});
