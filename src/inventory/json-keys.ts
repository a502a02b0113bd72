const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Calls `visit` for every key of a JSON text, in the order of the text: the keys from the outermost object down to this one
 * (an array counts as the key `[]`), and the line it stands in, from 1. The array is reused between calls.
 * `text` must be well-formed (`JSON.parse` took it). Takes time in proportion to the text, however deeply it is nested.
 */
export function walkKeys(text: string, visit: (path: readonly string[], line: number) => void): void {
  const path: string[] = [];
  const isObject: boolean[] = [];
  let line = 1;
  let keyIsNext = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case NEWLINE:
        line += 1;
        break;
      case OPEN_BRACE:
        path.push('');
        isObject.push(true);
        keyIsNext = true;
        break;
      case OPEN_BRACKET:
        path.push('[]');
        isObject.push(false);
        keyIsNext = false;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        path.pop();
        isObject.pop();
        keyIsNext = false;
        break;
      case COMMA:
        keyIsNext = isObject.at(-1) === true;
        break;
      case QUOTE: {
        const end = endOfString(text, at);
        if (keyIsNext) {
          path[path.length - 1] = keyBetween(text, at, end);
          visit(path, line);
          keyIsNext = false;
        }
        at = end;
        break;
      }
    }
  }
}

/** Where the string that opens at `start` has its closing quote. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote;
  }
  return text.length;
}

function keyBetween(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes('\\') ? String(JSON.parse(text.slice(start, end + 1))) : raw;
}
