import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { patchLines } from '../../src/platform/patch-lines.ts';

const lines = (...patch: readonly string[]) => [...patchLines(patch.join('\n'))];

describe('the lines that a patch adds', () => {
  test.each<[string, readonly string[], readonly number[]]>([
    ['in one hunk', ['@@ -1,3 +1,4 @@ function x()', ' a', '+b', ' c', ' d'], [2]],
    ['in several hunks', ['@@ -1 +1,2 @@', ' a', '+b', '@@ -10,2 +11,3 @@', ' c', '+d', ' e'], [2, 12]],
    ['where lines are replaced', ['@@ -5,3 +5,3 @@', ' a', '-b', '-c', '+d', '+e'], [6, 7]],
    ['of a new file', ['@@ -0,0 +1,2 @@', '+a', '+b', '\\ No newline at end of file'], [1, 2]],
    [
      'of a file without a last line end before',
      ['@@ -1 +1,2 @@', '-a', '\\ No newline at end of file', '+a', '+b'],
      [1, 2],
    ],
    ['where nothing is added', ['@@ -1,2 +1 @@', ' a', '-b'], []],
    ['of a removed file', ['@@ -1,2 +0,0 @@', '-a', '-b'], []],
    ['that look like a hunk', ['@@ -1 +1,3 @@', ' a', '+@@ -9 +9 @@', '+b'], [2, 3]],
    ['that look like a header', ['@@ -1,0 +1,2 @@', '+++ b/x', '+-- a'], [1, 2]],
    ['with an empty line of context', ['@@ -1,2 +1,3 @@', '', '+a', ' b'], [2]],
    ['of no patch', [''], []],
    ['of something else', ['hello', '+world', '@@ nothing @@', '+x'], []],
  ])('%s', (_, patch, expected) => {
    expect(lines(...patch)).toEqual(expected);
  });

  test('lie within the hunk, whatever the patch says', () => {
    const line = fc.oneof(fc.constantFrom('+a', ' b', '-c', '\\ d', '@@ -1 +5,2 @@'), fc.string());
    fc.assert(
      fc.property(fc.array(line), fc.nat(50), fc.nat(50), (rest, start, length) => {
        const only = rest.filter((text) => !text.startsWith('@@') && !text.includes('\n'));
        for (const number of lines(`@@ -1,9 +${start},${length} @@`, ...only)) {
          expect(number >= start && number < start + length).toBe(true);
        }
      }),
    );
  });
});
