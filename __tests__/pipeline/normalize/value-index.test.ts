import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redactText } from '../../../src/model/redact.ts';
import { ValueIndex } from '../../../src/pipeline/normalize/value-index.ts';

const LONG = 'abcdefghijklmnopqrst';

describe('values in a text', () => {
  test.each([
    ['none', [], 'a text', 'a text'],
    ['one', [LONG], `x ${LONG} y`, 'x abcd…qrst y'],
    ['one at each end', [LONG], `${LONG} ${LONG}`, 'abcd…qrst abcd…qrst'],
    ['a short one, of which nothing is shown', ['hunter2x'], 'is hunter2x.', 'is ….'],
    ['the longer of two that begin alike', [LONG.slice(0, 9), LONG], LONG, 'abcd…qrst'],
    ['both of two that touch', ['12345678', '87654321'], '1234567887654321', '……'],
    ['one shorter than what is asked for', ['abc'], 'abc', 'abc'],
    ['none in a text that is shorter than any', [LONG], 'ab', 'ab'],
    ['a value of signs that mean something to patterns', ['$&(.*)[$1]\\'], 'x$&(.*)[$1]\\x', 'x…x'],
  ])('%s', (_name, values, text, expected) => {
    expect(new ValueIndex(values).redact(text, 8)).toBe(expected);
  });

  test('short ones are looked for where they are asked for', () => {
    expect(new ValueIndex(['abc']).redact('an abc', 3)).toBe('an …');
  });

  test('of too many lengths are hidden to the next white space', () => {
    const values = Array.from({ length: 100 }, (_, at) => LONG + 'x'.repeat(at));
    const redacted = new ValueIndex(values).redact(`a ${LONG}xxyz b abcd c`, 8);
    expect(redacted).toBe('a … b abcd c');
  });

  test('are gone, however many there are', () => {
    const value = fc.stringMatching(/^[ab]{3,20}$/);
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 8 }),
        fc.stringMatching(/^[abc ]{0,60}$/),
        (values, text) => {
          const redacted = new ValueIndex(values).redact(text, 8);
          for (const hidden of values.filter(({ length }) => length >= 8)) expect(redacted).not.toContain(hidden);
        },
      ),
    );
  });

  test('that do not overlap are redacted as one by one', () => {
    const word = fc.stringMatching(/^[a-z]{8,24}$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1 }), fc.array(word), (values, others) => {
        const text = [...values, ...others.filter((other) => !values.some((value) => other.includes(value)))].join(' ');
        expect(new ValueIndex(values).redact(text, 8)).toBe(redactText(text, values));
      }),
    );
  });
});
