import { describe, expect, test } from '@jest/globals';
import {
  countBySeverity,
  extrasMissing,
  groupEmptyCategories,
  groupGaps,
  groupNotLookedAt,
  summariseExceptions,
  withDisposition,
} from '../../src/reporters/selection.ts';
import { blockingOutcome, exceptionUse, judgedFinding, outcomeOf, scan } from '../support/outcomes.ts';

test('severities are counted worst first, without those that nothing has', () => {
  expect(countBySeverity([{ severity: 'low' }, { severity: 'critical' }, { severity: 'low' }])).toBe(
    '1 critical, 2 low',
  );
  expect(countBySeverity([])).toBe('');
});

test('a finding that this change fixed is in no list of what is there', () => {
  const outcome = outcomeOf([
    judgedFinding({ disposition: 'note', state: 'fixed' }),
    judgedFinding({ disposition: 'note' }),
  ]);
  expect(withDisposition(outcome, 'note')).toHaveLength(1);
});

test('scanners that nobody requires are missing only when they did not end well', () => {
  const scans = [
    scan('a', 'sast', { required: false, status: { state: 'failed', why: 'x' } }),
    scan('b', 'sast', { required: false, status: { state: 'skipped', why: 'x' } }),
    scan('c', 'sast', { required: true, status: { state: 'failed', why: 'x' } }),
    scan('d', 'sast', { required: false }),
  ];
  expect(extrasMissing(outcomeOf([], { scans })).map(({ scanner }) => scanner)).toEqual(['a']);
});

describe('exceptions', () => {
  test('that end first are found among those that are used and in force', () => {
    const exceptions = [
      exceptionUse({ rule: 'expired', expires: '2026-01-01', expired: true }),
      exceptionUse({ rule: 'unused', expires: '2026-11-22', matched: 0 }),
      exceptionUse({ rule: 'later', expires: '2027-01-01' }),
      exceptionUse({ rule: 'sooner', expires: '2026-12-01' }),
    ];
    const { soonest, expired, unused } = summariseExceptions(outcomeOf([], { exceptions }));
    expect(soonest).toMatchObject({ exception: { rule: 'sooner' }, days: 10 });
    expect(expired.map(({ rule }) => rule)).toEqual(['expired']);
    expect(unused.map(({ rule }) => rule)).toEqual(['unused']);
  });

  test('are none where the policy has none', () => {
    expect(summariseExceptions(outcomeOf([]))).toEqual({ expired: [], unused: [], soonest: undefined });
  });
});

test('files nobody looked at are gathered by reason, the largest group first', () => {
  const groups = groupNotLookedAt(blockingOutcome());
  expect(groups.map(({ paths }) => paths.length)).toEqual([214, 2, 1, 1]);
  expect(groups.reduce((sum, { paths }) => sum + paths.length, 0)).toBe(blockingOutcome().notLookedAt.length);
});

test('reasons that differ by their lines alone are one, and a single one keeps its line', () => {
  const reasons = [
    'could not be parsed at line 4: what belongs to that was left out',
    'could not be parsed at line 90: what belongs to that was left out',
    'not valid YAML at line 7: Tabs are not allowed',
    '1 entry is not understood (line 3)',
    '1 entry is not understood (line 30)',
    '2 lines are not understood (the first in line 3)',
    '2 lines are not understood (the first in line 4)',
    'in go.sum 1 line is not understood (line 10)',
    'in go.sum 1 line is not understood (line 10)',
  ];
  const notLookedAt = reasons.map((why, at) => ({ path: `f${at}`, why }));
  expect(groupNotLookedAt(outcomeOf([], { notLookedAt }))).toEqual([
    { why: 'could not be parsed: what belongs to that was left out', paths: ['f0', 'f1'] },
    { why: '1 entry is not understood', paths: ['f3', 'f4'] },
    { why: '2 lines are not understood', paths: ['f5', 'f6'] },
    { why: 'in go.sum 1 line is not understood (line 10)', paths: ['f7', 'f8'] },
    { why: 'not valid YAML at line 7: Tabs are not allowed', paths: ['f2'] },
  ]);
  expect(groupNotLookedAt(outcomeOf([], { notLookedAt }), { all: true })).toHaveLength(8);
});

describe('categories without anything that ran', () => {
  const emptyCategories = [
    { category: 'sast' as const, why: 'no scanner' },
    { category: 'sca' as const, why: 'no lockfile here' },
    { category: 'iac' as const, why: 'no Terraform' },
    { category: 'container' as const, why: 'no scanner' },
  ];

  test('are gathered by reason', () => {
    expect(groupEmptyCategories(outcomeOf([], { emptyCategories, scans: [] })).others).toEqual([
      { why: 'no scanner', categories: ['sast', 'container'] },
      { why: 'no lockfile here', categories: ['sca'] },
      { why: 'no Terraform', categories: ['iac'] },
    ]);
  });

  test('are one where their scanners had nothing to look at, whatever each of them says', () => {
    const skipped = { state: 'skipped', why: 'nothing' } as const;
    const missing = { state: 'unavailable', why: 'is not installed', remedy: 'install it' } as const;
    const scans = [
      scan('a', 'sca', { status: skipped }),
      scan('b', 'sca', { status: skipped }),
      scan('c', 'iac', { status: skipped }),
      scan('d', 'container', { status: skipped }),
      scan('e', 'container', { status: missing }),
    ];
    expect(groupEmptyCategories(outcomeOf([], { emptyCategories, scans }))).toEqual({
      nothingHere: ['sca', 'iac'],
      others: [{ why: 'no scanner', categories: ['sast', 'container'] }],
    });
  });
});

test('gaps of one reason are one, with every category and scanner, in the order of the first', () => {
  const gap = (category: 'sca' | 'secrets' | 'sast', scanner: string, why: string) =>
    ({ category, scanner, why, remedy: 'r' }) as const;
  const gaps = [gap('sast', 'a', 'x'), gap('secrets', 'b', 'y'), gap('sca', 'c', 'x'), gap('sca', 'd', 'x')];
  expect(groupGaps(outcomeOf([], { verdict: { word: 'incomplete', gaps, reasons: [] } }))).toEqual([
    { why: 'x', remedy: 'r', categories: ['sast', 'sca'], scanners: ['a', 'c', 'd'] },
    { why: 'y', remedy: 'r', categories: ['secrets'], scanners: ['b'] },
  ]);
});
