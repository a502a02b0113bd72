import { describe, expect, test } from '@jest/globals';
import { snippetOf } from '../../../src/pipeline/normalize/snippet.ts';

const at = (startColumn: number) => ({ startLine: 1, startColumn, endLine: 1, endColumn: startColumn + 1 });
const LONG = Array.from({ length: 1_000 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');

describe('snippetOf', () => {
  test.each([
    ['a short line whole', '  return x;', 3, '  return x;'],
    ['the begin of a long one', LONG, 10, `${LONG.slice(0, 300)}…`],
    ['the surroundings of a place far in', LONG, 501, `…${LONG.slice(440, 740)}…`],
    ['the end of a long one', LONG, 990, `…${LONG.slice(700)}`],
  ])('shows %s', (_name, line, column, expected) => {
    expect(snippetOf(line, at(column))).toBe(expected);
  });
});
