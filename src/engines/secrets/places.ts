import type { Region } from '../../model/location.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * Byte offsets of UTF-8 text → regions in UTF-16 columns. Ask in ascending order of `start`: each call goes on from where the last one stopped.
 * Lines end at LF (or CRLF), in a file without any LF at CR. A byte-order mark at the start of the file has no column.
 */
export function placeFinder(bytes: Buffer): (start: number, end: number) => Region {
  const lineEnd = bytes.includes(NEWLINE) ? NEWLINE : RETURN;
  let line = 1;
  let lineStart = 0;
  let at = 0;
  return (start, end) => {
    for (; at < start; at += 1) {
      if (bytes[at] !== lineEnd) continue;
      line += 1;
      lineStart = at + 1;
    }
    const startColumn = column(bytes, lineStart, start);
    let endLine = line;
    let endStart = lineStart;
    for (let offset = start; offset < end; offset += 1) {
      if (bytes[offset] !== lineEnd) continue;
      endLine += 1;
      endStart = offset + 1;
    }
    return { startLine: line, startColumn, endLine, endColumn: column(bytes, endStart, end) };
  };
}

function column(bytes: Buffer, lineStart: number, offset: number): number {
  const text = bytes.toString('utf8', lineStart, offset);
  return text.length + (lineStart === 0 && text.startsWith('\ufeff') ? 0 : 1);
}
