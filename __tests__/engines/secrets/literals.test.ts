import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Literal, LiteralSearch } from '../../../src/engines/secrets/literals.ts';

/** What the search has to find, in the plainest way. */
function naive(literals: readonly Literal[], text: string): readonly string[] {
  const found: string[] = [];
  for (const [index, literal] of literals.entries()) {
    const [haystack, needle] = literal.exact ? [text, literal.text] : [text.toLowerCase(), literal.text.toLowerCase()];
    for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1))
      found.push(`${index}@${at}`);
  }
  return found.sort();
}

function searched(literals: readonly Literal[], text: string): readonly string[] {
  const hits = new LiteralSearch(literals).search(Buffer.from(text, 'latin1'));
  return Array.from({ length: hits.count }, (_, at) => `${hits.literals[at]}@${hits.offsets[at]}`).sort();
}

const LETTERS = fc.constantFrom('a', 'b', 'A', 'B', '_', '1');
const word = (minimum: number, maximum: number) =>
  fc.array(LETTERS, { minLength: minimum, maxLength: maximum }).map((letters) => letters.join(''));

describe('the search for many literals', () => {
  test('finds exactly what a search for one after the other finds', () => {
    const literal = fc.record({ text: word(4, 7), exact: fc.boolean() });
    fc.assert(
      fc.property(fc.array(literal, { minLength: 1, maxLength: 12 }), word(0, 80), (literals, text) => {
        expect(searched(literals, text)).toEqual(naive(literals, text));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['at the beginning', 'ghp_x'],
    ['at the end', 'x ghp_'],
    ['twice in a row', 'ghp_ghp_'],
    ['in another case where case does not matter', 'x GHP_ y'],
  ])('finds a literal %s', (_, text) => {
    expect(searched([{ text: 'ghp_', exact: false }], text)).toEqual(naive([{ text: 'ghp_', exact: false }], text));
    expect(searched([{ text: 'ghp_', exact: false }], text)).not.toEqual([]);
  });

  test('passes over another case where case matters', () => {
    expect(searched([{ text: 'AKIA', exact: true }], 'akia AKIA Akia')).toEqual(['0@5']);
  });

  test('finds literals that overlap', () => {
    const literals = ['secret', 'cret', 'secret_key'].map((text) => ({ text, exact: false }));
    expect(searched(literals, 'my_secret_key')).toEqual(['0@3', '1@5', '2@3']);
  });

  test('goes on where there are more hits than it had room for', () => {
    expect(searched([{ text: 'aaaa', exact: true }], 'a'.repeat(5000))).toHaveLength(4997);
  });

  test('reports hits in order of place when they are of one literal', () => {
    const hits = new LiteralSearch([{ text: 'key_', exact: false }]).search(Buffer.from('key_ a key_ b key_'));
    expect([...hits.offsets.slice(0, hits.count)]).toEqual([0, 7, 14]);
  });

  test('refuses a literal that is too short to be searched for', () => {
    expect(() => new LiteralSearch([{ text: 'sk-', exact: true }])).toThrow(RangeError);
  });
});
