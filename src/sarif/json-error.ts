/** What may come next: the grammar of RFC 8259, as far as it decides whether a token is in its place. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

const BLANK = /[ \t\r\n]*/y;
const TOKEN =
  /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
/** A token that would go on if the text did: an open string, a number, the begin of a word. */
const UNFINISHED = /^(?:"(?:[^"\\]|\\[\s\S])*\\?|-?[\d.eE+-]*|t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?)$/;

/**
 * Where a text that JSON.parse refuses stops being JSON, as an offset from 0; the text's length when it only ends too early.
 * JSON.parse itself tells the place in some of its messages, and in others quotes the text, which may hold a secret.
 */
export function findJsonError(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = skipBlank(text, 0); at < text.length; ) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return UNFINISHED.test(text.slice(at)) ? text.length : at;
    const next = step(token, expected, open);
    if (next === undefined) return at;
    expected = next;
    at = skipBlank(text, at + token.length);
  }
  return text.length;
}

function skipBlank(text: string, from: number): number {
  BLANK.lastIndex = from;
  return from + (BLANK.exec(text)?.[0].length ?? 0);
}

/** What may follow a token, or `undefined` where the token itself may not stand. Keeps count of what is open. */
function step(token: string, expected: Expected, open: string[]): Expected | undefined {
  const isValuePlace = expected === 'value' || expected === 'value or ]';
  switch (token) {
    case '{':
    case '[':
      if (!isValuePlace) return undefined;
      open.push(token);
      return token === '{' ? 'key or }' : 'value or ]';
    case '}':
    case ']': {
      const empty = token === '}' ? 'key or }' : 'value or ]';
      if (open.at(-1) !== (token === '}' ? '{' : '[') || (expected !== empty && expected !== ', or end'))
        return undefined;
      open.pop();
      return after(open);
    }
    case ',':
      if (expected !== ', or end') return undefined;
      return open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return expected === ':' ? 'value' : undefined;
    default:
      if (expected === 'key' || expected === 'key or }') return token.startsWith('"') ? ':' : undefined;
      return isValuePlace ? after(open) : undefined;
  }
}

function after(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : ', or end';
}
