import type { Region } from '../../model/location.ts';

/** A file's text with its lines. Offsets and columns are UTF-16 code units. */
export interface SourceText {
  readonly text: string;
  /** The region from one offset to another, the second not included. */
  region(start: number, end: number): Region;
  /** The offset of a line and column, both from 1. */
  offsetOf(line: number, column: number): number;
}

/** Cuts a text into lines, of which the first has the number `firstLine`. A line ends at a line feed: lone carriage returns must have become ones before. */
export function sourceText(text: string, firstLine = 1): SourceText {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  // Who asks for one place mostly asks for another on the same line next.
  let last = 0;
  const lineAt = (offset: number) => {
    if ((starts[last] ?? 0) <= offset && offset < (starts[last + 1] ?? Number.POSITIVE_INFINITY)) return last;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    last = low;
    return low;
  };
  const region = (start: number, end: number): Region => {
    const [first, last] = [lineAt(start), lineAt(end)];
    return {
      startLine: first + firstLine,
      startColumn: start - (starts[first] ?? 0) + 1,
      endLine: last + firstLine,
      endColumn: end - (starts[last] ?? 0) + 1,
    };
  };
  const offsetOf = (line: number, column: number) => (starts[line - firstLine] ?? text.length) + column - 1;
  return { text, region, offsetOf };
}
