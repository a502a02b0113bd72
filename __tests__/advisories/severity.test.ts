import { describe, expect, test } from '@jest/globals';
import type { OsvRecord } from '../../src/advisories/record.ts';
import { cvssOf, scoreVector, wordOf } from '../../src/advisories/severity.ts';

const V2 = 'AV:N/AC:L/Au:N/C:P/I:P/A:P';
const V30 = 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const V31_HIGH = 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H';
const V31_LOW = 'CVSS:3.1/AV:N/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N';
const V4 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N';

function withVectors(...vectors: readonly string[]): OsvRecord {
  return { id: 'X-1', severity: vectors.map((score) => ({ type: 'CVSS', score })) };
}

describe('scoring a vector', () => {
  // Scores by FIRST's calculators: https://www.first.org/cvss/calculator/
  test.each([
    ['version 2.0', V2, '2.0', 7.5],
    ['version 2.0 in brackets', `(${V2})`, '2.0', 7.5],
    ['version 3.0', V30, '3.0', 9.8],
    ['version 3.1', V31_HIGH, '3.1', 7.4],
    ['version 3.1 without any impact', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', '3.1', 0],
    ['version 4.0', V4, '4.0', 6.9],
  ])('knows %s', (_, vector, version, score) => {
    expect(scoreVector(vector)).toMatchObject({ version, score });
  });

  test.each([
    ['nothing', ''],
    ['a number', '9.8'],
    ['a version that does not exist', V31_HIGH.replace('3.1', '9.9')],
    ['a metric that does not exist', `${V31_HIGH}/ZZ:Q`],
    ['a vector without its mandatory metrics', 'CVSS:3.1/AV:N'],
    ['a text of a megabyte', `CVSS:3.1/${'AV:N/'.repeat(200_000)}`],
  ])('takes %s for no assessment', (_, vector) => {
    expect(scoreVector(vector)).toBeUndefined();
  });
});

describe('the best assessment of a record', () => {
  test.each([
    ['the newest version of CVSS even with a lower score', [V2, V30, V31_HIGH, V4], V4],
    ['version 3.1 before 3.0', [V30, V31_LOW], V31_LOW],
    ['version 3.0 before 2.0', [V2, V30], V30],
    ['the highest score within a version', [V31_LOW, V31_HIGH], V31_HIGH],
    ['what is left when a vector is invalid', ['CVSS:4.0/rubbish', V30], V30],
  ])('is %s', (_, vectors, best) => {
    expect(cvssOf(withVectors(...vectors))?.vector).toBe(best);
  });

  test('is nothing where no vector is valid', () => {
    expect(cvssOf(withVectors('CVSS:3.1/rubbish'))).toBeUndefined();
    expect(cvssOf({ id: 'X-1' })).toBeUndefined();
  });
});

describe("a database's own word", () => {
  test.each([
    ['CRITICAL', 'critical'],
    ['HIGH', 'high'],
    ['MODERATE', 'medium'],
    ['MEDIUM', 'medium'],
    ['low', 'low'],
    ['UNKNOWN', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s means %s', (word, severity) => {
    expect(wordOf({ id: 'X-1', database_specific: { severity: word } })).toBe(severity);
  });
});
