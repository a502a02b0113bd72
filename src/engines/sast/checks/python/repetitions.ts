/** A regular expression as far as repetition matters: https://docs.python.org/3/library/re.html#regular-expression-syntax */
type Piece =
  | { readonly kind: 'set'; readonly matches: (code: number) => boolean }
  | { readonly kind: 'group'; readonly alternatives: readonly (readonly Repeated[])[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'nothing' };

interface Repeated {
  readonly piece: Piece;
  readonly least: number;
  readonly most: number;
}

const MAX_LENGTH = 2_000;
const MAX_DEPTH = 20;
/** Sets are compared on these alone. */
const SAMPLES = Array.from({ length: 95 }, (_, index) => index + 32).concat(9, 10, 233);

/**
 * Whether a pattern has a repetition of a repetition of the same characters with something behind it that can fail, `(a+)+$`. Patterns that
 * are not understood, and those of more than 2,000 characters, are not.
 */
export function isExponential(pattern: string, matchesWhole: boolean): boolean {
  if (pattern.length > MAX_LENGTH || !/[+*}][^()]*\)(?:[+*]|\{\d+,\})|\|[^()]*\)[+*]/.test(pattern)) return false;
  const parser = new PatternParser(pattern);
  const alternatives = parser.alternatives(0);
  return alternatives?.some((sequence) => hasBadRepetition(sequence, matchesWhole)) ?? false;
}

function hasBadRepetition(sequence: readonly Repeated[], canFailAfter: boolean): boolean {
  return sequence.some((item, position) => {
    const canFail =
      canFailAfter || sequence.slice(position + 1).some((next) => next.piece.kind === 'end' || next.least > 0);
    if (item.piece.kind !== 'group') return false;
    if (canFail && isUnbounded(item) && item.piece.alternatives.some(isAmbiguous)) return true;
    if (canFail && isUnbounded(item) && overlaps(item.piece.alternatives)) return true;
    return item.piece.alternatives.some((inner) => hasBadRepetition(inner, canFail));
  });
}

function isUnbounded(item: Repeated): boolean {
  return item.most === Number.POSITIVE_INFINITY;
}

/** One pass over a sequence can be read as two: all that it must match is one set, repeated without end. */
function isAmbiguous(sequence: readonly Repeated[]): boolean {
  const needed = sequence.filter((item) => item.least > 0 && item.piece.kind !== 'nothing');
  const endless = sequence.filter((item) => isUnbounded(item) && item.piece.kind === 'set');
  const [first] = endless;
  if (first === undefined || needed.length > 3) return false;
  return needed.every((item) => isUnbounded(item) && item.piece.kind === 'set' && meet(item.piece, first.piece));
}

/** Two alternatives are one character each, and share some. */
function overlaps(alternatives: readonly (readonly Repeated[])[]): boolean {
  const single = alternatives.filter((sequence) => sequence.length === 1).map((sequence) => sequence[0]?.piece);
  return single.some((piece, position) =>
    single.slice(position + 1).some((other) => piece !== undefined && other !== undefined && meet(piece, other)),
  );
}

function meet(a: Piece, b: Piece): boolean {
  return a.kind === 'set' && b.kind === 'set' && SAMPLES.some((code) => a.matches(code) && b.matches(code));
}

const CLASSES: Readonly<Record<string, RegExp>> = { d: /\d/, D: /\D/, w: /\w/, W: /\W/, s: /\s/, S: /\S/ };

class PatternParser {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  alternatives(depth: number): readonly (readonly Repeated[])[] | undefined {
    const alternatives: Repeated[][] = [[]];
    while (this.#at < this.#pattern.length && this.#pattern[this.#at] !== ')') {
      if (this.#pattern[this.#at] === '|') {
        this.#at += 1;
        alternatives.push([]);
        continue;
      }
      const piece = this.#piece(depth);
      if (piece === undefined) return undefined;
      alternatives.at(-1)?.push({ piece, ...this.#repetition() });
    }
    return alternatives;
  }

  #piece(depth: number): Piece | undefined {
    const character = this.#pattern[this.#at] ?? '';
    if (character === '(') return this.#group(depth);
    if (character === '[') return this.#set();
    this.#at += 1;
    if (character === '\\') return this.#escape();
    if (character === '^') return { kind: 'nothing' };
    if (character === '$') return { kind: 'end' };
    if (character === '.') return { kind: 'set', matches: (code) => code !== 10 };
    return literal(character);
  }

  #group(depth: number): Piece | undefined {
    if (depth >= MAX_DEPTH) return undefined;
    const head = /^\((?:\?(?:P<\w+>|:|[aiLmsux-]+:|[=!]|<[=!]))?/.exec(this.#pattern.slice(this.#at))?.[0] ?? '(';
    if (head === '(' && this.#pattern[this.#at + 1] === '?') return undefined;
    this.#at += head.length;
    const alternatives = this.alternatives(depth + 1);
    if (alternatives === undefined || this.#pattern[this.#at] !== ')') return undefined;
    this.#at += 1;
    return /[=!]$/.test(head) ? { kind: 'nothing' } : { kind: 'group', alternatives };
  }

  #set(): Piece | undefined {
    const match = /^\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/.exec(this.#pattern.slice(this.#at))?.[0];
    if (match === undefined) return undefined;
    this.#at += match.length;
    const source = match.replace(/^\[(\^?)\]/, '[$1\\]').replaceAll(/(?<!\\)\[(?!\^|$)(?<=.\[)/g, '\\[');
    try {
      const set = new RegExp(source);
      return { kind: 'set', matches: (code) => set.test(String.fromCharCode(code)) };
    } catch {
      return undefined;
    }
  }

  #escape(): Piece {
    const character = this.#pattern[this.#at] ?? '';
    this.#at += 1;
    if (character === 'Z' || character === 'z') return { kind: 'end' };
    if (/[AbB]/.test(character)) return { kind: 'nothing' };
    const set = CLASSES[character];
    if (set !== undefined) return { kind: 'set', matches: (code) => set.test(String.fromCharCode(code)) };
    return literal({ n: '\n', t: '\t' }[character] ?? character);
  }

  #repetition(): { readonly least: number; readonly most: number } {
    const rest = this.#pattern.slice(this.#at, this.#at + 24);
    const match = /^(?:([*+?])|\{(\d*)(,?)(\d*)\})([?+]?)/.exec(rest);
    if (match === null || (match[1] === undefined && match[2] === '' && match[4] === '')) return { least: 1, most: 1 };
    this.#at += match[0].length;
    const [, sign, least = '', comma, most = '', mode] = match;
    // A possessive repetition never gives back.
    const endless = mode === '+' ? 1 : Number.POSITIVE_INFINITY;
    if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : endless };
    const fewest = Number(least === '' ? 0 : least);
    return { least: fewest, most: comma === '' ? fewest : most === '' ? endless : Number(most) };
  }
}

function literal(character: string): Piece {
  const code = character.charCodeAt(0);
  return { kind: 'set', matches: (other) => other === code };
}
