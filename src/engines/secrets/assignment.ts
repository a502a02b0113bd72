import type { Source } from './source.ts';

/** A value that is given to a name. */
export interface Assignment {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const LONGEST_NAME = 64;
const LONGEST_VALUE = 512;
const NAME_CHARACTER = characterTable('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-$');

/** Between a name and its value: the name's own quote or bracket, a type, the operator. Every quantifier is bounded. */
const OPERATOR =
  /(?:\\?["'`])?\]?\)?[?!]?(?:\s{0,3}:\s{0,3}[A-Za-z_&*][\w.<>[\]|? *]{0,40}(?=\s{0,3}=[^=>])|\s{1,3}[A-Za-z_*][\w.*]{0,30}(?=\s{1,3}=[^=>]))?[ \t]{0,24}(=>|<-|:{1,3}=|\?\?=?|\|\|=?|\?:|or\b|\?=|[+.]=|===?|!==?|=|:(?!:)|,|\(|>)[ \t]{0,24}/y;
/** `name="password" value="…"`, `name: DB_PASSWORD` and `value: …` on the next line, `{ key: 'password', value: '…' }`. */
const NAMED_VALUE = /["']?\s{0,4},?\s{0,40}["']?[Vv]alue["']?\s{0,3}[:=]\s{0,3}/y;
/** Apple's property lists: `<key>Password</key>` and `<string>…</string>` behind it. */
const PROPERTY_LIST = /<\/key>\s{0,40}<string>/y;
/** A look-up whose last resort is a literal: `process.env.X || '…'`, `os.environ.get('X', '…')`, `getenv('X') ?: '…'`, `${X:-…}`. */
const FALLBACK =
  /(?:[\w.$]{1,60}(?:\[["'][\w.-]{1,60}["']\]|\(["'][\w.-]{1,60}["'](?=[),]))?\)?|\$\{?[\w.]{1,60})\s{0,3}(?:\|\||\?\?|\?:|\bor\b|,|:-)\s{0,3}(?=["'`])/y;
const OPENING = /(?:[rbfuRBFUL@]{1,2}|new String\(|String\()?(\\?"""|\\?"|'''|\\?'|`)/y;

const EMBEDDED = /[\w+/.~!@#%^*-]{8,300}={0,2}(?=["'`&\\;])/y;

/** The assignment whose name stands around `at`, or `undefined` where there is none with a literal value. */
export function assignmentAt(source: Source, at: number): Assignment | undefined {
  const { text } = source;
  const start = nameStart(text, at);
  const end = nameEnd(text, at);
  if (end - start > LONGEST_NAME || end - start < 3) return undefined;
  const name = text.slice(start, end);
  const valueAt = valueStart(text, start, end);
  if (valueAt === undefined) return undefined;
  const value = quotedValue(text, valueAt.at) ?? fallbackValue(text, valueAt.at);
  if (value !== undefined) return { name, ...value, quoted: true };
  if (valueAt.quoteNeeded) return undefined;
  if (valueAt.operator === '=' && source.kind.unquoted === 'none')
    return withName(name, embeddedValue(text, valueAt.at));
  const bare = valueAt.markup ? markupValue(text, valueAt.at) : unquotedValue(source, valueAt.at, valueAt.operator);
  return withName(name, bare, valueAt.markup);
}

function withName(name: string, span: Span | undefined, quoted = false): Assignment | undefined {
  return span && { name, ...span, quoted };
}

/** End of the name around `at`, so that the next search can go on behind it. */
export function nameEnd(text: string, at: number): number {
  let end = at;
  while (end - at <= LONGEST_NAME && NAME_CHARACTER[text.charCodeAt(end)] === 1) end += 1;
  return end;
}

function nameStart(text: string, at: number): number {
  let start = at;
  while (at - start <= LONGEST_NAME && start > 0 && NAME_CHARACTER[text.charCodeAt(start - 1)] === 1) start -= 1;
  // `--password` is a name with a sign before it.
  while (text[start] === '-' && start < at) start += 1;
  return start;
}

interface ValueStart {
  readonly at: number;
  readonly operator: string;
  readonly quoteNeeded: boolean;
  readonly markup: boolean;
}

function valueStart(text: string, nameAt: number, end: number): ValueStart | undefined {
  NAMED_VALUE.lastIndex = end;
  if (NAMED_VALUE.test(text)) return { at: NAMED_VALUE.lastIndex, operator: ':', quoteNeeded: false, markup: false };
  PROPERTY_LIST.lastIndex = end;
  if (PROPERTY_LIST.test(text)) return { at: PROPERTY_LIST.lastIndex, operator: '>', quoteNeeded: false, markup: true };
  OPERATOR.lastIndex = end;
  const match = OPERATOR.exec(text);
  if (match === null) return undefined;
  const operator = match[1] ?? '';
  const markup = operator === '>';
  if (
    markup &&
    !/[<:]/.test(text[nameAt - 1] ?? '') &&
    !/=["'][\w.]{0,40}$/.test(text.slice(Math.max(0, nameAt - 42), nameAt))
  )
    return undefined;
  // A comma goes from a quoted name to an argument: define('DB_PASSWORD', '…').
  if (operator === ',' && !/[({]\s{0,2}["']$/.test(text.slice(Math.max(0, nameAt - 4), nameAt))) return undefined;
  // `pass` (`S110`) is prose: what is called has no quotes around it.
  if (operator === '(' && /^\\?["'`]\s/.test(text.slice(end, end + 3))) return undefined;
  const quoteNeeded =
    operator === ',' ||
    operator === '(' ||
    operator === '=>' ||
    operator === '<-' ||
    /^(?:[?|o]|[=!]==?$)/.test(operator);
  return { at: OPERATOR.lastIndex, operator, quoteNeeded, markup };
}

function quotedValue(text: string, at: number): Span | undefined {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(text);
  if (opening === null) return undefined;
  const quote = opening[1] ?? '"';
  const start = OPENING.lastIndex;
  const end = closingQuote(text, start, quote);
  if (end === undefined || end === start) return undefined;
  // A value that goes on (`'…' + x`) is only a part of one, and one before a colon is a name.
  return /^\s{0,2}(?:\+|\.\s?[$"'`]|%\s?[(\w]|\.(?:format|concat|repeat|length|split)\b)/.test(
    text.slice(end + quote.length, end + quote.length + 12),
  )
    ? undefined
    : { start, end };
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  const last = Math.min(text.length, start + LONGEST_VALUE);
  for (let at = start; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return undefined;
    if (text.startsWith(quote, at)) return at;
    if (code === 0x5c) at += 1;
  }
  return undefined;
}

function fallbackValue(text: string, at: number): Span | undefined {
  FALLBACK.lastIndex = at;
  if (!FALLBACK.test(text)) return undefined;
  return quotedValue(text, FALLBACK.lastIndex);
}

function markupValue(text: string, at: number): Span | undefined {
  const match = /^\s{0,40}(?:<!\[CDATA\[)?([^<>\n]{1,512}?)\s{0,40}(?:\]\]>)?<[/!]/.exec(text.slice(at, at + 620));
  const value = match?.[1];
  if (match === null || value === undefined) return undefined;
  const start = at + match[0].indexOf(value);
  return { start, end: start + value.length };
}

/** Up to the line's end or to white space, as the file's kind has it; without comment, trailing comma and quotes. */
function unquotedValue(source: Source, at: number, operator: string): Span | undefined {
  const { unquoted, prose } = source.kind;
  if (
    (unquoted === 'none' && !(prose && operator === ':')) ||
    (unquoted === 'word' && operator !== '=' && operator !== ':')
  )
    return undefined;
  const rest = source.text.slice(at, Math.min(source.line(at).end, at + LONGEST_VALUE));
  const pattern =
    unquoted === 'line' && (operator === '=' || operator === ':')
      ? /^[^\s"'`][^\n]*?(?=\s+[#;]|\s+[\w.-]+=|\s*$|,\s*$)/
      : /^[^\s"'`;&|)<>,]+/;
  const value = pattern.exec(rest)?.[0];
  return value === undefined ? undefined : { start: at, end: at + value.length };
}

/** `TOKEN=…` inside a string of a program: ends with the string, an escape or the next parameter of a URL. */
function embeddedValue(text: string, at: number): Span | undefined {
  EMBEDDED.lastIndex = at;
  return EMBEDDED.test(text) ? { start: at, end: EMBEDDED.lastIndex } : undefined;
}

function characterTable(characters: string): Uint8Array {
  const table = new Uint8Array(65536);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
