import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { textAt } from '../../../src/engines/yaml-document/placed.ts';
import { readDocument } from '../../../src/engines/yaml-document/read-document.ts';
import { scalarOffsets } from '../../../src/engines/yaml-document/scalar-offsets.ts';

/** The place of the word MARK in the scalar at key `run`. */
function placeOfMark(text: string) {
  const run = textAt(readDocument(Buffer.from(text)).value, 'run');
  const at = run?.value.indexOf('MARK') ?? -1;
  return run?.regionOf(at, at + 4);
}

describe('the place of a word within a scalar', () => {
  test.each([
    ['plain', 'run: echo MARK\n', 1, 11],
    ['plain over lines', 'run: echo\n  a\n\n  b MARK\n', 4, 5],
    ['single quotes with a quote', "run: 'it''s ''a'' MARK'\n", 1, 19],
    ['double quotes with escapes', 'run: "a\\n\\"b\\" \\x41\\u0042 MARK"\n', 1, 27],
    ['double quotes with an escape beyond U+FFFF', 'run: "\\U0001F600 MARK"\n', 1, 18],
    ['double quotes over lines', 'run: "a\n   b \\\n   MARK"\n', 3, 4],
    ['a literal block', 'run: |\n  one\n  two MARK\n', 3, 7],
    ['a literal block with deeper lines', 'run: |\n  if x\n      MARK\n', 3, 7],
    ['a literal block with its indentation named', 'run: |2-\n    one\n  MARK\n', 3, 3],
    ['a literal block after blank lines with spaces', 'run: |\n  one\n     \n\n  MARK\n', 5, 3],
    ['a header with a comment', 'run: |  # MARK\n  MARK\n', 2, 3],
    ['a folded block', 'run: >-\n  one\n  two\n\n  MARK\n', 5, 3],
    ['a folded block with deeper lines', 'run: >\n  one\n    two\n  MARK\n', 4, 3],
    ['an anchor and a tag before it', 'run: !!str &a MARK\n', 1, 15],
  ])('%s', (_name, text, startLine, startColumn) => {
    expect(placeOfMark(text)).toEqual({ startLine, startColumn, endLine: startLine, endColumn: startColumn + 4 });
  });
});

describe('in every style that a writer of YAML may choose', () => {
  const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
  const words = fc.array(
    fc.constantFrom('echo', '${{ x }}', '"q"', "it's", 'a\\n', '\n', '\n\n', ' ', '  ', '#', ': ', 'ä', '\u{1f600}'),
  );

  test('each character of the value that is no space stands at its offset, escapes apart', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...styles), fc.integer({ min: 20, max: 90 }), (parts, style, lineWidth) => {
        const source = stringify(
          { run: parts.join('') },
          { defaultStringType: style, defaultKeyType: 'PLAIN', lineWidth },
        );
        const document = readDocument(Buffer.from(source));
        const run = textAt(document.value, 'run');
        if (run === undefined) return;
        const { text, offsetOf } = document.source;
        for (const match of run.value.matchAll(/[a-z${}]/g)) {
          const region = run.regionOf(match.index, match.index + 1);
          expect(text.charAt(offsetOf(region.startLine, region.startColumn))).toBe(match[0]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('offsets never go back and never leave the source, whatever the value is', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom('plain', 'single-quoted', 'double-quoted', 'block'),
        (source, value, style) => {
          const offsets = scalarOffsets(source, 0, value, style as Parameters<typeof scalarOffsets>[3]);
          expect(offsets.length).toBe(value.length + 1);
          for (let at = 1; at < value.length; at += 1)
            expect(offsets[at] ?? 0).toBeGreaterThanOrEqual(offsets[at - 1] ?? 0);
        },
      ),
    );
  });
});
