import { describe, expect, test } from '@jest/globals';
import type { Advisory } from '../../src/model/advisory.ts';
import { compare } from '../../src/pipeline/compare.ts';
import { enrich } from '../../src/pipeline/enrich.ts';
import { finding, lodash } from '../support/findings.ts';

const advisory: Advisory = {
  id: 'GHSA-p6mc-m468-83gw',
  aliases: ['CVE-2020-8203', 'SNYK-JS-LODASH-590103'],
  summary: 'Prototype pollution in lodash',
  cvss: undefined,
  word: 'high',
  malicious: false,
  cwes: ['CWE-1321', 'CWE-770'],
  url: 'https://github.com/advisories/GHSA-p6mc-m468-83gw',
};
const other: Advisory = { ...advisory, id: 'GHSA-other', aliases: [], cwes: ['CWE-1'] };
const vulnerable = finding({
  category: 'sca',
  package: lodash(),
  advisories: ['cve-2020-8203'],
  rule: { id: 'r', title: 't', cwes: ['CWE-400'] },
});

describe('enrich', () => {
  const [enriched] = enrich([vulnerable], { advisories: [other, advisory] });

  test('adds every name of the advisory, found by any of them', () => {
    expect(enriched?.advisories).toEqual([
      'CVE-2020-8203',
      'GHSA-p6mc-m468-83gw',
      'SNYK-JS-LODASH-590103',
      'cve-2020-8203',
    ]);
  });

  test.each([
    ['adds the assessment that gave the score', { severitySource: 'advisory', score: 7.4 } as const, 7.4],
    ['adds none where another source decided', { severitySource: 'score', score: 7.4 } as const, undefined],
    ['adds none of another score', { severitySource: 'advisory', score: 9 } as const, undefined],
  ])('%s', (_, decided, score) => {
    const cvss = { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H', score: 7.4 } as const;
    const [assessed] = enrich([{ ...vulnerable, ...decided }], { advisories: [{ ...advisory, cvss }] });
    expect(assessed?.cvss?.score).toBe(score);
  });

  test('adds weaknesses, explanation and link to the rule', () => {
    expect(enriched?.rule).toEqual({
      id: 'r',
      title: 't',
      cwes: ['CWE-1321', 'CWE-400', 'CWE-770'],
      help: 'Prototype pollution in lodash',
      helpUri: 'https://github.com/advisories/GHSA-p6mc-m468-83gw',
    });
  });

  test('says how to cure the package when no scanner did', () => {
    expect(enriched?.remediation).toEqual({ text: 'raise lodash to 4.17.19 (first fixed)' });
  });

  test.each([
    ["keeps a scanner's remediation", { remediation: { text: 'remove it' } }, { text: 'remove it' }],
    ['promises no cure where there is none', { package: lodash({ fixedVersions: [] }) }, undefined],
    ['promises no cure without a package', { package: undefined }, undefined],
    [
      'lets no control character of a report through',
      { package: lodash({ name: 'a\u001b[31m' }) },
      { text: 'raise a\\x1b[31m to 4.17.19 (first fixed)' },
    ],
  ])('%s', (_, changed, expected) => {
    expect(enrich([{ ...vulnerable, ...changed }], { advisories: [advisory] })[0]?.remediation).toEqual(expected);
  });

  test("keeps a scanner's own explanation and link", () => {
    const rule = { ...vulnerable.rule, help: 'own words', helpUri: 'https://example.com' };
    expect(enrich([{ ...vulnerable, rule }], { advisories: [advisory] })[0]?.rule).toMatchObject({
      help: 'own words',
      helpUri: 'https://example.com',
    });
  });

  test('leaves a finding without advisories as it is', () => {
    expect(enrich([finding()], { advisories: [advisory] })).toEqual([finding()]);
  });

  test('done twice changes nothing more', () => {
    const once = enrich([vulnerable, finding()], { advisories: [advisory, other] });
    expect(enrich(once, { advisories: [advisory, other] })).toEqual(once);
  });
});

describe('compare', () => {
  test('takes everything for new without a baseline, and changes nothing else', () => {
    expect(compare([finding({ state: 'existing' }), vulnerable])).toEqual([
      finding({ state: 'new' }),
      { ...vulnerable, state: 'new' },
    ]);
  });
});
