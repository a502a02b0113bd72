import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apkOrdering } from '../../../src/advisories/orderings/apk.ts';
import { debianOrdering } from '../../../src/advisories/orderings/debian.ts';
import type { Ordering } from '../../../src/advisories/orderings/ordering.ts';
import { rpmOrdering } from '../../../src/advisories/orderings/rpm.ts';

/** Each line holds versions from the oldest to the newest. */
function holdsOrder(ordering: Ordering, line: string): void {
  const versions = line.split(' < ');
  for (const [at, version] of versions.entries()) {
    for (const [other, compared] of versions.entries()) {
      expect([version, compared, Math.sign(ordering.compare(version, compared) ?? Number.NaN)]).toEqual([
        version,
        compared,
        Math.sign(at - other),
      ]);
    }
  }
}

describe('deb', () => {
  // The first line is deb-version(7)'s own example of how `~` sorts.
  test.each([
    '1~~ < 1~~a < 1~ < 1 < 1a',
    '1.0~rc1-1 < 1.0-1~bpo12+1 < 1.0-1 < 1.0-1+b1 < 1.0-1+deb12u1 < 1.0-1+deb12u2 < 1.0-1+deb12u10',
    '9 < 10 < 1:1 < 2:0.1',
    '1.0-1 < 1.0a-1 < 1.0+dfsg-1 < 1.0.1-1',
    '2.36-9+deb12u4 < 2.36-9+deb12u10 < 2.37-1',
    '3.0.2-0ubuntu1 < 3.0.2-0ubuntu1.10 < 3.0.2-0ubuntu1.12',
    '0 < 0.0.1',
    '1.2-3-1 < 1.2-4-1',
  ])('%s', (line) => holdsOrder(debianOrdering, line));

  test.each([
    ['1.0', '1.0-0'],
    ['0:1.0-1', '1.0-1'],
    ['1.01', '1.1'],
  ])('%s is %s', (a, b) => expect(debianOrdering.compare(a, b)).toBe(0));

  test.each(['', '1 2', '1_2', 'a:1', `1${'0'.repeat(300)}`])('%j is no version', (text) => {
    expect(debianOrdering.compare(text, '1')).toBeUndefined();
  });
});

describe('rpm', () => {
  // Lines one to three are rpm-version(7)'s and the manual's own.
  test.each([
    '1.0~rc1 < 1.0 < 1.0^git1 < 1.0.1',
    '1.0^20160101 < 1.0^20160102 < 1.01',
    '1.0a < 1.0.1 < 1.1',
    '3.0.7-16.el9 < 3.0.7-24.el9 < 3.0.7-24.el9_2 < 1:3.0.7-1.el9',
    'FC5 < fc4 < 5',
    '2.9 < 2.10 < 2.10xyz < 2.10.1',
  ])('%s', (line) => holdsOrder(rpmOrdering, line));

  test.each([
    ['1.0-1', '1.0'],
    ['1..0', '1.0'],
    ['1_0', '1.0'],
    ['0:1-1', '1-1'],
  ])('%s is as good as %s', (a, b) => expect(rpmOrdering.compare(a, b)).toBe(0));

  test.each(['', '1 2', '1-2-3', 'x:1'])('%j is no version', (text) => {
    expect(rpmOrdering.compare(text, '1')).toBeUndefined();
  });
});

describe('apk', () => {
  test.each([
    '1.2_alpha < 1.2_alpha2 < 1.2_beta < 1.2_pre1 < 1.2_rc1 < 1.2 < 1.2_git20200101 < 1.2_p1 < 1.2_p2',
    '1.2.3-r0 < 1.2.3-r1 < 1.2.3-r10 < 1.2.4-r0 < 1.10-r0',
    '1.1.1t-r0 < 1.1.1u-r0 < 1.1.1u-r1 < 3.0.0-r0',
    '1.05 < 1.1 < 1.10',
    '1 < 1.0 < 1.0.0',
  ])('%s', (line) => holdsOrder(apkOrdering, line));

  test.each(['', '1.2_other1', 'v1', '1-2', '1.2-rx'])('%j is no version', (text) => {
    expect(apkOrdering.compare(text, '1')).toBeUndefined();
  });
});

describe.each([
  ['deb', debianOrdering],
  ['rpm', rpmOrdering],
  ['apk', apkOrdering],
])('any two versions of %s', (_name, ordering) => {
  const part = fc.constantFrom('0', '1', '2', '10', '09', 'a', 'rc', '.', '~', '^', '+', '_p', '-r', '-', ':');
  const version = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `1${parts.join('')}`);

  test('are ordered the same from both sides, and transitively', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [ab, ba, bc, ac] = [
          [a, b],
          [b, a],
          [b, c],
          [a, c],
        ].map(([x = '', y = '']) => ordering.compare(x, y));
        if (ab === undefined || bc === undefined || ac === undefined || ba === undefined) return;
        expect(Math.sign(ab)).toBe(-Math.sign(ba) || 0);
        if (ab <= 0 && bc <= 0 && !(ordering === rpmOrdering)) expect(ac).toBeLessThanOrEqual(0);
      }),
    );
  });
});
