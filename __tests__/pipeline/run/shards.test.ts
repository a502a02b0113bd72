import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutIntoShards, MAX_SHARD_BYTES, MAX_SHARD_FILES, mergeWanted } from '../../../src/pipeline/run/shards.ts';

const file = (path: string, sizeBytes = 10) => ({ path, sizeBytes });

describe('merging what engines want', () => {
  test('names each file once, in the order of the file set, with all that want it', () => {
    const wanted = new Map([
      ['one', [file('b'), file('a')]],
      ['two', [file('c'), file('a')]],
    ]);
    expect(mergeWanted([file('a'), file('b'), file('c'), file('d')], wanted)).toEqual([
      { ...file('a'), engines: ['one', 'two'] },
      { ...file('b'), engines: ['one'] },
      { ...file('c'), engines: ['two'] },
    ]);
  });
});

describe('cutting into shards', () => {
  test.each([
    ['nothing', [], []],
    ['a few small files', [1, 2, 3], [3]],
    ['files that fill a shard to the byte', [MAX_SHARD_BYTES - 5, 5, 1], [2, 1]],
    ['a file larger than a shard', [1, MAX_SHARD_BYTES * 3, 1], [1, 1, 1]],
    [
      'many empty files',
      Array.from({ length: MAX_SHARD_FILES * 2 + 1 }, () => 0),
      [MAX_SHARD_FILES, MAX_SHARD_FILES, 1],
    ],
  ])('%s', (_, sizes, lengths) => {
    const files = sizes.map((size, index) => ({ ...file(String(index), size), engines: ['one'] }));
    expect(cutIntoShards(files).map((shard) => shard.length)).toEqual(lengths);
  });

  test('loses nothing, keeps the order, and overfills only for a single file', () => {
    const sizes = fc.array(fc.oneof(fc.nat(1_000), fc.nat(MAX_SHARD_BYTES * 2)), { maxLength: 500 });
    fc.assert(
      fc.property(sizes, (all) => {
        const files = all.map((size, index) => ({ ...file(String(index), size), engines: ['one'] }));
        const shards = cutIntoShards(files);
        expect(shards.flat()).toEqual(files);
        for (const shard of shards) {
          const bytes = shard.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
          expect(shard.length > 0 && shard.length <= MAX_SHARD_FILES).toBe(true);
          expect(shard.length === 1 || bytes <= MAX_SHARD_BYTES).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
