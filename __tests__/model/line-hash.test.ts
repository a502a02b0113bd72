import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineHashes } from '../../src/model/line-hash.ts';

/** All hashes of a text, in the order of its lines. */
function hashesOf(text: string): readonly (string | undefined)[] {
  const lines = text.split(/\r\n|\r|\n/);
  const hashes = lineHashes(lines, new Set(lines.map((_, index) => index + 1)));
  return lines.map((_, index) => hashes.get(index + 1));
}

/** The definition, with big numbers: the sum over 100 characters, each weighing 37 times the one after it. */
function definition(codes: readonly number[]): string {
  const window = [...codes, ...new Array<number>(100).fill(0)].slice(0, 100);
  return BigInt.asUintN(
    64,
    window.reduce((hash, code) => hash * 37n + BigInt(code), 0n),
  ).toString(16);
}

describe('lineHashes', () => {
  test.each([
    ['an empty file', '', ['c129715d7a2bc9a3:1']],
    [
      'blank characters before the line',
      ' a\nb\n  \t\tc\n d',
      ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
    ],
    [
      'blank lines and no line end at the end',
      ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End',
      [
        '8b7cf3e952e7aeb2:1',
        'b1ae1287ec4718d9:1',
        'bff680108adb0fcc:1',
        'c6805c5e1288b612:1',
        'b86d3392aea1be30:1',
        'e6ceba753e1a442:1',
      ],
    ],
    [
      'the same text on many lines, counted',
      'Lorem ipsum dolor sit amet.\n'.repeat(10),
      [
        'a7f2ff13bc495cf2:1',
        'a7f2ff13bc495cf2:2',
        'a7f2ff13bc495cf2:3',
        'a7f2ff13bc495cf2:4',
        'a7f2ff13bc495cf2:5',
        'a7f2ff13bc495cf2:6',
        'a7f2ff1481e87703:1',
        'a9cf91f7bbf1862b:1',
        '55ec222b86bcae53:1',
        'cc97dc7b1d7d8f7b:1',
        'c129715d7a2bc9a3:1',
      ],
    ],
  ])('gives what code scanning itself computes for %s', (_name, text, expected) => {
    expect(hashesOf(text)).toEqual(expected);
  });

  test('does not depend on how lines end', () => {
    const text = ' hello; \t\nworld!!!\n\n  \t\tGreetings\n End\n';
    expect(hashesOf(text.replaceAll('\n', '\r\n'))).toEqual(hashesOf(text));
    expect(hashesOf(text.replaceAll('\n', '\r'))).toEqual(hashesOf(text));
  });

  test('agrees with the definition for any one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (text) => {
        const line = text.replace(/[\r\n \t]/g, '');
        const codes = [...Array(line.length).keys()].map((at) => line.charCodeAt(at));
        expect(lineHashes([line], new Set([1])).get(1)).toBe(`${definition([...codes, 65_535])}:1`);
      }),
    );
  });

  test('gives only the lines that were asked for', () => {
    expect([...lineHashes(['a', 'b', 'c'], new Set([2, 9])).keys()]).toEqual([2]);
  });
});
