/**
 * Code scanning's `primaryLocationLineHash`: what its alerts are matched by from one upload to the next. The hash of the 100 characters
 * from a line's first non-blank one on (spaces and tabs dropped, line ends as LF), base 37 modulo 2^64, in hexadecimal, with
 * how often it has occurred in the file so far. https://github.com/github/codeql-action describes it for writers of SARIF.
 */
const WINDOW = 100;
const BASE = 37;
const LF = 10;
const END_OF_FILE = 65_535;
const LOW = 2 ** 32;

/** The hashes of the wanted lines (numbers from 1) of a file, from which every secret must already be cut. */
export function lineHashes(lines: readonly string[], wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
  const { codes, starts } = codesOf(lines);
  const found = new Map<number, string>();
  const seen = new Map<string, number>();
  const hash = new RollingHash();
  for (let at = 0; at < codes.length + WINDOW; at++) {
    const line = starts.get(at - WINDOW);
    if (line !== undefined) {
      const digits = hash.toString();
      const occurrence = (seen.get(digits) ?? 0) + 1;
      seen.set(digits, occurrence);
      if (wanted.has(line)) found.set(line, `${digits}:${occurrence}`);
    }
    hash.push(codes[at] ?? 0, codes[at - WINDOW] ?? 0);
  }
  return found;
}

/** All characters that count, and which of them begins which line: of a blank one it is its end. */
function codesOf(lines: readonly string[]): { codes: Uint16Array; starts: ReadonlyMap<number, number> } {
  const codes = new Uint16Array(lines.reduce((sum, { length }) => sum + length + 1, 0));
  const starts = new Map<number, number>();
  let length = 0;
  for (const [index, line] of lines.entries()) {
    starts.set(length, index + 1);
    for (let at = 0; at < line.length; at++) {
      const code = line.charCodeAt(at);
      if (code !== 32 && code !== 9) codes[length++] = code;
    }
    codes[length++] = index < lines.length - 1 ? LF : END_OF_FILE;
  }
  return { codes: codes.subarray(0, length), starts };
}

/** 64 bits in two halves: every product stays below 2^53, so that plain numbers are exact (and 20 times faster than BigInt). */
class RollingHash {
  #high = 0;
  #low = 0;

  push(incoming: number, outgoing: number): void {
    const low = this.#low * BASE + incoming - outgoing * LEAVING.low;
    const carry = Math.floor(low / LOW);
    this.#low = low - carry * LOW;
    const high = this.#high * BASE + carry - outgoing * LEAVING.high;
    this.#high = high - Math.floor(high / LOW) * LOW;
  }

  toString(): string {
    const digits = this.#high.toString(16) + this.#low.toString(16).padStart(8, '0');
    return digits.replace(/^0+(?=.)/, '');
  }
}

/** 37^100 modulo 2^64: what a character weighs when it leaves the window. */
const LEAVING = (() => {
  const weight = BigInt.asUintN(64, BigInt(BASE) ** BigInt(WINDOW));
  return { high: Number(weight >> 32n), low: Number(weight & 0xffffffffn) };
})();
