import type { Region } from '../../model/location.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * Byte offsets of UTF-8 text → regions in UTF-16 columns. Ask for regions in order, without overlaps: each call goes on from where the last one stopped.
 * Lines end at LF (or CRLF), in a file without any LF at CR. A byte-order mark at the start of the file has no column.
 */
export function placeFinder(bytes: Buffer): (start: number, end: number) => Region {
  const lineEnd = bytes.includes(NEWLINE) ? NEWLINE : RETURN;
  let line = 1;
  let column = 1;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let nextEnd = bytes.indexOf(lineEnd, at);
  const goTo = (offset: number): void => {
    while (nextEnd !== -1 && nextEnd < offset) {
      line += 1;
      column = 1;
      at = nextEnd + 1;
      nextEnd = bytes.indexOf(lineEnd, at);
    }
    column += bytes.toString('utf8', at, offset).length;
    at = Math.max(at, offset);
  };
  return (start, end) => {
    goTo(start);
    const [startLine, startColumn] = [line, column];
    goTo(end);
    return { startLine, startColumn, endLine: line, endColumn: column };
  };
}
