const FOLD = makeFold();
const WINDOW = 4;

/** ASCII, at least four characters. */
export interface Literal {
  readonly text: string;
  /** Whether only this spelling counts. */
  readonly exact: boolean;
}

/** Where literals occur: `count` pairs of (literal's index, offset), in order of place. The arrays are reused by the next search. */
export interface Hits {
  count: number;
  literals: Int32Array;
  offsets: Int32Array;
}

/**
 * Finds all occurrences of many literals in one pass, each with or without regard to ASCII case, in time that does not depend on how many
 * there are: Wu and Manber's algorithm ("A fast algorithm for multi-pattern searching", TR 94-17, 1994) over byte pairs.
 * Of each literal the four characters that are rarest in source text stand for it.
 */
export class LiteralSearch {
  readonly #shift = new Uint8Array(65536).fill(WINDOW - 1);
  readonly #maybe = new Uint8Array(65536);
  readonly #buckets = new Map<number, Entry[]>();
  readonly #hits: Hits = { count: 0, literals: new Int32Array(1024), offsets: new Int32Array(1024) };

  constructor(literals: readonly Literal[]) {
    for (const [index, literal] of literals.entries()) this.#add(index, literal);
  }

  /** The same object at every call: read it before the next. */
  search(bytes: Uint8Array): Hits {
    const shift = this.#shift;
    const maybe = this.#maybe;
    const length = bytes.length;
    this.#hits.count = 0;
    // Indexes stay inside the array, so the fallbacks never apply; they satisfy the type checker at no cost.
    let at = WINDOW - 1;
    while (at < length) {
      const pair = ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);
      const step = shift[pair] ?? 1;
      if (step > 0) {
        at += step;
        continue;
      }
      const key = windowKey(bytes, at - WINDOW + 1);
      if (maybe[(key ^ (key >>> 15)) & 0xffff] === 1) this.#collect(bytes, key, at - WINDOW + 1);
      at += 1;
    }
    return this.#hits;
  }

  #add(index: number, { text, exact }: Literal): void {
    const literal = Buffer.from(text, 'latin1');
    const folded = Buffer.from(text.toLowerCase(), 'latin1');
    if (folded.length < WINDOW) throw new RangeError(`a literal needs ${WINDOW} characters: ${text}`);
    const lead = rarestWindow(folded);
    const key = windowKey(folded, lead);
    this.#maybe[(key ^ (key >>> 15)) & 0xffff] = 1;
    const entry = { index, folded, lead, exact: exact ? literal : undefined };
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, [entry]);
    else bucket.push(entry);
    for (let offset = 1; offset < WINDOW; offset += 1) {
      const first = literal[lead + offset - 1] ?? 0;
      const second = literal[lead + offset] ?? 0;
      const step = WINDOW - 1 - offset;
      this.#lower(first, second, step);
      if (exact) continue;
      this.#lower(first, otherCase(second), step);
      this.#lower(otherCase(first), second, step);
      this.#lower(otherCase(first), otherCase(second), step);
    }
  }

  #lower(first: number, second: number, step: number): void {
    const pair = (first << 8) | second;
    if ((this.#shift[pair] ?? 0) > step) this.#shift[pair] = step;
  }

  #collect(bytes: Uint8Array, key: number, windowAt: number): void {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return;
    for (const { index, folded, lead, exact } of bucket) {
      const start = windowAt - lead;
      if (start < 0 || start + folded.length > bytes.length) continue;
      if (exact === undefined ? matchesFolded(bytes, start, folded) : matches(bytes, start, exact))
        this.#push(index, start);
    }
  }

  #push(index: number, offset: number): void {
    const hits = this.#hits;
    if (hits.count === hits.literals.length) {
      hits.literals = doubled(hits.literals);
      hits.offsets = doubled(hits.offsets);
    }
    hits.literals[hits.count] = index;
    hits.offsets[hits.count] = offset;
    hits.count += 1;
  }
}

interface Entry {
  readonly index: number;
  readonly folded: Uint8Array;
  /** Where only the spelling itself counts. */
  readonly exact: Uint8Array | undefined;
  /** Offset of its rarest window. */
  readonly lead: number;
}

function windowKey(bytes: Uint8Array, at: number): number {
  return (
    ((FOLD[bytes[at] ?? 0] ?? 0) << 24) |
    ((FOLD[bytes[at + 1] ?? 0] ?? 0) << 16) |
    ((FOLD[bytes[at + 2] ?? 0] ?? 0) << 8) |
    (FOLD[bytes[at + 3] ?? 0] ?? 0)
  );
}

function matches(bytes: Uint8Array, start: number, literal: Uint8Array): boolean {
  for (let offset = 0; offset < literal.length; offset += 1) {
    if (bytes[start + offset] !== literal[offset]) return false;
  }
  return true;
}

function matchesFolded(bytes: Uint8Array, start: number, folded: Uint8Array): boolean {
  for (let offset = 0; offset < folded.length; offset += 1) {
    if (FOLD[bytes[start + offset] ?? 0] !== folded[offset]) return false;
  }
  return true;
}

/** Pairs that end many words of source text and so make a bad end of a window; letters by frequency in English otherwise. */
const COMMON = ' etaoinsrlhdcumpf';

const RARITY = Uint8Array.from({ length: 256 }, (_, byte) => {
  const place = COMMON.indexOf(String.fromCharCode(byte));
  return place === -1 ? COMMON.length : place;
});

function rarestWindow(folded: Uint8Array): number {
  if (folded.length === WINDOW) return 0;
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let at = 0; at + WINDOW <= folded.length; at += 1) {
    const score = rarity(folded[at + WINDOW - 2] ?? 0) + rarity(folded[at + WINDOW - 1] ?? 0);
    if (score > bestScore) [best, bestScore] = [at, score];
  }
  return best;
}

function rarity(byte: number): number {
  return RARITY[byte] ?? 0;
}

function otherCase(byte: number): number {
  const folded = byte | 0x20;
  return folded >= 0x61 && folded <= 0x7a ? byte ^ 0x20 : byte;
}

function makeFold(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte));
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
