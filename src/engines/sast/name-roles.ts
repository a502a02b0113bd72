/**
 * How the names of a JavaScript or TypeScript text stand there, read without parsing: a hundred times faster than a syntax tree, and
 * enough to know that a file cannot hold what a rule speaks of. A role that a name has is always found; one that it has not may be
 * found too (in a string, a template, a regular expression): what is found is never too little.
 */

/** What a name is at a place, as bits: behind a dot or alone, called, given on, or anything else; or all that stands between quotes. */
export const ROLE = {
  memberCalled: 1,
  memberGiven: 2,
  memberOther: 4,
  called: 8,
  given: 16,
  other: 32,
  /** Behind `=`, `|`, `&` or `?`, with nothing that follows it: what is known by another name from then on. */
  renamed: 64,
  quoted: 128,
  /** Alone in a list between braces, as far as can be seen: `{ name, … } =`, `{ name: … }`. */
  listed: 256,
} as const;

export const AS_MEMBER = ROLE.memberCalled | ROLE.memberGiven | ROLE.memberOther;
export const ANY_ROLE = 511;
export const ALONE = ROLE.called | ROLE.given | ROLE.other;

/** The roles of a text's names. */
export interface HeldNames {
  /** The bits of all roles of a name; 0 where it does not stand. */
  roles(name: string): number;
  /** Whether `owner.name` stands there. */
  isPair(owner: string, name: string): boolean;
}

/** Reads the roles of these names alone. */
export function createNameReader(names: Iterable<string>): (text: string) => HeldNames {
  const ids = new Map([...new Set(names)].filter(isIdentifier).map((name, id) => [name, id]));
  const lengths = lengthsByFirst(ids.keys());
  return (text) => readNames(text, ids, lengths);
}

/** Whether a name can stand in a text as one word. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** Which lengths the names have that begin with a letter, as bits: most words of a text need not be looked up. */
function lengthsByFirst(names: Iterable<string>): Int32Array {
  const lengths = new Int32Array(128);
  for (const name of names) lengths[name.charCodeAt(0)] = (lengths[name.charCodeAt(0)] ?? 0) | lengthBit(name.length);
  return lengths;
}

function lengthBit(length: number): number {
  return 1 << Math.min(length, 31);
}

/** 1: the first of an identifier, 2: a later one. Letters beyond ASCII belong to identifiers. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  if (/[A-Za-z_$]/.test(letter)) return 1;
  return /\d/.test(letter) ? 2 : 0;
});
/** White space beyond ASCII: https://tc39.es/ecma262/#sec-white-space */
const WIDE_SPACES: ReadonlySet<number> = new Set([0xa0, 0xfeff, 0x2028, 0x2029]);
const SPACE = 32;
const NEWLINE = 10;
const SLASH = 47;
const DOT = 46;

function readNames(text: string, ids: ReadonlyMap<string, number>, lengths: Int32Array): HeldNames {
  const held = new Uint16Array(ids.size);
  const pairs = new Set<number>();
  const end = text.length;
  let lastId = -1;
  let lastEnd = -1;
  for (let at = 0; at < end; ) {
    const code = text.charCodeAt(at);
    if (code === SLASH) {
      at = afterComment(text, at);
      continue;
    }
    const kind = kindOf(code);
    if (kind === 0) {
      at += 1;
      continue;
    }
    const start = at;
    at = endOfWord(text, at + 1, end);
    if (kind !== 1 || ((lengths[code] ?? 0) & lengthBit(at - start)) === 0) continue;
    const id = ids.get(text.slice(start, at));
    if (id === undefined) continue;
    held[id] = (held[id] ?? 0) | roleAt(text, start, at);
    if (lastId !== -1 && isDot(text, lastEnd, start)) pairs.add(lastId * ids.size + id);
    lastId = id;
    lastEnd = at;
  }
  return {
    roles: (name) => held[ids.get(name) ?? -1] ?? 0,
    isPair: (owner, name) => pairs.has((ids.get(owner) ?? Number.NaN) * ids.size + (ids.get(name) ?? Number.NaN)),
  };
}

function kindOf(code: number): number {
  if (code < 128) return KINDS[code] ?? 0;
  return WIDE_SPACES.has(code) ? 0 : 2;
}

function endOfWord(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && kindOf(text.charCodeAt(at)) !== 0) at += 1;
  return at;
}

/** What stands between two names is a dot, with a `?` or `!` before it and white space around it. */
function isDot(text: string, from: number, to: number): boolean {
  if (to - from === 1) return text.charCodeAt(from) === DOT;
  return to - from < 200 && /^\s*[?!]?\.\s*$/.test(text.slice(from, to));
}

function roleAt(text: string, start: number, end: number): number {
  const before = lastBefore(text, start);
  const first = text.charCodeAt(before);
  const direct = text[end] ?? '';
  if (isQuote(text.charCodeAt(start - 1)) && /['"`/.]/.test(direct)) {
    return text[before - 1] === '[' ? ROLE.quoted | ROLE.memberOther | ROLE.memberCalled : ROLE.quoted;
  }
  // `node:fs`, `npm:express@4`
  if (text[start - 1] === ':' && /['"`/@.]/.test(direct)) return ROLE.quoted;
  // The end of a pattern in a template, not a function for templates.
  const next = direct === '`' && end - start === 1 && text[start] === '$' ? 'other' : roleByNext(text, end);
  // `...args` is no member.
  if (first === DOT && text.charCodeAt(before - 1) !== DOT) {
    return next === 'called' ? ROLE.memberCalled : next === 'given' ? ROLE.memberGiven : ROLE.memberOther;
  }
  if (next === 'called') return ROLE.called;
  if (next === 'other') return ROLE.other;
  const previous = text[before] ?? '';
  if (previous === '{' || previous === ',' || previous === '/') return ROLE.given | ROLE.listed;
  return /[=|&?]/.test(previous) ? ROLE.given | ROLE.renamed : ROLE.given;
}

/** The place of the last character before one that is no white space; -1 for none. */
function lastBefore(text: string, start: number): number {
  let at = start - 1;
  while (at >= 0 && text.charCodeAt(at) <= SPACE) at -= 1;
  return at;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

function roleByNext(text: string, end: number): 'called' | 'given' | 'other' {
  let at = end;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  switch (text[at]) {
    case '(':
    case '`':
    case '<':
      return 'called';
    case '!':
      // `x!(…)`, `x!)`; not `x != y`
      return text[at + 1] === '=' ? isAtLineEnd(text, end, at) : text[at + 1] === '(' ? 'called' : 'given';
    case '?':
      return text.startsWith('?.(', at) ? 'called' : text[at + 1] === '.' ? isAtLineEnd(text, end, at) : 'given';
    case '.':
      return text.startsWith('.bind', at) ? 'given' : 'other';
    case undefined:
    case ',':
    case ';':
    case ':':
    case '=':
    case ')':
    case ']':
    case '}':
    case '|':
    case '&':
    case '/':
      return 'given';
    case 'a':
      // Under another name it may be called.
      return /^as\s/.test(text.slice(at, at + 3)) ? 'called' : isAtLineEnd(text, end, at);
    default:
      return isAtLineEnd(text, end, at);
  }
}

/** Without semicolons a line's end gives the name on. */
function isAtLineEnd(text: string, end: number, next: number): 'given' | 'other' {
  for (let at = end; at < next; at += 1) if (text.charCodeAt(at) === NEWLINE) return 'given';
  return 'other';
}

/** Longer comments are read as code: each search is short, whatever a file holds. */
const MAX_LINE = 400;
const MAX_COMMENT = 4_000;

/**
 * Where the text goes on behind a comment, or behind a slash that begins none. What could stand in a template or a string is not taken
 * for a comment: what begins within one has its end, or something that is filled in, behind it.
 */
function afterComment(text: string, at: number): number {
  const second = text.charCodeAt(at + 1);
  const isLine = second === SLASH;
  if (!isLine && second !== 42) return at + 1;
  if (isLine ? !/[\s;,{}()]/.test(text[at - 1] ?? ' ') : !isFirstOfLine(text, at)) return at + 2;
  const comment = text.slice(at, at + (isLine ? MAX_LINE : MAX_COMMENT));
  const length = isLine ? comment.indexOf('\n') : comment.indexOf('*/', 2);
  if (length === -1 || (isLine ? /['"`{]/ : /`|\$\{/).test(comment.slice(0, length))) return at + 2;
  return at + length;
}

function isFirstOfLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && text.charCodeAt(before) <= SPACE) {
    if (text.charCodeAt(before) === NEWLINE) return true;
    before -= 1;
  }
  return before < 0;
}
