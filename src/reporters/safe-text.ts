import { printable, shorten } from '../model/text.ts';

/** A text from outside as one printable line of at most `length` characters. Costs no more for a text of a megabyte than for a short one. */
export function oneLine(text: string, length: number): string {
  const head = text.length > length * 8 ? `${text.slice(0, length * 8)}…` : text;
  return shorten(printable(head.replace(/\s+/g, ' ')), length);
}

/** How much of a text a surface has room for: further sentences stop at `enough` characters, the first one is cut at `most`. */
export interface Room {
  readonly enough: number;
  readonly most: number;
}

/** The first sentences of a text, as one printable line: the first at any rate, more of them while there is room. */
export function firstSentences(text: string, { enough, most }: Room): string {
  const [first = '', ...more] = oneLine(text, most * 4).split(SENTENCE_END);
  let said = first;
  for (const sentence of more) {
    if (said.length + 1 + sentence.length > enough) break;
    said = `${said} ${sentence}`;
  }
  return oneLine(said, most);
}

/** Between a full stop and a capital: `e.g. this` and `v1.2` end nothing. */
const SENTENCE_END = /(?<=[^.\s]{2}[.!?…])\s+(?=["'`(]?\p{Lu})/u;

/** A path as people read it, whole up to `length` characters; a longer one keeps its ends. */
export function shownPath(path: string, length = 400): string {
  if (path.length <= length) return printable(path);
  const half = Math.floor(length / 2);
  return `${printable(path.slice(0, half))}…${printable(path.slice(-half))}`;
}

/** A web address fit to be shown and linked, or `undefined`: nothing but http(s) is a link, and nothing longer than 500 characters. */
export function webAddress(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\/[!-~]{1,500}$/.test(text) && URL.canParse(text)
    ? new URL(text).href
    : undefined;
}
