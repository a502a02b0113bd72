import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDuration } from '../../src/config/duration.ts';

describe('a duration', () => {
  test.each([
    ['24h', 86_400_000],
    ['90s', 90_000],
    ['2m', 120_000],
    ['7d', 604_800_000],
    ['120', 120_000],
    [120, 120_000],
    ['1.5h', 5_400_000],
    [' 5s ', 5_000],
    ['0s', 0],
  ])('%j is understood', (written, expected) => {
    expect(parseDuration(written)).toBe(expected);
  });

  test.each(['', 's', '-1s', '1 h', '5 minutes', '1w', '1h30m', '0x10', '1e3', 'NaN', '12345678901s', '1.s', '٣s'])(
    '%j is not',
    (written) => {
      expect(parseDuration(written)).toBeUndefined();
    },
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e21])('%d is not', (written) => {
    expect(parseDuration(written)).toBeUndefined();
  });

  test('in seconds means the same with and without its unit', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (seconds) => expect(parseDuration(`${seconds}s`)).toBe(parseDuration(seconds))),
    );
  });
});
