import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutEnd, cutPath, layoutFor, padEnd, padStart, widthOf, wrap } from '../../src/reporters/terminal/layout.ts';

describe('wrapping', () => {
  test.each([
    ['at blanks', 'one two three', 8, ['one two', 'three']],
    ['inside a word that is too long', 'abcdefghij kl', 4, ['abcd', 'efgh', 'ij', 'kl']],
    ['nothing', '', 10, ['']],
    ['wide characters by their columns', '汉字汉字', 4, ['汉字', '汉字']],
    ['never inside an emoji of several code points', '👩‍👩‍👧👩‍👩‍👧', 2, ['👩‍👩‍👧', '👩‍👩‍👧']],
    [
      'never inside an address',
      'see https://example.com/long/path now',
      10,
      ['see', 'https://example.com/long/path', 'now'],
    ],
  ])('breaks %s', (_, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  test('loses and adds no character but blanks, and no line is too wide', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.integer({ min: 4, max: 40 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('cutting', () => {
  test.each([
    ['abcdef', 6, 'abcdef', 'abcdef'],
    ['abcdef', 4, 'abc…', '…def'],
    ['a/bc/def', 7, 'a/bc/d…', '…/def'],
    ['a/b/c/def', 8, 'a/b/c/d…', '…/c/def'],
    ['folder/name-of-a-file.ts', 9, 'folder/n…', '…-file.ts'],
    ['ab  cdef', 4, 'ab…', '…def'],
    ['汉字汉字', 5, '汉字…', '…汉字'],
    ['汉字汉字', 4, '汉…', '…字'],
  ])('%j to %i columns', (text, width, end, start) => {
    expect(cutEnd(text, width)).toBe(end);
    expect(cutPath(text, width)).toBe(start);
  });

  test('never gives more columns than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 30 }), (text, width) => {
        expect(widthOf(cutEnd(text, width))).toBeLessThanOrEqual(width);
        expect(widthOf(cutPath(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

test('padding fills columns, not characters', () => {
  expect(padEnd('汉', 4)).toBe('汉  ');
  expect(padStart('汉', 4)).toBe('  汉');
  expect(padEnd('abcdef', 4)).toBe('abcdef');
});

test.each([
  [10, 40, 4],
  [60, 60, 4],
  [71, 71, 4],
  [72, 72, 12],
  [80.5, 80, 12],
  [200, 120, 12],
])('a terminal of %d columns is used to %i with details at %i', (columns, width, indent) => {
  expect(layoutFor(columns)).toEqual({ width, indent });
});
