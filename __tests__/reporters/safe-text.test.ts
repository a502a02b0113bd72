import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstSentences, oneLine, shownPath, webAddress } from '../../src/reporters/safe-text.ts';
import { HOSTILE_TEXTS } from '../support/outcomes.ts';
import { terminalEscapes } from '../support/reporting.ts';

describe('one line', () => {
  test.each(HOSTILE_TEXTS)('of %j holds nothing but printable characters', (text) => {
    expect(terminalEscapes(oneLine(text, 100))).toEqual([]);
    expect(oneLine(text, 100)).not.toMatch(/[\n\r]/);
  });

  test('is never longer than asked, and says when something was cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.integer({ min: 2, max: 60 }), (text, length) => {
        expect([...oneLine(text, length)].length).toBeLessThanOrEqual(length);
      }),
    );
    expect(oneLine('a'.repeat(1_000_000), 10)).toBe(`${'a'.repeat(9)}…`);
    expect(oneLine(`${' '.repeat(1000)}a`, 10)).toBe('…');
  });
});

describe('the first sentences', () => {
  const room = { enough: 24, most: 40 };
  test.each([
    ['stay where they fit', 'One. Two.', 'One. Two.'],
    ['end where there is no room for the next', 'The first one. The second one.', 'The first one.'],
    ['give the first one more room', 'A sentence of thirty letters. Two.', 'A sentence of thirty letters.'],
    ['cut one that is too long all the same', `${'word '.repeat(20)}.`, 'word word word word word word word word…'],
    ['do not end at a version', 'Raise a to v1.2. Then b.', 'Raise a to v1.2. Then b.'],
    ['do not end before a small letter', 'See e.g. this or that, please', 'See e.g. this or that, please'],
    ['of nothing are nothing', ' ', ''],
  ])('%s', (_, text, said) => {
    expect(firstSentences(text, room)).toBe(said);
  });
});

describe('a path', () => {
  test('keeps its ends when it is very long', () => {
    const shown = shownPath(`begin/${'x'.repeat(5000)}/end.ts`, 40);
    expect(shown).toMatch(/^begin\/x+…x+\/end\.ts$/);
    expect(shown.length).toBe(41);
  });

  test('shows bytes that are no UTF-8', () => {
    expect(shownPath('caf\udce9')).toBe('caf\\xe9');
  });
});

describe('a web address', () => {
  test.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['http://example.com', 'http://example.com/'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['https://a b', undefined],
    ['https://a\n::error::', undefined],
    ['https://', undefined],
    [`https://example.com/${'a'.repeat(600)}`, undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is shown as %j', (text, address) => {
    expect(webAddress(text)).toBe(address);
  });
});
