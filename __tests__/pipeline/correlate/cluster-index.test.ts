import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Region } from '../../../src/model/location.ts';
import { ClusterIndex } from '../../../src/pipeline/correlate/cluster-index.ts';
import { lines } from '../../support/findings.ts';

const regions: fc.Arbitrary<Region> = fc
  .tuple(fc.nat(30), fc.oneof(fc.nat(5), fc.constantFrom(199, 200, 5_000)))
  .map(([start, length]) => lines(start + 1, start + 1 + length));

function indexOf(all: readonly Region[]): ClusterIndex<number> {
  const index = new ClusterIndex<number>();
  for (const [at, region] of all.entries()) index.add(at, region);
  return index;
}

describe('the index of clusters', () => {
  test('passes over none that shares a line, and gives them oldest first', () => {
    fc.assert(
      fc.property(fc.array(regions), regions, (all, asked) => {
        const near = indexOf(all).near(asked);
        const sharing = all.flatMap((region, at) =>
          region.startLine <= asked.endLine && asked.startLine <= region.endLine ? [at] : [],
        );
        expect(near).toEqual(expect.arrayContaining(sharing));
        expect([...near].sort((a, b) => a - b)).toEqual(near);
      }),
    );
  });

  test('passes over those at other lines', () => {
    expect(indexOf([lines(1), lines(2, 4), lines(9)]).near(lines(4, 5))).toEqual([1]);
  });

  test('copes with a region of a thousand million lines', () => {
    const index = indexOf([lines(1), lines(1, 1_000_000_000)]);
    expect(index.near(lines(500))).toEqual([1]);
    expect(index.near(lines(1, 1_000_000_000))).toEqual([0, 1]);
  });

  test('keeps all', () => {
    expect(indexOf([lines(1), lines(1)]).clusters).toEqual([0, 1]);
  });
});
