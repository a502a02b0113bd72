import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { count, printable, printableLines, shorten, withoutCommands } from '../../src/model/text.ts';
import { workflowCommands } from '../support/reporting.ts';

describe('printable text', () => {
  test.each([
    ['plain words stay', 'a b', 'a b'],
    ['a tab becomes a blank', 'a\tb', 'a b'],
    ['an escape is shown', '\u001b[31m', '\\x1b[31m'],
    ['a line end is shown', 'a\nb', 'a\\x0ab'],
    ['a bidirectional override is shown', 'a\u202eb', 'a\\u{202e}b'],
    ['the Arabic letter mark, which turns text too, is shown', 'a\u061cb', 'a\\u{61c}b'],
    ['a zero-width character is shown', 'a\u200bb', 'a\\u{200b}b'],
    ['a byte that is no UTF-8 is shown', 'caf\udce9', 'caf\\xe9'],
    ['half a pair is shown', 'a\ud83d', 'a\\u{d83d}'],
    ['a whole pair stays', '👩', '👩'],
  ])('%s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('of several lines keeps its line ends alone', () => {
    expect(printableLines('a\r\nb\rc\u0007')).toBe('a\nb\nc\\x07');
  });
});

describe('text without commands', () => {
  test.each([
    ['a command at the start of a line', '::error::x', '\\x3a:error::x'],
    ['a command after blanks, which the runner trims', '  ::error::x', '  \\x3a:error::x'],
    ['a command after a no-break space, which the runner trims too', '\u00a0::error::x', '\u00a0\\x3a:error::x'],
    ['a command in a later line', 'a\n::error::x', 'a\n\\x3a:error::x'],
    ['a command after a colour', '\u001b[1m::error::x', '\u001b[1m\\x3a:error::x'],
    ['a command after several colours', '\u001b[1;31m\u001b[2m ::x::', '\u001b[1;31m\u001b[2m \\x3a:x::'],
    ['an old command anywhere', 'a ##[error]b', 'a #\\x23[error]b'],
    ['an old command with more signs before it', '####[error]b', '###\\x23[error]b'],
  ])('breaks %s', (_, text, harmless) => {
    expect(withoutCommands(text)).toBe(harmless);
  });

  test.each(['std::vector', 'a ::b', ':single', '# [link]', '#[derive]', ''])('leaves %j alone', (text) => {
    expect(withoutCommands(text)).toBe(text);
  });

  test('leaves no command in any text, and changes nothing the second time', () => {
    const texts = fc.array(fc.constantFrom('::', ':', '#', '[', 'error', ']', ' ', '\n', '\u00a0', '\u001b[1m', 'x'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(texts, (parts) => {
        const harmless = withoutCommands(parts.join(''));
        expect(workflowCommands(harmless)).toEqual([]);
        expect(withoutCommands(harmless)).toBe(harmless);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('shortening', () => {
  test.each([
    ['short text stays', 'a b', 10, 'a b'],
    ['white space folds', ' a\n  b ', 10, 'a b'],
    ['long text ends in …', 'abcdef', 4, 'abc…'],
    ['no blank stands before the …', 'ab cdef', 4, 'ab…'],
  ])('%s', (_, text, length, short) => {
    expect(shorten(text, length)).toBe(short);
  });
});

test.each([
  [1, 'finding', undefined, '1 finding'],
  [0, 'finding', undefined, '0 findings'],
  [2, 'advisory', 'advisories', '2 advisories'],
])('%i %s is said as one or many', (number, noun, plural, said) => {
  expect(count(number, noun, plural)).toBe(said);
});
