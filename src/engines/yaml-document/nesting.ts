import { Lexer } from 'yaml';

/**
 * Whether a YAML text nests deeper than `limit`. The parser recurses, and a stack that is nearly full does not always end in an
 * exception: the engine's regular-expression compiler aborts the whole process there (measured with 5,000 brackets on Node 20).
 * So depth is bounded before parsing: first by characters alone, which is quick and counts too much, then by tokens, so that brackets in
 * a comment or a script cannot make a document look unreadable and hide what it says.
 */
export function mayNestDeeperThan(limit: number, text: string): boolean {
  return (bracketsExceed(limit, text) || indentationExceeds(limit, text)) && tokensExceed(limit, text);
}

function bracketsExceed(limit: number, text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

/** A level of block nesting takes a column more than its parent, or a marker (`- `, `? `, `: `) on the line of its parent. */
function indentationExceeds(limit: number, text: string): boolean {
  const open: number[] = [];
  for (const line of text.split('\n')) {
    const markers = /^[ \t]*(?:[-?:][ \t]+)*/.exec(line)?.[0] ?? '';
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') continue;
    while (open.length > 0 && (open[open.length - 1] ?? 0) >= indent) open.pop();
    for (let at = indent; at < markers.length; at += 1) if (/[-?:]/.test(markers.charAt(at))) open.push(at);
    open.push(markers.length);
    if (open.length > limit) return true;
  }
  return false;
}

/** The lexer's own mark before a scalar (its `SCALAR`). */
const SCALAR = '\u001f';
/** Its other marks, which stand for no character: the begin of a document, the end of a flow collection by error. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018']);

/** The same by the lexer's tokens, which know comments and scalars. The lexer does not recurse. */
function tokensExceed(limit: number, text: string): boolean {
  const levels = new Levels();
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (isScalar) {
      levels.content(token);
      isScalar = false;
    } else if (token === SCALAR) isScalar = true;
    else if (!MARKS.has(token)) levels.sign(token);
    if (levels.depth() > limit) return true;
  }
  return false;
}

/** What is open where the lexer is: brackets, and outside of them the columns at which block collections began. */
class Levels {
  #brackets = 0;
  #columns: number[] = [];
  #column = 0;
  /** Nothing but white space and markers since the line began. */
  #isLeading = true;

  depth(): number {
    return this.#brackets + this.#columns.length;
  }

  /** A scalar; one of several lines ends on another line than it began. */
  content(text: string): void {
    this.#begin();
    const end = text.lastIndexOf('\n');
    this.#column = end === -1 ? this.#column + text.length : text.length - end - 1;
    if (text.endsWith('\n')) this.#isLeading = true;
  }

  sign(token: string): void {
    if (token === '\n' || token === '\r\n') {
      this.#column = 0;
      this.#isLeading = true;
      return;
    }
    if (token === '[' || token === '{') {
      this.#begin();
      this.#brackets += 1;
    } else if (token === ']' || token === '}') this.#brackets = Math.max(0, this.#brackets - 1);
    else if (token === '-' || token === '?' || (token === ':' && this.#isLeading)) this.#mark();
    else if (!/^(?:\s+|#[\s\S]*)$/.test(token)) this.#begin();
    this.#column += token.length;
  }

  /** A marker opens a collection at its column, and what follows it on the line another. */
  #mark(): void {
    if (this.#brackets > 0) return;
    this.#close();
    this.#columns.push(this.#column);
  }

  /** The first content of a line may be the key of a map that begins at its column. */
  #begin(): void {
    if (this.#isLeading && this.#brackets === 0) {
      this.#close();
      this.#columns.push(this.#column);
    }
    this.#isLeading = false;
  }

  #close(): void {
    while (this.#columns.length > 0 && (this.#columns.at(-1) ?? 0) >= this.#column) this.#columns.pop();
  }
}
