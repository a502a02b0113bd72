import type { PartialRegion, Region } from '../../model/location.ts';
import type { ColumnUnit } from '../../scanners/contract.ts';

/** A region with all four numbers, inside the real lines, and what had to be done for it. */
export interface CompletedRegion {
  readonly region: Region;
  /** Completes `1 result …`. */
  readonly repair: string | undefined;
}

/**
 * Completes what a scanner reported (code scanning rejects or misplaces anything less): no region is the first line, a missing
 * column the line's begin or end, an empty stretch its whole line; what lies beyond the end is drawn back to it.
 * Without `lines` (a file that cannot be read) the numbers are taken as they are.
 */
export function completeRegion(
  partial: PartialRegion | undefined,
  lines: readonly string[] | undefined,
  unit: ColumnUnit,
): CompletedRegion {
  if (lines === undefined) return { region: unseen(partial), repair: partial ? undefined : 'without a line' };
  const last = lastLine(lines);
  if (partial === undefined) return { region: wholeLine(1, lines), repair: 'without a line' };
  if (partial.startLine > last) return { region: wholeLine(last, lines), repair: 'beyond the end of the file' };
  return { region: inside(partial, lines, last, unit), repair: undefined };
}

function inside(partial: PartialRegion, lines: readonly string[], last: number, unit: ColumnUnit): Region {
  const { startLine } = partial;
  const endLine = Math.min(Math.max(partial.endLine ?? startLine, startLine), last);
  const beyond = (partial.endLine ?? startLine) > last;
  const startColumn = columnIn(lines[startLine - 1] ?? '', partial.startColumn ?? 1, unit);
  const endText = lines[endLine - 1] ?? '';
  const endColumn = beyond ? endText.length + 1 : columnIn(endText, partial.endColumn ?? Number.MAX_SAFE_INTEGER, unit);
  if (endLine > startLine || endColumn > startColumn) return { startLine, startColumn, endLine, endColumn };
  // Nothing between start and end: some tools give a point (hadolint) and mean what follows it.
  const toEnd = { startLine, startColumn, endLine, endColumn: endText.length + 1 };
  return toEnd.endColumn > startColumn ? toEnd : wholeLine(startLine, lines);
}

function wholeLine(line: number, lines: readonly string[]): Region {
  return { startLine: line, startColumn: 1, endLine: line, endColumn: (lines[line - 1] ?? '').length + 1 };
}

/** A text that ends with a line end has no line after it, unless it is the only one. */
function lastLine(lines: readonly string[]): number {
  return lines.length > 1 && lines.at(-1) === '' ? lines.length - 1 : Math.max(1, lines.length);
}

function unseen(partial: PartialRegion = { startLine: 1 }): Region {
  const { startLine, startColumn = 1 } = partial;
  const endLine = Math.max(partial.endLine ?? startLine, startLine);
  const endColumn = partial.endColumn ?? startColumn + 1;
  return {
    startLine,
    startColumn,
    endLine,
    endColumn: endLine === startLine ? Math.max(endColumn, startColumn + 1) : endColumn,
  };
}

/** A column of the given unit as one of UTF-16 code units, at most one behind the line's end. */
function columnIn(line: string, column: number, unit: ColumnUnit): number {
  if (unit === 'utf-16' || column > 4 * line.length + 1) return Math.min(column, line.length + 1);
  let left = column - 1;
  let units = 0;
  for (const character of line) {
    if (left <= 0) break;
    left -= unit === 'bytes' ? Buffer.byteLength(character) : 1;
    units += character.length;
  }
  return units + 1;
}
