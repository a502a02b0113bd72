import stringWidth from 'string-width';

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 120;
const NARROWEST = 40;

/** Where things stand on a line of this terminal. */
export interface Layout {
  /** Columns that a line may use. */
  readonly width: number;
  /** Column at which a finding's details begin. */
  readonly indent: number;
}

/** The layout for a terminal of so many columns: a narrow one gives its details more room. */
export function layoutFor(columns: number): Layout {
  const width = Math.min(Math.max(Math.floor(columns), NARROWEST), WIDEST);
  return { width, indent: width < 72 ? 4 : 12 };
}

/** Columns that a text takes on a terminal: wide characters and emoji take two, combining ones none. */
export function widthOf(text: string): number {
  return isPlain(text) ? text.length : stringWidth(text);
}

/** Fills with blanks on the right up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Fills with blanks on the left up to `width` columns. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/**
 * Breaks a text at blanks into lines of at most `width` columns. A word that is longer is broken inside, but a web address stays whole,
 * to be clicked. At least one line.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => breakWord(long, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || widthOf(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Cuts to `width` columns with `…` at the end where something was cut. */
export function cutEnd(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const character of characters(text)) {
    if (widthOf(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Cuts a path to `width` columns: folders go first, whole, with `…/` in their place, as the file's name says most. A name that is longer itself
 * loses its beginning.
 */
export function cutPath(path: string, width: number): string {
  if (widthOf(path) <= width) return path;
  const segments = path.split('/');
  for (let from = 1; from < segments.length; from += 1) {
    const shorter = `…/${segments.slice(from).join('/')}`;
    if (widthOf(shorter) <= width) return shorter;
  }
  return cutStart(segments.at(-1) ?? path, width);
}

function cutStart(text: string, width: number): string {
  let kept = '';
  for (const character of characters(text).reverse()) {
    if (widthOf(character + kept) > width - 1) break;
    kept = character + kept;
  }
  return `…${kept.trimStart()}`;
}

function breakWord(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width || /^https?:\/\//.test(word)) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of characters(word)) {
    if (piece !== '' && widthOf(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** What a person sees as one character: an emoji of several code points is never torn apart. */
function characters(text: string): string[] {
  if (isPlain(text)) return [...text];
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}

/** Printable ASCII, one column each: nearly all text, and fifty times as fast to measure. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
