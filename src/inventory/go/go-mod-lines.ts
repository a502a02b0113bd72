/** One directive of a go.mod: blocks are resolved, so that each line carries its verb. */
export interface GoModLine {
  readonly verb: string;
  /** What follows the verb, unquoted. */
  readonly words: readonly string[];
  readonly line: number;
}

/**
 * The directives of a go.mod, without comments, and the numbers of lines that are neither a directive nor part of a block
 * (https://go.dev/ref/mod#go-mod-file-grammar).
 */
export function goModLines(text: string): {
  readonly lines: readonly GoModLine[];
  readonly misunderstood: readonly number[];
} {
  const lines: GoModLine[] = [];
  const misunderstood: number[] = [];
  let block: { readonly verb: string; readonly line: number } | undefined;
  for (const [index, physical] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const words = wordsOf(physical);
    const [verb, ...rest] = words;
    if (verb === undefined) continue;
    if (verb === ')' && words.length === 1) {
      if (block === undefined) misunderstood.push(line);
      block = undefined;
    } else if (block !== undefined) lines.push({ verb: block.verb, words, line });
    else if (rest[0] === '(' && rest.at(-1) !== ')') block = { verb, line };
    else if (rest[0] !== '(') lines.push({ verb, words: rest, line });
    else if (rest.length > 2) misunderstood.push(line);
  }
  if (block !== undefined) misunderstood.push(block.line);
  return { lines, misunderstood };
}

/** Words of a line up to its comment; a quoted word is one word without its quotes; brackets and `=>` are words of their own. */
function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  for (const [token, , inner, raw] of line.matchAll(
    /\/\/.*|("((?:[^"\\]|\\.)*)")|`([^`]*)`|=>|[()]|(?:(?!=>|\/\/)[^\s()"`])+/g,
  )) {
    if (token.startsWith('//')) break;
    words.push(inner ?? raw ?? token);
  }
  return words;
}
