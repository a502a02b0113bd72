import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AliasClosure, closureOf } from '../../../src/pipeline/correlate/aliases.ts';

const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const sets = fc.array(fc.array(names, { maxLength: 3 }), { maxLength: 6 });

function closed(united: readonly (readonly string[])[]): AliasClosure {
  const closure = new AliasClosure();
  for (const set of united) closure.unite(set);
  return closure;
}

describe('the closure over aliases', () => {
  test('follows names from advisory to advisory', () => {
    const known = { summary: '', cvss: undefined, word: undefined, malicious: false, cwes: [], url: '' };
    const closure = closureOf([
      { ...known, id: 'GHSA-1', aliases: ['CVE-1'] },
      { ...known, id: 'PYSEC-1', aliases: ['CVE-1'] },
      { ...known, id: 'GHSA-2', aliases: [] },
    ]);
    expect(closure.keyOf('GHSA-1')).toBe(closure.keyOf('pysec-1'));
    expect(closure.keyOf('GHSA-2')).not.toBe(closure.keyOf('GHSA-1'));
  });

  test('gives the same keys whatever the order in which names were united', () => {
    fc.assert(
      fc.property(sets, names, (united, name) => {
        expect(closed([...united].reverse()).keyOf(name)).toBe(closed(united).keyOf(name));
      }),
    );
  });

  test('unites exactly what is connected', () => {
    fc.assert(
      fc.property(sets, names, names, (united, from, to) => {
        const reached = new Set([from]);
        for (let round = 0; round < united.length; round += 1) {
          for (const set of united)
            if (set.some((name) => reached.has(name))) for (const name of set) reached.add(name);
        }
        const closure = closed(united);
        expect(closure.keyOf(from) === closure.keyOf(to)).toBe(reached.has(to));
      }),
    );
  });

  test('of a long chain of names stays quick', () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => [`CVE-${at}`, `CVE-${at + 1}`]);
    expect(closed(chain).keyOf('CVE-20000')).toBe('CVE-0');
  });
});
