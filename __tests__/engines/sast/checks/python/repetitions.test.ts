import { describe, expect, test } from '@jest/globals';
import { isExponential } from '../../../../../src/engines/sast/checks/python/repetitions.ts';

describe('patterns that can take exponential time', () => {
  test.each([
    ['a repetition of a repetition', '^(a+)+$'],
    ['one of any number', '(?:[a-z0-9]*)*!'],
    ['with a separator that may be missing', String.raw`^(\w+\s?)*$`],
    ['two repetitions of one set in a row', '(x+x+)+y'],
    ['sets that share characters', String.raw`^([\w]+[a-z]*)+$`],
    ['alternatives that share characters', String.raw`^(?:\d|\w)+$`],
    ['inside another group', '^(?:start(?:a+)+end)$'],
    ['with a count without an end', '^(a{1,}){2,}$'],
    ['with a name', '^(?P<words>[a-z]+)*$'],
    ['behind a class with a bracket', String.raw`[\]](?:b+)+$`],
  ])('are %s', (_name, pattern) => {
    expect(isExponential(pattern, false)).toBe(true);
  });

  test.each([
    ['one repetition', '^a+b+$'],
    ['a separator that must be there', String.raw`^(?:\w+,)*\w+$`],
    ['a beginning that tells passes apart', '^(?:-[a-z]+)+$'],
    ['nothing behind it that can fail', '(?:a+)+'],
    ['a repetition with an end', '^(?:a+){1,3}$'],
    ['alternatives that share nothing', '^(?:a|b)+$'],
    ['several characters each', '^(?:ab|ac)+$'],
    ['a possessive repetition', '^(?:a++)+$'],
    ['an escaped bracket', String.raw`^\(a+\)+$`],
    ['what is not understood', '(?(1)a|b)+$'],
    ['unfinished patterns', '^([a-z'],
    ['a pattern that is too long', `^(a+)+${'b'.repeat(2_000)}$`],
  ])('are not those with %s', (_name, pattern) => {
    expect(isExponential(pattern, false)).toBe(false);
  });

  test('with a match of the whole text its end can fail', () => {
    expect(isExponential('(?:a+)+', true)).toBe(true);
  });

  test('nesting is bounded, and its time too', () => {
    expect(isExponential(`${'('.repeat(900)}a+${')+'.repeat(900)}$`, false)).toBe(false);
  });
});
