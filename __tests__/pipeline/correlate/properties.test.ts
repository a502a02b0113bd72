import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CATEGORIES } from '../../../src/model/category.ts';
import type { Result } from '../../../src/model/result.ts';
import { SEVERITIES } from '../../../src/model/severity.ts';
import { correlate } from '../../../src/pipeline/correlate/correlate.ts';
import { lines, lodash, record, result } from '../../support/findings.ts';

const ids = ['CVE-1', 'GHSA-1', 'CVE-2', 'GHSA-2'];
const advisories = ['1', '2'].map((number) => ({
  id: `GHSA-${number}`,
  aliases: [`CVE-${number}`],
  summary: 's',
  cvss: undefined,
  word: undefined,
  malicious: false,
  cwes: [],
  url: '',
}));

/** Few values for everything, so that results meet. */
const results: fc.Arbitrary<Result> = fc
  .record({
    scanner: fc.constantFrom('gatehouse-secrets', 'gatehouse-workflows', 'gitleaks', 'trufflehog', 'trivy', 'zizmor'),
    category: fc.oneof(fc.constantFrom('secrets', 'sca', 'supply-chain'), fc.constantFrom(...CATEGORIES)),
    rule: fc.record({
      // Two of them are one control where the first is of gatehouse-workflows and the second of zizmor.
      id: fc.constantFrom('r1', 'r2', 'workflow-unpinned-action', 'unpinned-uses'),
      title: fc.constant('t'),
      cwes: fc.constantFrom([], ['CWE-79']),
    }),
    message: fc.constantFrom('m1', 'm2'),
    claims: fc.oneof(
      fc.constantFrom(...SEVERITIES).map((word) => ({ word })),
      fc.constantFrom(3, 9).map((score) => ({ score })),
      fc.constant({}),
    ),
    location: fc.record({
      path: fc.constantFrom('a', 'b'),
      region: fc.tuple(fc.nat(6), fc.nat(6)).map(([start, length]) => lines(1, 1, start + 1, start + length + 1)),
    }),
    package: fc.constantFrom(
      lodash(),
      lodash({ version: '3.0.0' }),
      lodash({ purl: 'pkg:npm/underscore', fixedVersions: [] }),
    ),
    advisories: fc.subarray(ids),
    fingerprints: fc.subarray(['g1:a', 'g1:b', 'g1:c'], { minLength: 1 }),
  })
  .map(result);
const lists = fc.array(results, { maxLength: 14 });
const correlated = (all: readonly Result[]) => correlate(record(all, { advisories, scans: record(all).scans }));

describe('whatever the scanners report', () => {
  test('the order of the results changes nothing', () => {
    const shuffled = lists.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => expect(correlated(other)).toEqual(correlated(all))),
      { numRuns: 300 },
    );
  });

  test('saying everything twice changes nothing but how often it was said', () => {
    fc.assert(fc.property(lists, (all) => expect(correlated([...all, ...all])).toEqual(correlated(all))));
  });

  test('every result is a witness of exactly one finding', () => {
    // A version of its own marks each result.
    const marked = lists.map((all) => all.map((one, at) => ({ ...one, scannerVersion: String(at) })));
    fc.assert(
      fc.property(marked, (all) => {
        const seen = correlated(all).flatMap(({ witnesses }) => witnesses.map(({ version }) => version));
        expect([...seen].sort()).toEqual(all.map(({ scannerVersion }) => scannerVersion).sort());
      }),
    );
  });

  test('every fingerprint and every advisory of a result is in its finding', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const findings = correlated(all);
        const prints = new Set(findings.flatMap(({ fingerprints }) => fingerprints));
        const names = new Set(findings.flatMap((one) => one.advisories));
        expect(all.flatMap(({ fingerprints }) => fingerprints).every((print) => prints.has(print))).toBe(true);
        expect(all.flatMap((one) => one.advisories).every((name) => names.has(name))).toBe(true);
      }),
    );
  });

  test('no two findings have the same id', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const named = correlated(all).map(({ id }) => id);
        expect(new Set(named).size).toBe(named.length);
        expect(named.every((id) => /^[0-9a-f]{6,}$/.test(id))).toBe(true);
      }),
    );
  });

  test('a finding never joins categories, files, or results of one tool at different places (vulnerabilities apart)', () => {
    const marked = lists.map((all) => all.map((one, at) => ({ ...one, scannerVersion: String(at) })));
    fc.assert(
      fc.property(marked, (all) => {
        const byVersion = new Map(all.map((one) => [one.scannerVersion, one]));
        for (const { witnesses, category, location, advisories: names } of correlated(all)) {
          const members = witnesses.flatMap(({ version }) => byVersion.get(version ?? '') ?? []);
          expect(members.every((one) => one.category === category && one.location.path === location.path)).toBe(true);
          if (names.length > 0 && (category === 'sca' || category === 'container')) continue;
          const places = new Set(
            members.map(({ scanner, rule, location: place }) => JSON.stringify([scanner, rule.id, place.region])),
          );
          expect(places.size).toBe(new Set(members.map(({ scanner }) => scanner)).size);
        }
      }),
    );
  });

  test('every finding explains itself', () => {
    fc.assert(
      fc.property(lists, (all) =>
        expect(correlated(all).every(({ correlation }) => correlation.length > 0)).toBe(true),
      ),
    );
  });
});
