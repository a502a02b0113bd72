import { describe, expect, test } from '@jest/globals';
import type { ScanStatus } from '../../../src/model/scan-status.ts';
import { findEmptyCategories } from '../../../src/pipeline/normalize/empty-categories.ts';
import { scan } from '../../support/outcomes.ts';
import { settingsWith } from '../../support/settings.ts';

const SKIPPED: ScanStatus = { state: 'skipped', why: 'no Python file here' };
const MISSING: ScanStatus = { state: 'unavailable', why: 'is not installed', remedy: 'install it' };
const FAILED: ScanStatus = { state: 'failed', why: 'ended with status 2' };

/** Why sast is empty, or `undefined` where it is not. */
function whyEmpty(scans: readonly [string, ScanStatus, boolean][]): string | undefined {
  const all = scans.map(([name, status, required]) => scan(name, 'sast', { status, required }));
  return findEmptyCategories(all, settingsWith()).find(({ category }) => category === 'sast')?.why;
}

describe('a category is empty', () => {
  test.each<[string, readonly [string, ScanStatus, boolean][], string | undefined]>([
    ['when there is no scanner', [], 'profile embedded has no scanner for it'],
    [
      'when all were skipped, for each reason once',
      [
        ['a', SKIPPED, true],
        ['b', { state: 'skipped', why: 'no Go file here' }, true],
        ['c', SKIPPED, true],
      ],
      'no Go file here; no Python file here',
    ],
    ['when the only one is missing and optional', [['a', MISSING, false]], 'a: is not installed'],
    [
      'but not when one looked',
      [
        ['a', SKIPPED, true],
        ['b', { state: 'ok' }, true],
      ],
      undefined,
    ],
    ['but not when one failed, required or not', [['a', FAILED, false]], undefined],
    [
      'but not when a required one is missing: that is a gap',
      [
        ['a', MISSING, true],
        ['b', SKIPPED, true],
      ],
      undefined,
    ],
  ])('%s', (_name, scans, why) => {
    expect(whyEmpty(scans)).toBe(why);
  });

  test('when nobody asked for it, even though something would have run', () => {
    const empty = findEmptyCategories([scan('a', 'sast')], settingsWith({ categories: ['sast'] }));
    expect(empty.map(({ category, why }) => `${category}: ${why}`)).toEqual([
      'sca: not asked for',
      'iac: not asked for',
      'container: not asked for',
      'secrets: not asked for',
      'supply-chain: not asked for',
    ]);
  });
});
