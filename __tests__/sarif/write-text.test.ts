import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inMarkdown, pascalCase, plain, ruleIdOf } from '../../src/sarif/write-text.ts';
import { HOSTILE_TEXTS } from '../support/outcomes.ts';

describe('plain', () => {
  test.each([
    ['keeps ordinary text', 'a (b) <c> "d"', 'a (b) <c> "d"'],
    ['keeps lines', 'a\r\nb', 'a\nb'],
    ['escapes what would be a link', '[a](1)', '\\[a\\](1)'],
    ['escapes the escape', 'a\\b', 'a\\\\b'],
    ['shows escapes of terminals', '\u001b[31m', '\\\\x1b\\[31m'],
    ['says so when there is nothing', ' \n', '(no text)'],
  ])('%s', (_name, text, expected) => {
    expect(plain(text, 100)).toBe(expected);
  });

  test('is cut before it is escaped, so that no escape is cut in two', () => {
    expect(plain('[[[[[', 3)).toBe('\\[\\[…');
  });
});

describe('inMarkdown', () => {
  test('leaves no tag, link or emphasis of any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...HOSTILE_TEXTS)), (text) => {
        const markdown = inMarkdown(text);
        expect(markdown).not.toMatch(/[<>]/);
        expect(markdown.replace(/\\./g, '')).not.toMatch(/[`*_[\]()#|~!]/);
      }),
    );
  });
});

describe('pascalCase', () => {
  test.each([
    ['AWS access key in source', 'AWSAccessKeyInSource'],
    ['lodash: prototype pollution', 'LodashPrototypePollution'],
    ['über-größe', 'ÜberGröße'],
    ['...', ''],
    ['a b c', 'ABC'],
  ])('makes of %j %j', (text, name) => {
    expect(pascalCase(text, 100)).toBe(name);
  });

  test('is cut', () => {
    expect(pascalCase('word word word', 5)).toBe('WordW');
  });
});

describe('ruleIdOf', () => {
  test.each([
    ['R1', 'R1'],
    ['', 'unnamed'],
    ['a\nb', 'a\\x0ab'],
    ['x'.repeat(600), `${'x'.repeat(499)}…`],
  ])('makes of %j %j', (id, expected) => {
    expect(ruleIdOf(id)).toBe(expected);
  });
});
