import { describe, expect, test } from '@jest/globals';
import { asCount, asList, asObject, asText, cut, field } from '../../src/sarif/fields.ts';

describe('what is not of the asked kind is nothing', () => {
  test.each<[string, unknown, unknown]>([
    ['an object of a list', asObject([1]), undefined],
    ['an object of null', asObject(null), undefined],
    ['a list of an object', asList({ length: 3 }), []],
    ['a text of a number', asText(7, 9), undefined],
    ['a text of blanks', asText(' \n', 9), undefined],
    ['a field of a text', field('abc', 'length'), undefined],
    ['a field that only a prototype has', field({}, 'toString'), undefined],
    ['a count of a negative number', asCount(-1, 0), undefined],
    ['a count of a text with a sign', asCount('-1', 0), undefined],
    ['a count of more than is exact', asCount(2 ** 60, 0), undefined],
    ['a count of infinity', asCount(Number.POSITIVE_INFINITY, 0), undefined],
  ])('%s', (_name, read, expected) => {
    expect(read).toEqual(expected);
  });
});

describe('cut', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a😀b', 3, 'a…'],
  ])('of %j to %i is %j', (text, length, expected) => {
    expect(cut(text, length)).toBe(expected);
  });
});
