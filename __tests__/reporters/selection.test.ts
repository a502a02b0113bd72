import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countBySeverity,
  extrasMissing,
  groupAlike,
  groupEmptyCategories,
  groupNotLookedAt,
  summariseExceptions,
  withDisposition,
} from '../../src/reporters/selection.ts';
import { blockingOutcome, exceptionUse, judgedFinding, outcomeOf, packageFinding, scan } from '../support/outcomes.ts';

describe('grouping what reads alike', () => {
  test('never loses a finding and keeps the order of the first of each group', () => {
    const findings = fc.array(
      fc
        .record({ rule: fc.constantFrom('a', 'b'), path: fc.constantFrom('x', 'y') })
        .map(({ rule, path }) =>
          judgedFinding({ rule: { id: rule, title: rule, cwes: [] }, location: { ...judgedFinding().location, path } }),
        ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(findings, (all) => {
        const groups = groupAlike(all);
        expect(new Set(groups.flatMap(({ first, others }) => [first, ...others]))).toEqual(new Set(all));
        expect(groups.reduce((sum, { others }) => sum + 1 + others.length, 0)).toBe(all.length);
      }),
    );
  });

  test.each([
    ['rule', { rule: { ...judgedFinding().rule, id: 'other' } }],
    ['severity', { severity: 'low' as const }],
    ['path', { location: { ...judgedFinding().location, path: 'other' } }],
    ['category', { category: 'iac' as const }],
  ])('keeps findings of another %s apart', (_, other) => {
    const groups = groupAlike([...Array.from({ length: 5 }, () => judgedFinding()), judgedFinding(other)]);
    expect(groups.map(({ others }) => others.length)).toEqual([4, 0]);
  });

  test('never gathers packages', () => {
    expect(groupAlike([1, 2, 3, 4, 5].map((at) => packageFinding({ id: String(at) })))).toHaveLength(5);
  });
});

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

test('categories with nothing to look at are gathered by reason', () => {
  const emptyCategories = [
    { category: 'sast' as const, why: 'no scanner' },
    { category: 'iac' as const, why: 'no Terraform' },
    { category: 'container' as const, why: 'no scanner' },
  ];
  expect(groupEmptyCategories(outcomeOf([], { emptyCategories }))).toEqual([
    { why: 'no scanner', categories: ['sast', 'container'] },
    { why: 'no Terraform', categories: ['iac'] },
  ]);
});
