import { createHash } from 'node:crypto';

// Enough to tell the findings of one run apart at a glance; git shortens its hashes the same way.
const SHORTEST = 6;

/**
 * Short ids for keys in a fixed order: the first six hexadecimal digits of the key's SHA-256, as many more as it takes to differ from
 * every other of the run. A key that stands there again gets the hash of `key#2`, and so on.
 */
export function identify(keys: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  const hashes = keys.map((key) => {
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return sha256(nth === 1 ? key : `${key}#${nth}`);
  });
  const sorted = [...hashes].sort();
  const lengths = new Map(
    sorted.map((hash, at) => [
      hash,
      Math.max(SHORTEST, 1 + sharedStart(hash, sorted[at - 1]), 1 + sharedStart(hash, sorted[at + 1])),
    ]),
  );
  return hashes.map((hash) => hash.slice(0, lengths.get(hash)));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sharedStart(hash: string, other: string | undefined): number {
  if (other === undefined) return 0;
  let length = 0;
  while (length < hash.length && hash[length] === other[length]) length += 1;
  return length;
}
