import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JudgedFinding } from '../../src/model/finding.ts';
import type { AffectedPackage } from '../../src/model/package.ts';
import { groupAlike, groupPackages, groupTitleOf, problemLine } from '../../src/reporters/groups.ts';
import { judgedFinding, packageFinding } from '../support/outcomes.ts';

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

  test('keeps fewer than four of one rule apart', () => {
    const kinds = groupAlike([judgedFinding(), judgedFinding(), judgedFinding()]).map(({ kind }) => kind);
    expect(kinds).toEqual(['one', 'one', 'one']);
  });
});

describe('the problems of one package', () => {
  const lodash = packageFinding();
  const other = (rest: Partial<JudgedFinding>) =>
    packageFinding({ id: '99c0de', advisories: ['CVE-2021-23337'], ...rest });
  const affected = (rest: Partial<AffectedPackage>) => ({ package: lodash.package && { ...lodash.package, ...rest } });

  test.each([
    ['with what reads alike', groupAlike],
    ['by themselves', groupPackages],
  ])('gathered %s are one group, the first of them first', (_, group) => {
    const [only, more] = group([lodash, judgedFinding(), other({})]);
    expect(only).toMatchObject({ kind: 'package', first: { id: '88c0de' }, others: [{ id: '99c0de' }] });
    expect(more).toMatchObject({ kind: 'one' });
  });

  test.each([
    ['another version', affected({ version: '4.17.20' })],
    ['another package', affected({ purl: 'pkg:npm/lodash-es' })],
    ['another manifest', { location: { ...lodash.location, path: 'web/package-lock.json' } }],
    ['another line', { location: { ...lodash.location, region: { ...lodash.location.region, startLine: 1 } } }],
    ['another category', { category: 'container' as const }],
    ['a malicious package, which is to be removed', { advisories: ['MAL-2025-1'] }],
  ])('are not one with %s', (_, rest) => {
    expect(groupAlike([lodash, other(rest)]).map(({ kind }) => kind)).toEqual(['one', 'one']);
  });

  test('have one title with their number, and a line each', () => {
    const [group] = groupAlike([lodash, other({ severity: 'medium' })]);
    expect(group && groupTitleOf(group)).toBe('lodash 4.17.15: 2 known vulnerabilities');
    expect(problemLine(other({ severity: 'medium' }))).toBe('medium: prototype pollution (CVE-2021-23337)');
  });

  test('alone keep the title of the problem', () => {
    const [group] = groupAlike([lodash]);
    expect(group && groupTitleOf(group)).toBe('lodash 4.17.15: prototype pollution (CVE-2020-8203)');
  });
});
