import { describe, expect, test } from '@jest/globals';
import type { OsvRecord } from '../../../src/advisories/record.ts';
import type { Occurrence } from '../../../src/engines/sca/occurrences.ts';
import { problemOf } from '../../../src/engines/sca/problem.ts';
import { resultOf } from '../../../src/engines/sca/result.ts';

const AT = {
  ecosystem: 'npm',
  name: 'lodash',
  version: '4.17.15',
  purl: 'pkg:npm/lodash',
  manifest: 'package-lock.json',
  line: 1,
  path: [],
  development: false,
} as const;

function titleFor(summary: string): string {
  const problem = problemOf([{ id: 'CVE-1', summary }]);
  return resultOf({ package: AT, places: 1 }, problem, [problem]).rule.title;
}

describe('the title of a problem', () => {
  test.each([
    ['Prototype Pollution in lodash', 'prototype pollution'],
    ['Command Injection in Lodash', 'command injection'],
    ['Regular Expression Denial of Service (ReDoS) in lodash', 'regular expression denial of service (ReDoS)'],
    ['ReDoS in lodash', 'ReDoS'],
    ['SQL Injection in lodash', 'SQL injection'],
    ['Lodash before 4.17.21 leaks', 'lodash before 4.17.21 leaks'],
    ['Denial of Service in other package', 'Denial of Service in other package'],
    ['Unintended leak of Proxy-Authorization header', 'unintended leak of Proxy-Authorization header'],
    ['', 'known vulnerability'],
    ['  ', 'known vulnerability'],
  ])('%j is shown as %j', (summary, title) => {
    expect(titleFor(summary)).toBe(title);
  });

  test('is cut where an advisory tells a story', () => {
    expect(titleFor(`A ${'very '.repeat(100)}long one`)).toHaveLength(120);
  });
});

describe('a version that is only declared', () => {
  test('is said to be that, and one that is locked is not', () => {
    const problem = problemOf([{ id: 'CVE-1', summary: 'Bad' }]);
    const message = (item: Occurrence['package']) => resultOf({ package: item, places: 1 }, problem, [problem]).message;
    expect(message({ ...AT, declaredOnly: true })).toBe(
      'lodash 4.17.15: bad (CVE-1); as declared here, a parent or another dependency may change the version',
    );
    expect(message(AT)).toBe('lodash 4.17.15: bad (CVE-1)');
  });
});

describe('the name that a problem goes by', () => {
  test.each<[string, readonly OsvRecord[], string]>([
    ['the CVE where there is one', [{ id: 'GHSA-1', aliases: ['PYSEC-1', 'CVE-2020-1'] }], 'CVE-2020-1'],
    ['the first of several CVEs', [{ id: 'GO-1', aliases: ['CVE-2020-2', 'CVE-2020-1'] }], 'CVE-2020-1'],
    ['the GHSA before others', [{ id: 'PYSEC-1', aliases: ['GHSA-1'] }], 'GHSA-1'],
    ['its own id where there is no other', [{ id: 'GO-2024-1' }], 'GO-2024-1'],
    ['the malicious-packages id before all', [{ id: 'GHSA-1', aliases: ['CVE-1', 'MAL-2024-1'] }], 'MAL-2024-1'],
  ])('is %s', (_, records, id) => {
    expect(problemOf(records).id).toBe(id);
  });
});

describe('the severity of a problem', () => {
  const v3 = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' };
  const v4 = { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N' };
  test.each<[string, readonly OsvRecord[], object]>([
    [
      'version 4 of an alias before version 3',
      [
        { id: 'A', severity: [v3] },
        { id: 'B', severity: [v4] },
      ],
      { severity: 'medium', score: 6.9, by: 'B, CVSS 4.0' },
    ],
    [
      'a score before a word',
      [
        { id: 'A', database_specific: { severity: 'LOW' } },
        { id: 'B', severity: [v3] },
      ],
      { severity: 'critical', score: 9.8, by: 'B, CVSS 3.1' },
    ],
    [
      'the word of an alias',
      [{ id: 'A' }, { id: 'B', database_specific: { severity: 'MODERATE' } }],
      { severity: 'medium', by: 'B' },
    ],
    [
      'the worst of several words',
      [
        { id: 'A', database_specific: { severity: 'LOW' } },
        { id: 'B', database_specific: { severity: 'HIGH' } },
      ],
      { severity: 'high', by: 'B' },
    ],
    [
      'critical for a malicious package, whatever the score',
      [{ id: 'MAL-1', severity: [v4] }],
      { severity: 'critical', by: 'MAL-1' },
    ],
  ])('is %s', (_, records, advisory) => {
    expect(problemOf(records).claims).toEqual({ advisory });
  });

  test('is not claimed where nobody said one', () => {
    expect(problemOf([{ id: 'A' }]).claims).toEqual({});
  });
});

describe('the remedy', () => {
  const fixable: OsvRecord = {
    id: 'CVE-1',
    affected: [
      {
        package: { ecosystem: 'npm', name: 'lodash' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '5.0.0' }] }],
      },
    ],
  };
  test.each<[string, readonly string[], OsvRecord, string]>([
    ['a direct dependency with a fix', [], fixable, 'raise lodash to 5.0.0 (first fixed)'],
    [
      'an indirect one',
      ['a'],
      fixable,
      'raise lodash to 5.0.0 (first fixed): raise a, which brings it in, or override it',
    ],
    [
      'a direct one without a fix',
      [],
      { id: 'CVE-1' },
      'there is no fix yet: replace lodash, or accept it with a reason',
    ],
    [
      'an indirect one without a fix',
      ['a', 'b'],
      { id: 'CVE-1' },
      'there is no fix yet: replace lodash, or accept it with a reason; it comes with a › b',
    ],
    [
      'a malicious one that something brings',
      ['a'],
      { id: 'MAL-1' },
      'remove lodash (it comes with a), and treat every machine that installed it as compromised: its secrets must be replaced',
    ],
  ])('of %s', (_, path, record, text) => {
    const problem = problemOf([record]);
    expect(resultOf({ package: { ...AT, path }, places: 1 }, problem, [problem]).remediation?.text).toBe(text);
  });

  const fixedIn = (id: string, fixed: string): OsvRecord => ({
    id,
    affected: [
      {
        package: { ecosystem: 'npm', name: 'lodash' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
      },
    ],
  });
  test.each<[string, readonly OsvRecord[], string]>([
    [
      'names the version that cures two at once',
      [fixedIn('CVE-1', '4.17.19'), fixedIn('CVE-2', '4.17.21')],
      'raise lodash to 4.17.21 (cures both known problems)',
    ],
    [
      'names the version that cures more at once, however versions would sort as text',
      [fixedIn('CVE-1', '10.0.0'), fixedIn('CVE-2', '4.17.21'), fixedIn('CVE-3', '9.0.0')],
      'raise lodash to 10.0.0 (cures all 3 known problems)',
    ],
    [
      'promises no whole cure where one problem has none',
      [fixedIn('CVE-1', '4.17.19'), { id: 'CVE-2' }],
      'raise lodash to 4.17.19 (first fixed)',
    ],
  ])('of one of several problems %s', (_, records, text) => {
    const known = records.map((record) => problemOf([record]));
    const texts = known.map((problem) => resultOf({ package: AT, places: 1 }, problem, known).remediation?.text);
    expect(texts[0]).toBe(text);
  });
});
