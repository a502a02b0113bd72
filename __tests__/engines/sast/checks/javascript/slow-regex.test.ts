import { describe, expect, test } from '@jest/globals';
import { parseRegex } from '../../../../../src/engines/sast/checks/javascript/regex-tree.ts';
import { slowPart } from '../../../../../src/engines/sast/checks/javascript/slow-regex.ts';

const REPEATED = 'what is repeated already';
const ALIKE = 'alternatives that match the same';

describe('patterns of exponential time', () => {
  test.each([
    ['(a+)+$', REPEATED],
    ['^(a*)*$', REPEATED],
    [String.raw`([0-9]+)+\#`, REPEATED],
    ['^([a-zA-Z0-9]+)*@', REPEATED],
    [String.raw`^(\w+\s?)*$`, REPEATED],
    ['(?:.*)*x', REPEATED],
    [String.raw`^(?:[^\n]+)+!`, REPEATED],
    ['^((a+)b?)+c', REPEATED],
    ['^(?:(?:a+))+c', REPEATED],
    ['(x+x+)+y', REPEATED],
    ['^(?:a{1,})+$', REPEATED],
    ['^(?:,.+)*$', REPEATED],
    ['^(?:a|aa)+$', ALIKE],
    [String.raw`^(\d|[0-9])*!`, ALIKE],
    [String.raw`^(.|\s)*end`, ALIKE],
  ])('%s repeats %s', (pattern, expected) => {
    expect(slowPart(pattern)).toBe(expected);
  });

  test.each([
    [String.raw`^\w+(?:\.\w+)*$`],
    ['^(?:ab|cd)+$'],
    ['^[a-z]+$'],
    [String.raw`^(?:\d{3})+$`],
    ['^(a|b)*$'],
    [String.raw`^(?:[^"\\]|\\.)*$`],
    [String.raw`^(?:\s*,\s*[a-z]+)*$`],
    ['(a+)+'],
    ['(a+)*b*'],
    ['^([a-z]+-)+$'],
    [String.raw`^(?:[a-z]+\d)*$`],
    ['(?=(a+)+)b?'],
    [String.raw`\(\.+\)+$`],
    ['[(a+)+]$'],
    ['(a+){2,5}$'],
  ])('%s is quick enough', (pattern) => {
    expect(slowPart(pattern)).toBeUndefined();
  });
});

describe('the parser of patterns', () => {
  test.each([
    ['a reference back', String.raw`(a)\1`],
    ['a named reference', String.raw`(?<n>a)\k<n>`],
    ['a property of Unicode', String.raw`\p{L}+`],
    ['an open group', '(a'],
    ['an open class', '[a'],
    ['a bracket too many', 'a)'],
    ['a wrong range', String.raw`[\d-z]`],
    ['flags in a group', '(?i:a)'],
    ['too long a pattern', 'a'.repeat(3_000)],
    ['too deep a pattern', `${'('.repeat(100)}a${')'.repeat(100)}`],
  ])('gives up on %s', (_name, pattern) => {
    expect(parseRegex(pattern)).toBeUndefined();
  });

  test.each([
    ['a'],
    [''],
    [String.raw`[^\]a-z\d-]`],
    [String.raw`(?<year>\d{4})-(?:\d{2,})?`],
    ['(?<!a)b(?!c)'],
    ['a{'],
    ['a{,3}'],
    ['é+'],
  ])('reads %s', (pattern) => {
    expect(parseRegex(pattern)).toBeDefined();
  });
});
