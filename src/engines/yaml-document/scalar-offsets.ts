/** How a scalar is written (YAML 1.2.2 §7.3, §8.1). */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'block';

/**
 * Where each character of a scalar's value stands in its source: the offset of value's code unit `i` is at index `i`, and one past
 * the last follows. Exact for everything but white space, which YAML folds and strips; there it is the nearest white space.
 * `start` is where the scalar begins in the source, its quote or block header included.
 */
export function scalarOffsets(source: string, start: number, value: string, style: ScalarStyle): Int32Array {
  const offsets = new Int32Array(value.length + 1);
  let from = contentStart(source, start, style);
  let end = from;
  for (let at = 0; at < value.length; at += 1) {
    const found = nextUnit(source, from, value, at, style);
    for (let unit = 0; unit < found.units; unit += 1) offsets[at + unit] = found.offset;
    at += found.units - 1;
    from = found.offset + found.length;
    end = from;
  }
  offsets[value.length] = end;
  return offsets;
}

interface Found {
  readonly offset: number;
  /** How many characters of the source it takes. */
  readonly length: number;
  /** How many code units of the value it makes: two for an escape beyond U+FFFF. */
  readonly units: number;
}

function contentStart(source: string, start: number, style: ScalarStyle): number {
  if (style === 'plain') return start;
  if (style !== 'block') return start + 1;
  const lineEnd = source.indexOf('\n', start);
  return lineEnd === -1 ? source.length : lineEnd + 1;
}

/** The source of `value[at]`, at or after `from`: white space that the value does not have is skipped. */
function nextUnit(source: string, from: number, value: string, at: number, style: ScalarStyle): Found {
  const wanted = value.charAt(at);
  let offset = from;
  for (;;) {
    const character = source.charAt(offset);
    if (style === 'double-quoted' && character === '\\') {
      const { text, length } = escapeAt(source, offset);
      if (text !== '' && value.startsWith(text, at)) return { offset, length, units: text.length };
      if (text.trim() !== '') return { offset, length: 0, units: 1 };
      // An escaped line end, or a space of which another one before it was taken.
      offset += length;
    } else if (character === wanted) {
      const doubled = style === 'single-quoted' && character === "'";
      return { offset, length: doubled ? 2 : 1, units: 1 };
    } else if (isSpace(wanted) && isSpace(character)) {
      return { offset, length: 1, units: 1 };
    } else if (isSpace(character)) {
      offset += 1;
    } else {
      // Nothing that YAML does leads here, except a folded space at a block's end: stay where we are.
      return { offset: Math.min(from, source.length), length: 0, units: 1 };
    }
  }
}

/** Escapes of one letter (YAML 1.2.2 §5.7); a line end behind the backslash makes no character. */
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
  '\n': '',
  '\r': '',
};

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** What an escape sequence stands for, and how long it is. */
function escapeAt(source: string, offset: number): { readonly text: string; readonly length: number } {
  const letter = source.charAt(offset + 1);
  const digits = HEX_DIGITS[letter];
  if (digits === undefined) return { text: ESCAPES[letter] ?? letter, length: letter === '\r' ? 3 : 2 };
  const code = Number.parseInt(source.slice(offset + 2, offset + 2 + digits), 16);
  return { text: code <= 0x10ffff ? String.fromCodePoint(code) : '', length: 2 + digits };
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}
