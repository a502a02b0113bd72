import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findJsonError } from '../../src/sarif/json-error.ts';

describe('findJsonError', () => {
  test.each([
    ['{"a": }', 6],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['{"a": 1,}', 8],
    ['[1,,2]', 3],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{"a": 01}', 6],
    ['{"a": "b\nc"}', 6],
    ['{"a": "\\x"}', 6],
    ['nulls', 0],
    ['{} {}', 3],
    ["{'a': 1}", 1],
    [']', 0],
  ])('finds the place in %j at %i', (text, at) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findJsonError(text)).toBe(at);
  });

  test.each(['', '{', '{"a', '{"a"', '{"a":', '{"a": tr', '{"a": 1', '[', '[1', '[1,', '[-', '"a\\', '"a\\u00'])(
    'says that %j only ends too early',
    (text) => {
      expect(findJsonError(text)).toBe(text.length);
    },
  );

  test('finds nothing before the end of any JSON that was cut', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), (json, cut) => {
        const text = json.slice(0, cut % (json.length + 1));
        expect(findJsonError(text)).toBe(text.length);
      }),
    );
  });

  test('finds every character that JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, place) => {
        const at = place % (json.length + 1);
        const text = `${json.slice(0, at)}\u0001${json.slice(at)}`;
        expect(findJsonError(text)).toBeLessThan(text.length);
      }),
    );
  });
});
