import { describe, expect, test } from '@jest/globals';
import type { Advisory } from '../../../src/model/advisory.ts';
import type { Result } from '../../../src/model/result.ts';
import { correlate } from '../../../src/pipeline/correlate/correlate.ts';
import type { ScanRecord } from '../../../src/pipeline/record.ts';
import { lines, lodash, record, result, vulnerability } from '../../support/findings.ts';

/** Who saw what: the scanners of every finding. */
function witnesses(results: readonly Result[], changed: Partial<ScanRecord> = {}): readonly string[] {
  return correlate(record(results, changed)).map((one) =>
    one.witnesses.map(({ scanner, rule }) => `${scanner}:${rule}`).join(' '),
  );
}

function only(results: readonly Result[], changed: Partial<ScanRecord> = {}) {
  const findings = correlate(record(results, changed));
  expect(findings).toHaveLength(1);
  const [finding] = findings;
  if (finding === undefined) throw new Error('no finding');
  return finding;
}

const ours = (changed: Partial<Result> = {}): Result =>
  result({
    scanner: 'gatehouse-secrets',
    scannerVersion: '0.1.0',
    rule: { id: 'aws-access-key', title: 'AWS access key', cwes: ['CWE-798'], help: 'why' },
    family: 'aws-access-key',
    claims: { rule: 'high' },
    fingerprints: ['g1:b'],
    ...changed,
  });
const { family: _family, ...oursUnnamed } = ours();
const at = (path: string, startLine: number, startColumn = 1, endColumn = 9) => ({
  location: { path, region: lines(startLine, startLine, startColumn, endColumn) },
});

const GHSA = 'GHSA-p6mc-m468-83gw';
const CVE = 'CVE-2020-8203';
const advisory: Advisory = {
  id: GHSA,
  aliases: [CVE],
  summary: 's',
  cvss: { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H', score: 7.4 },
  word: undefined,
  malicious: false,
  cwes: ['CWE-1321'],
  url: 'https://example.com',
};
const trivy = (changed: Partial<Result> = {}): Result =>
  vulnerability({
    scanner: 'trivy',
    rule: { id: CVE, title: 't', cwes: [] },
    advisories: [CVE],
    claims: { score: 9.8 },
    fingerprints: ['g1:cve'],
    ...changed,
  });

describe('results of one tool', () => {
  test.each([
    ['are one with equal rule and place', [result(), result({ message: 'said again' })], 1],
    [
      'stay apart with another rule at the same place',
      [result(), result({ rule: { id: 'other', title: 't', cwes: [] } })],
      2,
    ],
    ['stay apart at another place', [result(), result(at('src/a.ts', 4))], 2],
    ['stay apart in another file', [result(), result(at('src/b.ts', 3))], 2],
    ['stay apart at overlapping places', [result(), result(at('src/a.ts', 3, 5, 12))], 2],
    ['stay apart in another category', [result(), result({ category: 'sast' })], 2],
    [
      'stay apart for packages that share a line',
      [
        vulnerability({ advisories: [] }),
        vulnerability({ advisories: [], package: lodash({ purl: 'pkg:npm/underscore' }) }),
      ],
      2,
    ],
  ])('%s', (_, results, expected) => {
    expect(correlate(record(results))).toHaveLength(expected);
  });

  test('say that they were one', () => {
    expect(only([result(), result({ message: 'said again' })]).correlation).toEqual([
      '2 results of gitleaks agree in rule and place',
    ]);
  });

  test('give the same finding whichever came first', () => {
    const [one, other] = [result({ message: 'one' }), result({ message: 'other' })];
    expect(only([one, other])).toEqual(only([other, one]));
  });

  test('that stand alone say so', () => {
    expect(only([result()]).correlation).toEqual(['only gitleaks reported it']);
  });
});

describe('secrets of different tools', () => {
  test.each([
    [
      'are one where they overlap',
      [ours(at('a', 3, 5, 25)), result(at('a', 3, 1, 30))],
      ['gatehouse-secrets:aws-access-key gitleaks:generic-api-key'],
    ],
    [
      'are one where both are the same empty place',
      [ours(at('a', 3, 5, 5)), result(at('a', 3, 5, 5))],
      ['gatehouse-secrets:aws-access-key gitleaks:generic-api-key'],
    ],
    [
      'are one over several lines',
      [ours({ location: { path: 'a', region: lines(1, 20) } }), result(at('a', 10))],
      ['gatehouse-secrets:aws-access-key gitleaks:generic-api-key'],
    ],
    [
      'stay apart where they only touch',
      [ours(at('a', 3, 1, 9)), result(at('a', 3, 9, 20))],
      ['gatehouse-secrets:aws-access-key', 'gitleaks:generic-api-key'],
    ],
    [
      'stay apart in different files',
      [ours(at('a', 3)), result(at('b', 3))],
      ['gatehouse-secrets:aws-access-key', 'gitleaks:generic-api-key'],
    ],
    [
      'never tie two results of one tool together',
      [result({ scanner: 'trufflehog', ...at('a', 3, 1, 40) }), ours(at('a', 3, 1, 10)), ours(at('a', 3, 20, 30))],
      ['gatehouse-secrets:aws-access-key trufflehog:generic-api-key', 'gatehouse-secrets:aws-access-key'],
    ],
    [
      'are not chained over what does not overlap',
      [ours(at('a', 3, 1, 10)), result(at('a', 3, 5, 20)), result({ scanner: 'trufflehog', ...at('a', 3, 15, 30) })],
      ['gatehouse-secrets:aws-access-key gitleaks:generic-api-key', 'trufflehog:generic-api-key'],
    ],
  ])('%s', (_, results, expected) => {
    expect(witnesses(results)).toEqual(expected);
  });

  test('take rule, place and family from the embedded engine, and all fingerprints', () => {
    const finding = only([result(at('a', 3, 1, 30)), ours(at('a', 3, 5, 25))]);
    expect(finding).toMatchObject({
      rule: { id: 'aws-access-key' },
      location: at('a', 3, 5, 25).location,
      family: 'aws-access-key',
      severity: 'high',
      severitySource: 'rule',
      fingerprints: ['g1:a', 'g1:b'],
      correlation: ['gatehouse-secrets and gitleaks point at overlapping places of one file'],
    });
  });

  test('explain repetition and overlap both', () => {
    expect(only([ours(), result(), result({ message: 'again' })]).correlation).toEqual([
      '2 results of gitleaks agree in rule and place',
      'gatehouse-secrets and gitleaks point at overlapping places of one file',
    ]);
  });

  test('carry an allowance that any of them has', () => {
    const allowed = { rule: 'generic-api-key', reason: 'made up', path: 'src/a.ts', line: 2 };
    expect(only([ours(), result({ allowed })]).allowed).toEqual(allowed);
    expect(only([ours({ allowed: { ...allowed, reason: '' } }), result({ allowed })]).allowed).toEqual(allowed);
  });
});

describe('vulnerabilities', () => {
  const apart = [`trivy:${CVE}`, `gatehouse-sca:${GHSA}`];

  test.each([
    [
      'are one by the aliases that an advisory knows',
      [vulnerability(), trivy()],
      { advisories: [advisory] },
      [`gatehouse-sca:${GHSA} trivy:${CVE}`],
    ],
    [
      'are one by the names that a result puts side by side',
      [vulnerability({ advisories: [GHSA, CVE] }), trivy()],
      {},
      [`gatehouse-sca:${GHSA} trivy:${CVE}`],
    ],
    [
      'are one whatever the case of their names',
      [vulnerability(), trivy({ advisories: [GHSA.toLowerCase()] })],
      {},
      [`gatehouse-sca:${GHSA} trivy:${CVE}`],
    ],
    [
      'are one whatever the spelling of the package',
      [
        vulnerability({ package: lodash({ purl: 'pkg:npm/%40a/b' }) }),
        trivy({ advisories: [GHSA], package: lodash({ purl: 'pkg:npm/@a/b@4.17.15' }) }),
      ],
      {},
      [`gatehouse-sca:${GHSA} trivy:${CVE}`],
    ],
    [
      'are one at different lines of one manifest',
      [vulnerability(), trivy({ advisories: [GHSA], ...at('package-lock.json', 1) })],
      {},
      [`gatehouse-sca:${GHSA} trivy:${CVE}`],
    ],
    [
      'are one within one tool that names both',
      [vulnerability(), vulnerability({ rule: { id: 'PYSEC-1', title: 't', cwes: [] }, advisories: [CVE] })],
      { advisories: [advisory] },
      [`gatehouse-sca:${GHSA} gatehouse-sca:PYSEC-1`],
    ],
    [
      'stay apart without an alias in common',
      [vulnerability(), trivy()],
      {},
      [`trivy:${CVE}`, `gatehouse-sca:${GHSA}`],
    ],
    [
      'stay apart in another manifest',
      [vulnerability(), trivy({ ...at('web/package-lock.json', 881) })],
      { advisories: [advisory] },
      [`gatehouse-sca:${GHSA}`, `trivy:${CVE}`],
    ],
    [
      'stay apart for another version',
      [vulnerability(), trivy({ package: lodash({ version: '3.0.0' }) })],
      { advisories: [advisory] },
      apart,
    ],
    [
      'stay apart for another package',
      [vulnerability(), trivy({ package: lodash({ purl: 'pkg:npm/underscore' }) })],
      { advisories: [advisory] },
      apart,
    ],
  ])('%s', (_, results, changed, expected) => {
    expect([...witnesses(results, changed)].sort()).toEqual([...expected].sort());
  });

  test('are one through the names of a result and those of an advisory together', () => {
    const both = vulnerability({ advisories: [GHSA, 'OTHER-1'] });
    const results = [both, trivy({ advisories: ['OTHER-1'] }), trivy({ scanner: 'grype' })];
    expect(correlate(record(results, { advisories: [advisory] }))).toHaveLength(1);
  });

  test("of one package do not become one because another package's result names both", () => {
    const both = trivy({ advisories: ['CVE-1', 'CVE-2'], package: lodash({ purl: 'pkg:npm/other' }) });
    const results = [
      both,
      trivy({ advisories: ['CVE-1'], rule: { id: 'CVE-1', title: 't', cwes: [] } }),
      trivy({ advisories: ['CVE-2'], rule: { id: 'CVE-2', title: 't', cwes: [] } }),
    ];
    expect(correlate(record(results))).toHaveLength(3);
  });

  test("are decided by the advisory's CVSS, whoever brought the advisory", () => {
    expect(only([trivy()], { advisories: [advisory] })).toMatchObject({
      severity: 'high',
      severitySource: 'advisory',
      score: 7.4,
    });
  });

  test("are decided by the database's word where there is no CVSS", () => {
    const worded: Advisory = { ...advisory, cvss: undefined, word: 'low' };
    expect(only([trivy()], { advisories: [worded] })).toMatchObject({
      severity: 'low',
      severitySource: 'advisory',
      score: undefined,
    });
  });

  test.each([
    ['by the advisory', { malicious: true }, [GHSA]],
    ["by the advisory's id", { id: 'MAL-2024-1', aliases: [] }, ['MAL-2024-1']],
  ])('that are malicious packages %s are critical', (_, changed, names) => {
    const finding = only([trivy({ advisories: names, claims: { score: 1 } })], {
      advisories: [{ ...advisory, ...changed }],
    });
    expect(finding).toMatchObject({ severity: 'critical', severitySource: 'advisory' });
  });

  test('keep the first list of fixed versions that says something', () => {
    const finding = only([vulnerability({ package: lodash({ fixedVersions: [] }) }), trivy()], {
      advisories: [advisory],
    });
    expect(finding.package?.fixedVersions).toEqual(['4.17.19']);
  });

  test('explain themselves', () => {
    expect(only([vulnerability(), trivy()], { advisories: [advisory] }).correlation).toEqual([
      'CVE-2020-8203 and GHSA-p6mc-m468-83gw name one vulnerability of pkg:npm/lodash in package-lock.json (gatehouse-sca, trivy)',
    ]);
  });

  test('in an image are correlated like those of a manifest, and apart from them', () => {
    const inImage = (scanner: string) =>
      vulnerability({ scanner, category: 'container', location: { path: 'image.tar', region: lines(1) } });
    expect(witnesses([inImage('trivy'), inImage('grype'), vulnerability()])).toHaveLength(2);
  });
});

describe('results of different tools in the other categories', () => {
  test.each(['sast', 'iac', 'supply-chain'] as const)(
    'stay apart in %s for now, even with equal rule and place',
    (category) => {
      expect(correlate(record([result({ category }), result({ category, scanner: 'other' })]))).toHaveLength(2);
    },
  );
});

describe('the rule that stands for a finding', () => {
  test.each([
    [
      'that of the embedded engine',
      [oursUnnamed, result({ family: 'x', rule: { id: 'r', title: 't', cwes: ['CWE-1'], help: 'h' } })],
      'aws-access-key',
    ],
    [
      'else the one with a kind of credential',
      [result(), result({ scanner: 'zzz', family: 'aws', rule: { id: 'aws', title: 't', cwes: [] } })],
      'aws',
    ],
    [
      'else the one with a weakness',
      [result(), result({ scanner: 'zzz', rule: { id: 'cwe', title: 't', cwes: ['CWE-1'] } })],
      'cwe',
    ],
    [
      'else the one with an explanation',
      [result(), result({ scanner: 'zzz', rule: { id: 'help', title: 't', cwes: [], help: 'h' } })],
      'help',
    ],
    [
      'else that of the first scanner by name',
      [result(), result({ scanner: 'aaa', rule: { id: 'first', title: 't', cwes: [] } })],
      'first',
    ],
  ])('is %s', (_, results, expected) => {
    expect(only(results).rule.id).toBe(expected);
  });

  test('carries the weaknesses that all of them name', () => {
    expect(only([ours(), result({ rule: { id: 'r', title: 't', cwes: ['CWE-200', 'CWE-798'] } })]).rule.cwes).toEqual([
      'CWE-200',
      'CWE-798',
    ]);
  });
});

describe('findings', () => {
  test('are sorted by path, place, category and rule', () => {
    const rule = (id: string) => ({ rule: { id, title: 't', cwes: [] } });
    const results = [
      ours(at('b', 1)),
      ours(at('a', 9)),
      result({ ...at('a', 2), ...rule('z') }),
      result({ ...at('a', 2), ...rule('y') }),
      result({ ...at('a', 2), ...rule('y'), category: 'sast' }),
    ];
    const shown = correlate(record(results)).map(
      ({ location, category, rule: { id } }) => `${location.path}:${location.region.startLine} ${category} ${id}`,
    );
    expect(shown).toEqual([
      'a:2 sast y',
      'a:2 secrets y',
      'a:2 secrets z',
      'a:9 secrets aws-access-key',
      'b:1 secrets aws-access-key',
    ]);
  });
});

describe('witnesses', () => {
  test('speak in their own terms', () => {
    const claims: readonly [Result['claims'], string | undefined][] = [
      [{ advisory: { severity: 'high', score: 7.4, by: 'nvd' }, score: 9 }, '7.4'],
      [{ score: 9.8, level: 'error' }, '9.8'],
      [{ advisory: { severity: 'high', by: 'nvd' } }, 'high'],
      [{ rule: 'low', word: 'critical' }, 'low'],
      [{ word: 'critical', level: 'note' }, 'critical'],
      [{ level: 'error' }, 'error'],
      [{}, undefined],
    ];
    for (const [said, expected] of claims)
      expect(only([result({ claims: said })]).witnesses[0]?.severity).toBe(expected);
  });

  test('that say the same in the same words are one', () => {
    expect(only([result(), result({ message: 'again' })]).witnesses).toHaveLength(1);
  });
});
