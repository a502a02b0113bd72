import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideSeverity } from '../../src/model/decide-severity.ts';
import type { SeverityClaims } from '../../src/model/result.ts';
import { compareSeverity, SEVERITIES } from '../../src/model/severity.ts';

const advisory = (severity: 'critical' | 'high' | 'low', score?: number): SeverityClaims => ({
  advisory: { severity, by: 'GHSA-1', ...(score === undefined ? {} : { score }) },
});

describe('the first source that any witness has decides', () => {
  const rows: readonly [string, readonly SeverityClaims[], string, string, number | undefined][] = [
    [
      'the CVSS score comes before everything',
      [{ score: 9.9 }, { rule: 'critical' }, advisory('low', 3.1)],
      'low',
      'advisory',
      3.1,
    ],
    [
      "the CVSS score comes before a database's word",
      [advisory('critical'), advisory('low', 3.1)],
      'low',
      'advisory',
      3.1,
    ],
    ["a database's word comes before the rule", [{ rule: 'critical' }, advisory('low')], 'low', 'advisory', undefined],
    ["the rule comes before the tool's score", [{ score: 9.9 }, { rule: 'low' }], 'low', 'rule', undefined],
    ["the tool's score comes before its word", [{ word: 'critical', score: 5 }], 'medium', 'score', 5],
    ["the tool's word comes before the level", [{ level: 'error', word: 'low' }], 'low', 'word', undefined],
    ['the level comes last', [{ level: 'note' }], 'low', 'level', undefined],
    ['within one source the worst counts', [{ rule: 'low' }, { rule: 'high' }], 'high', 'rule', undefined],
    ['within one source the higher score counts', [{ score: 7.1 }, { score: 8.8 }], 'high', 'score', 8.8],
    ['a score of nothing is info', [{ score: 0 }], 'info', 'score', 0],
    ['a level alone gives at most medium', [{ level: 'error' }], 'medium', 'level', undefined],
    ['a warning is medium', [{ level: 'warning' }], 'medium', 'level', undefined],
    ['a level of none is info', [{ level: 'none' }], 'info', 'level', undefined],
    [
      'a level that the user vouches for may say high',
      [{ level: 'error', trustedLevel: true }],
      'high',
      'level',
      undefined,
    ],
    ['nothing at all is medium, never the lowest', [{}], 'medium', 'none', undefined],
    ['no witness at all is medium too', [], 'medium', 'none', undefined],
  ];
  test.each(rows)('%s', (_, claims, severity, source, score) => {
    expect(decideSeverity(claims)).toEqual({ severity, source, score });
  });
});

const claims: fc.Arbitrary<SeverityClaims> = fc.oneof(
  fc.constantFrom(...SEVERITIES).map((rule) => ({ rule })),
  fc.constantFrom(...SEVERITIES).map((word) => ({ word })),
  fc.double({ min: 0, max: 10, noNaN: true }).map((score) => ({ score })),
  fc.constantFrom('error' as const, 'note' as const).map((level) => ({ level })),
  fc.constant({}),
);

describe('whatever is claimed', () => {
  test('the order of the claims changes nothing', () => {
    fc.assert(
      fc.property(fc.array(claims), (all) => expect(decideSeverity([...all].reverse())).toEqual(decideSeverity(all))),
    );
  });

  test('another witness of the deciding source never makes it milder', () => {
    fc.assert(
      fc.property(fc.array(claims), claims, (all, another) => {
        const before = decideSeverity(all);
        const after = decideSeverity([...all, another]);
        if (after.source === before.source)
          expect(compareSeverity(after.severity, before.severity)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('a witness of a weaker source changes nothing', () => {
    fc.assert(
      fc.property(fc.array(claims), fc.constantFrom('error' as const, 'none' as const), (all, level) => {
        const before = decideSeverity([{ rule: 'low' }, ...all]);
        expect(decideSeverity([{ rule: 'low' }, ...all, { level }])).toEqual(before);
      }),
    );
  });
});
