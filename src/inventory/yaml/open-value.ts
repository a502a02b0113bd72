import { parseFlow } from './flow.ts';
import { unquote } from './scalar.ts';
import type { YamlValue } from './tree.ts';

/** A value in quotes or brackets that may go over several lines. */
export interface OpenValue {
  readonly line: number;
  readonly text: string;
  /** How often it was tried to read it. */
  readonly tries: number;
}

const QUOTED = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$/s;

// Lockfiles write such values on one line, formatters on a handful. Every try reads the whole again, so both are bounded.
const MOST_TRIES = 20;
const LONGEST = 65_536;

/** The value, once it is whole; `undefined` before. `text` begins with a quote or a bracket. */
export function closedValue({ text, line }: OpenValue): YamlValue | undefined {
  if (!isQuoted({ text })) return parseFlow(text, line);
  const quoted = QUOTED.exec(text)?.[1];
  return quoted === undefined ? undefined : unquote(quoted);
}

/** The value with a line more, and whether that line may close it; `undefined` when it has become too long to be one. */
export function withLine(
  open: OpenValue,
  content: string,
): { readonly open: OpenValue; readonly mayClose: boolean } | undefined {
  const mayClose = /["'\]}]\s*(?:#.*)?$/.test(content);
  const tries = open.tries + Number(mayClose);
  if (tries > MOST_TRIES || open.text.length + content.length > LONGEST) return undefined;
  return { open: { ...open, text: `${open.text}${isQuoted(open) ? ' ' : '\n'}${content}`, tries }, mayClose };
}

function isQuoted({ text }: Pick<OpenValue, 'text'>): boolean {
  return /^["']/.test(text);
}
