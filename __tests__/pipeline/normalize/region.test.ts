import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PartialRegion } from '../../../src/model/location.ts';
import { completeRegion } from '../../../src/pipeline/normalize/region.ts';

const LINES = ['import os', '', '  é = "😀"; call(x)', 'last line', ''];

/** `3:1-3:19` of the completed region, and what had to be done for it. */
function complete(partial: PartialRegion | undefined, lines: readonly string[] | undefined = LINES): string {
  const { region, repair } = completeRegion(partial, lines, 'utf-16');
  const { startLine, startColumn, endLine, endColumn } = region;
  return `${startLine}:${startColumn}-${endLine}:${endColumn}${repair === undefined ? '' : `, ${repair}`}`;
}

describe('completeRegion', () => {
  test.each<[string, PartialRegion | undefined, string]>([
    ['leaves a whole one as it is', { startLine: 1, startColumn: 8, endLine: 1, endColumn: 10 }, '1:8-1:10'],
    ['takes the first line for none', undefined, '1:1-1:10, without a line'],
    ['takes the whole line for a line', { startLine: 4 }, '4:1-4:10'],
    ['takes the rest of the line for a begin', { startLine: 4, startColumn: 6 }, '4:6-4:10'],
    ['takes the whole last line for an end line', { startLine: 1, endLine: 4 }, '1:1-4:10'],
    [
      'takes what follows a point for the point',
      { startLine: 4, startColumn: 6, endLine: 4, endColumn: 6 },
      '4:6-4:10',
    ],
    ['takes the whole line for a point at its end', { startLine: 4, startColumn: 10, endColumn: 10 }, '4:1-4:10'],
    ['takes the whole line for a begin behind its end', { startLine: 4, startColumn: 99 }, '4:1-4:10'],
    [
      'takes the rest of the line for an end before its begin',
      { startLine: 4, startColumn: 6, endColumn: 2 },
      '4:6-4:10',
    ],
    ['draws a column back to the line', { startLine: 1, startColumn: 2, endColumn: 999 }, '1:2-1:10'],
    ['draws an end line back to the file', { startLine: 4, startColumn: 3, endLine: 99, endColumn: 2 }, '4:3-4:10'],
    [
      'draws a line back to the file, and says so',
      { startLine: 77, startColumn: 3 },
      '4:1-4:10, beyond the end of the file',
    ],
    ['can do no better than a blank line', { startLine: 2 }, '2:1-2:1'],
  ])('%s', (_name, partial, expected) => {
    expect(complete(partial)).toBe(expected);
  });

  test.each<[string, PartialRegion | undefined, string]>([
    ['keeps the numbers', { startLine: 7, startColumn: 3, endLine: 8, endColumn: 1 }, '7:3-8:1'],
    ['makes a stretch of a point', { startLine: 7 }, '7:1-7:2'],
    ['takes line 1 for none', undefined, '1:1-1:2, without a line'],
  ])('%s of a file that cannot be read', (_name, partial, expected) => {
    expect(completeRegion(partial, undefined, 'utf-16')).toBeDefined();
    const { region, repair } = completeRegion(partial, undefined, 'utf-16');
    const shown = `${region.startLine}:${region.startColumn}-${region.endLine}:${region.endColumn}`;
    expect(shown + (repair === undefined ? '' : `, ${repair}`)).toBe(expected);
  });

  test('takes an empty file for one blank line', () => {
    expect(complete({ startLine: 1 }, [''])).toBe('1:1-1:1');
    expect(complete({ startLine: 2 }, [''])).toBe('1:1-1:1, beyond the end of the file');
  });

  test.each([
    ['utf-16', 13, 20],
    ['code-points', 12, 19],
    ['bytes', 16, 23],
  ] as const)('counts columns in %s as its scanner does', (unit, startColumn, endColumn) => {
    const { region } = completeRegion({ startLine: 3, startColumn, endColumn }, LINES, unit);
    expect(LINES[2]?.slice(region.startColumn - 1, region.endColumn - 1)).toBe('call(x)');
  });

  test('gives a stretch inside the real lines, whatever a scanner says', () => {
    const number = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined });
    const partial = fc.record({
      startLine: fc.integer({ min: 1, max: 9 }),
      startColumn: number,
      endLine: number,
      endColumn: number,
    });
    const unit = fc.constantFrom('utf-16' as const, 'bytes' as const, 'code-points' as const);
    fc.assert(
      fc.property(partial, unit, (given, counted) => {
        // What a report leaves out is absent, not undefined.
        const region = JSON.parse(JSON.stringify(given)) as PartialRegion;
        const { startLine, startColumn, endLine, endColumn } = completeRegion(region, LINES, counted).region;
        expect(startLine).toBeGreaterThanOrEqual(1);
        expect(endLine).toBeLessThanOrEqual(4);
        expect(endLine > startLine || (endLine === startLine && endColumn >= startColumn)).toBe(true);
        expect(startColumn).toBeLessThanOrEqual((LINES[startLine - 1] ?? '').length + 1);
        expect(endColumn).toBeLessThanOrEqual((LINES[endLine - 1] ?? '').length + 1);
      }),
    );
  });
});
