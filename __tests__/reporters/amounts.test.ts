import { expect, test } from '@jest/globals';
import { bytes, daysUntil, duration, inDays, percent, thousands } from '../../src/reporters/amounts.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
])('%d is %s', (number, text) => {
  expect(thousands(number)).toBe(text);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [9_960, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [1_304_220, '1.3 MB'],
  [5_000_000_000, '5.0 GB'],
  [9e15, '9000 TB'],
])('%d bytes are %s', (number, text) => {
  expect(bytes(number)).toBe(text);
});

test.each([
  [-5, '0.0 s'],
  [312, '0.3 s'],
  [9_940, '9.9 s'],
  [9_960, '10 s'],
  [59_499, '59 s'],
  [59_700, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds are %s', (number, text) => {
  expect(duration(number)).toBe(text);
});

test.each([
  [0, '0 %'],
  [0.0004, 'under 0.1 %'],
  [0.004, '0.4 %'],
  [0.021, '2 %'],
  [0.97, '97 %'],
  [1, '100 %'],
])('a probability of %d is %s', (number, text) => {
  expect(percent(number)).toBe(text);
});

test.each([
  ['2026-11-21', 0, 'today'],
  ['2026-11-22', 1, 'tomorrow'],
  ['2026-11-30', 9, 'in 9 days'],
  ['2026-11-20', -1, 'in -1 days'],
  ['2027-02-19', 90, 'in 90 days'],
])('from the evening of 2026-11-21 until the end of %s it is %i days', (until, days, text) => {
  expect(daysUntil(until, '2026-11-21T23:59:59.000Z')).toBe(days);
  expect(inDays(days)).toBe(text);
});
