import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identify } from '../../../src/pipeline/correlate/identify.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Two short keys whose hashes begin with the same six digits, found by trying (about 2^12 of 2^24 possibilities). */
function collidingKeys(): readonly [string, string] {
  const seen = new Map<string, string>();
  for (let number = 0; ; number += 1) {
    const start = sha256(String(number)).slice(0, 6);
    const other = seen.get(start);
    if (other !== undefined) return [other, String(number)];
    seen.set(start, String(number));
  }
}

describe('ids', () => {
  test("are the first six digits of the key's hash", () => {
    expect(identify(['g1:a', 'g1:b'])).toEqual([sha256('g1:a').slice(0, 6), sha256('g1:b').slice(0, 6)]);
  });

  test('are as much longer as it takes where two would be equal, and only those', () => {
    const [a, b] = collidingKeys();
    const ids = identify([a, 'g1:a', b]);
    expect(ids[1]).toHaveLength(6);
    expect(ids[0]?.slice(0, 6)).toBe(ids[2]?.slice(0, 6));
    expect(ids[0]).not.toBe(ids[2]);
    expect(sha256(a).startsWith(ids[0] ?? '-')).toBe(true);
  });

  test('do not depend on the order of different keys', () => {
    const [a, b] = collidingKeys();
    expect(identify([b, a])).toEqual([...identify([a, b])].reverse());
  });

  test('number a key that stands there again', () => {
    expect(identify(['g1:a', 'g1:a', 'g1:a'])).toEqual(
      [sha256('g1:a'), sha256('g1:a#2'), sha256('g1:a#3')].map((hash) => hash.slice(0, 6)),
    );
  });

  test('are all different', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), (keys) => {
        expect(new Set(identify(keys)).size).toBe(keys.length);
      }),
    );
  });

  test('of nothing are nothing', () => {
    expect(identify([])).toEqual([]);
  });
});
