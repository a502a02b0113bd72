import type { Region } from '../../model/location.ts';
import type { SecretSpan } from '../../model/redact.ts';
import { cutLine, redactLine, redactParts, redactTokens, valueSpan } from '../../model/redact.ts';
import { ValueIndex } from './value-index.ts';

/** Shorter ones are ordinary words too often to be replaced in texts that are not about them. */
const LONG_VALUE = 8;
/** Shorter ones cannot be a secret's text worth hiding in a message, and would shred it. */
const SHORT_VALUE = 3;
/** Characters of all values together beyond which a message is not searched for parts of them: everything that looks like one is hidden. */
const MOST_SEARCHED = 100_000;
/** Texts of results whose redaction is remembered. */
const MOST_REMEMBERED = 1_000;

/** The first and last line of a PEM block hold no part of the key (RFC 7468 §2). */
const PEM_BORDER = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;

/** One file's lines with all secrets that any scanner found in them redacted (to be shown) or cut out (to be hashed). */
export class SecretsOfFile {
  readonly shownLines: readonly string[];
  readonly cutLines: readonly string[];
  /** The values themselves, line by line, to be replaced in messages. They stay in this object. */
  readonly values: readonly string[];
  readonly #index: ValueIndex;
  readonly #isSearchable: boolean;
  readonly #shown = new Map<number, string>();
  readonly #ownTexts = new Map<string, string>();

  constructor(lines: readonly string[], regions: readonly Region[]) {
    const spans = spansByLine(lines, regions);
    this.shownLines = spans.size === 0 ? lines : lines.map((line, at) => redactLine(line, spans.get(at) ?? []));
    this.cutLines = spans.size === 0 ? lines : lines.map((line, at) => cutLine(line, spans.get(at) ?? []));
    const values = [...spans].flatMap(([at, all]) => all.map(({ start, end }) => (lines[at] ?? '').slice(start, end)));
    this.values = [...new Set(values)].filter((value) => value.length >= SHORT_VALUE && !PEM_BORDER.test(value));
    this.#index = new ValueIndex(this.values);
    this.#isSearchable = this.values.reduce((sum, { length }) => sum + length, 0) <= MOST_SEARCHED;
  }

  /** A line (from 1) for people: also without the values that were found elsewhere in the file. */
  show(line: number): string {
    const known = this.#shown.get(line);
    if (known !== undefined) return known;
    const shown = this.redactOther(this.shownLines[line - 1] ?? '');
    this.#shown.set(line, shown);
    return shown;
  }

  /** A text that is not about these secrets, and may hold one. */
  redactOther(text: string): string {
    return this.#index.redact(text, LONG_VALUE);
  }

  /** A text about one of these secrets, which may hold it or a part of it. */
  redactOwn(text: string): string {
    // The results of a rule say the same.
    const remembered = this.#ownTexts.get(text);
    if (remembered !== undefined) return remembered;
    const known = this.#index.redact(text, SHORT_VALUE);
    const redacted = this.#isSearchable ? redactParts(known, this.values) : redactTokens(known);
    if (this.#ownTexts.size < MOST_REMEMBERED) this.#ownTexts.set(text, redacted);
    return redacted;
  }
}

/** By line index from 0. */
function spansByLine(lines: readonly string[], regions: readonly Region[]): ReadonlyMap<number, readonly SecretSpan[]> {
  const spans = new Map<number, SecretSpan[]>();
  for (const { startLine, startColumn, endLine, endColumn } of regions) {
    for (let line = startLine; line <= Math.min(endLine, lines.length); line++) {
      const text = lines[line - 1] ?? '';
      const start = line === startLine ? startColumn - 1 : 0;
      const end = line === endLine ? endColumn - 1 : text.length;
      const span = { ...valueSpan(text, start, end), inner: startLine !== endLine };
      const ofLine = spans.get(line - 1);
      if (ofLine === undefined) spans.set(line - 1, [span]);
      else ofLine.push(span);
    }
  }
  return spans;
}
