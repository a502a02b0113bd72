import { Lexer } from 'yaml';

/** Where a text goes beyond what a configuration needs, as an offset. */
export interface Excess {
  readonly offset: number;
  readonly problem: string;
}

// A generous configuration of 1,000 exceptions has 60,000 tokens. The parser needs up to 10 µs a token, so this is about two seconds at worst.
const MAX_TOKENS = 200_000;
// The schema is five levels deep. The parser recurses, and a full stack inside a regular expression ends the whole process.
const MAX_DEPTH = 64;

/**
 * Looks at the tokens of a YAML text, without parsing it, for what would exhaust the parser: endless tokens or deep nesting.
 * Gives the first excess, `undefined` for a text that is safe to parse.
 */
export function findExcess(text: string): Excess | undefined {
  let tokens = 0;
  let offset = 0;
  let flowDepth = 0;
  let lineDepth = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (token === '[' || token === '{') flowDepth += 1;
    else if (token === ']' || token === '}') flowDepth = Math.max(0, flowDepth - 1);
    else if (token === '\n' || token === '\r\n') lineDepth = 0;
    else if (token === '-' || token === '?') lineDepth += 1;
    else if (lineDepth === 0 && /^ +$/.test(token)) lineDepth = token.length / 2;
    if (tokens > MAX_TOKENS) return { offset, problem: 'too long: split it, or use patterns' };
    if (flowDepth + lineDepth > MAX_DEPTH) return { offset, problem: `nested more than ${MAX_DEPTH} levels deep` };
    // The lexer's own marks (scalar, document, end of flow) stand for no character of the text.
    if (!/^[\u0002\u0018\u001f]$/.test(token)) offset += token.length;
  }
  return undefined;
}
