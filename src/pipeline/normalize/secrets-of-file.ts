import type { Region } from '../../model/location.ts';
import type { SecretSpan } from '../../model/redact.ts';
import { cutLine, redactLine, redactText, valueSpan } from '../../model/redact.ts';

/** Shorter ones are ordinary words too often to be replaced in texts that are not about them. */
const LONG_VALUE = 8;
/** Shorter ones cannot be a secret's text worth hiding in a message, and would shred it. */
const SHORT_VALUE = 3;

/** The first and last line of a PEM block hold no part of the key (RFC 7468 §2). */
const PEM_BORDER = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;

/** One file's lines with all secrets that any scanner found in them redacted (to be shown) or cut out (to be hashed). */
export class SecretsOfFile {
  readonly shownLines: readonly string[];
  readonly cutLines: readonly string[];
  /** The values themselves, line by line, to be replaced in messages. They stay in this object. */
  readonly values: readonly string[];
  readonly longValues: readonly string[];

  constructor(lines: readonly string[], regions: readonly Region[]) {
    const spans = spansByLine(lines, regions);
    this.shownLines = spans.size === 0 ? lines : lines.map((line, at) => redactLine(line, spans.get(at) ?? []));
    this.cutLines = spans.size === 0 ? lines : lines.map((line, at) => cutLine(line, spans.get(at) ?? []));
    const values = [...spans].flatMap(([at, all]) => all.map(({ start, end }) => (lines[at] ?? '').slice(start, end)));
    this.values = [...new Set(values)].filter((value) => value.length >= SHORT_VALUE && !PEM_BORDER.test(value));
    this.longValues = this.values.filter(({ length }) => length >= LONG_VALUE);
  }

  /** A line (from 1) for people: also without the values that were found elsewhere in the file. */
  show(line: number): string {
    return redactText(this.shownLines[line - 1] ?? '', this.longValues);
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
      spans.set(line - 1, [...(spans.get(line - 1) ?? []), span]);
    }
  }
  return spans;
}
