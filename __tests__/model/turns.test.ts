import { describe, expect, test } from '@jest/globals';
import { turn, visitInTurns } from '../../src/model/turns.ts';

/** Counts how often the rest of the program had its turn while `work` ran. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  await work();
  clearImmediate(next);
  return turns;
}

describe('a long loop', () => {
  test('visits every item once, in order', async () => {
    const items = Array.from({ length: 12_345 }, (_, index) => index);
    const seen: number[] = [];
    await visitInTurns(items, (item) => seen.push(item));
    expect(seen).toEqual(items);
  });

  test('lets the rest of the program run in between', async () => {
    const items = Array.from({ length: 50_000 }, (_, index) => index);
    expect(await turnsDuring(() => visitInTurns(items, () => {}))).toBeGreaterThanOrEqual(9);
    expect(await turnsDuring(turn)).toBe(1);
  });

  test('is over at once when there is nothing to visit', async () => {
    expect(await turnsDuring(() => visitInTurns([], () => {}))).toBe(0);
  });

  test('ends with what a visit throws', async () => {
    const visit = () => {
      throw new Error('broken');
    };
    await expect(visitInTurns([1], visit)).rejects.toThrow('broken');
  });
});
