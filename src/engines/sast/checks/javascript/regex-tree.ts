/** A regular expression as far as repetitions matter: what is not understood makes `parseRegex` give `undefined`. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly min: number; readonly max: number }
  /** Matches without taking a letter: `^`, `$`, `\b`, a look-around. */
  | { readonly kind: 'nothing'; readonly isEnd: boolean };

/** Which of the first 128 characters, and whether any other. */
export type CharacterSet = readonly boolean[];

const OTHERS = 128;
const MAX_LENGTH = 2_000;
const MAX_DEPTH = 40;

export function setOf(holds: (character: string) => boolean, others: boolean): CharacterSet {
  return Array.from({ length: OTHERS + 1 }, (_, code) => (code === OTHERS ? others : holds(String.fromCharCode(code))));
}

const DIGIT = setOf((character) => /[0-9]/.test(character), false);
const WORD = setOf((character) => /\w/.test(character), false);
const SPACE = setOf((character) => /\s/.test(character), true);
const ANY = setOf((character) => character !== '\n' && character !== '\r', true);
const CLASSES: Readonly<Record<string, CharacterSet>> = {
  d: DIGIT,
  w: WORD,
  s: SPACE,
  D: DIGIT.map((held) => !held),
  W: WORD.map((held) => !held),
  S: SPACE.map((held, code) => (code === OTHERS ? true : !held)),
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' };

/** Parses a pattern (ECMA-262 §22.2.1); `undefined` for references back, properties of Unicode and what is too long. */
export function parseRegex(pattern: string): RegexNode | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  try {
    const parser = new RegexParser(pattern);
    return parser.whole();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

class RegexParser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): RegexNode {
    const node = this.#choice();
    if (this.#at < this.#text.length) throw new NotUnderstood();
    return node;
  }

  #choice(): RegexNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new NotUnderstood();
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    this.#depth -= 1;
    const [only, another] = options;
    return only !== undefined && another === undefined ? only : { kind: 'choice', options };
  }

  #sequence(): RegexNode {
    const items: RegexNode[] = [];
    while (this.#at < this.#text.length && this.#peek() !== '|' && this.#peek() !== ')') items.push(this.#repeated());
    return { kind: 'sequence', items };
  }

  #repeated(): RegexNode {
    const item = this.#atom();
    const counts = this.#counts();
    if (counts === undefined) return item;
    this.#take('?');
    return { kind: 'repeat', item, ...counts };
  }

  #counts(): { readonly min: number; readonly max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { min: 0, max: 1 };
    const counted = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#text.slice(this.#at, this.#at + 24));
    if (counted === null) return undefined;
    this.#at += counted[0].length;
    const min = Number(counted[1]);
    if (counted[2] === undefined) return { min, max: min };
    return { min, max: counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]) };
  }

  #atom(): RegexNode {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'set', set: this.#class() };
      case '.':
        return { kind: 'set', set: ANY };
      case '^':
        return { kind: 'nothing', isEnd: false };
      case '$':
        return { kind: 'nothing', isEnd: true };
      case '\\':
        return this.#escape();
      default:
        return { kind: 'set', set: setOf((other) => other === character, character.charCodeAt(0) >= OTHERS) };
    }
  }

  #group(): RegexNode {
    const opening = /^\?(?::|<?[=!]|<[A-Za-z_$][\w$]*>)/.exec(this.#text.slice(this.#at, this.#at + 60))?.[0] ?? '';
    if (opening === '' && this.#peek() === '?') throw new NotUnderstood();
    this.#at += opening.length;
    const inner = this.#choice();
    if (!this.#take(')')) throw new NotUnderstood();
    return /[=!]$/.test(opening) ? { kind: 'nothing', isEnd: false } : inner;
  }

  #escape(): RegexNode {
    const character = this.#next();
    if (character === 'b' || character === 'B') return { kind: 'nothing', isEnd: false };
    return { kind: 'set', set: this.#escaped(character) };
  }

  #escaped(character: string): CharacterSet {
    if (/[1-9kpPcux]/.test(character)) throw new NotUnderstood();
    const known = Object.hasOwn(CLASSES, character) ? CLASSES[character] : undefined;
    const meant = CONTROLS[character] ?? character;
    return known ?? setOf((other) => other === meant, meant.charCodeAt(0) >= OTHERS);
  }

  #class(): CharacterSet {
    const isNegated = this.#take('^');
    let held: CharacterSet = setOf(() => false, false);
    while (!this.#take(']')) {
      const from = this.#member();
      const isRange = this.#peek() === '-' && this.#text[this.#at + 1] !== ']';
      held = union(held, isRange ? this.#range(from) : from.set);
    }
    return isNegated ? held.map((one, code) => (code === OTHERS ? true : !one)) : held;
  }

  #range(from: { readonly character: string | undefined }): CharacterSet {
    this.#at += 1;
    const to = this.#member();
    const [low, high] = [from.character?.charCodeAt(0), to.character?.charCodeAt(0)];
    if (low === undefined || high === undefined) throw new NotUnderstood();
    return setOf((other) => low <= other.charCodeAt(0) && other.charCodeAt(0) <= high, high >= OTHERS);
  }

  #member(): { readonly set: CharacterSet; readonly character: string | undefined } {
    const character = this.#next();
    if (character !== '\\') {
      return { set: setOf((other) => other === character, character.charCodeAt(0) >= OTHERS), character };
    }
    const escaped = this.#next();
    if (escaped === 'b') return { set: setOf(() => false, false), character: undefined };
    const meant = Object.hasOwn(CLASSES, escaped) ? undefined : (CONTROLS[escaped] ?? escaped);
    return { set: this.#escaped(escaped), character: meant };
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #next(): string {
    const character = this.#text[this.#at];
    if (character === undefined) throw new NotUnderstood();
    this.#at += 1;
    return character;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

export function union(a: CharacterSet, b: CharacterSet): CharacterSet {
  return a.map((held, code) => held || b[code] === true);
}

export function overlap(a: CharacterSet, b: CharacterSet): boolean {
  return a.some((held, code) => held && b[code] === true);
}
