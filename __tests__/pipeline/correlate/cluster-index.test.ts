import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareRegions, type Region, regionsOverlap } from '../../../src/model/location.ts';
import { ClusterIndex } from '../../../src/pipeline/correlate/cluster-index.ts';
import { lines } from '../../support/findings.ts';

const ofLines: fc.Arbitrary<Region> = fc
  .tuple(fc.nat(30), fc.oneof(fc.nat(5), fc.constantFrom(199, 200, 5_000)))
  .map(([start, length]) => lines(start + 1, start + 1 + length));
/** Of one line, with columns as a minified file has them. */
const ofColumns: fc.Arbitrary<Region> = fc
  .tuple(fc.nat(3), fc.nat(3_000), fc.oneof(fc.nat(40), fc.constantFrom(255, 256, 30_000)))
  .map(([line, start, length]) => ({ ...lines(line + 1), startColumn: start + 1, endColumn: start + 1 + length }));
const regions = fc.oneof(ofLines, ofColumns);

function indexOf(all: readonly Region[]): ClusterIndex<number> {
  const index = new ClusterIndex<number>();
  for (const [at, region] of all.entries()) index.add(at, region);
  return index;
}

describe('the index of clusters', () => {
  test('passes over none that shares a place, and gives them oldest first', () => {
    fc.assert(
      fc.property(fc.array(regions), regions, (all, asked) => {
        const near = indexOf(all).near(asked);
        const sharing = all.flatMap((region, at) =>
          regionsOverlap(region, asked) || compareRegions(region, asked) === 0 ? [at] : [],
        );
        expect(near).toEqual(expect.arrayContaining(sharing));
        expect([...near].sort((a, b) => a - b)).toEqual(near);
      }),
    );
  });

  test('passes over those at other lines', () => {
    expect(indexOf([lines(1), lines(2, 4), lines(9)]).near(lines(4, 5))).toEqual([1]);
  });

  test('passes over those far away on the same line', () => {
    const at = (startColumn: number) => ({ ...lines(1), startColumn, endColumn: startColumn + 20 });
    expect(indexOf([at(1), at(50_000), at(50_010)]).near(at(50_005))).toEqual([1, 2]);
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
