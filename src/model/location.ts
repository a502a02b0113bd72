import type { FilePath } from './path.ts';

/** A stretch of a file. Lines and columns count from 1; columns are UTF-16 code units; `endColumn` is exclusive (SARIF §3.30). */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A region as a scanner reports it: all but the first line may be missing. */
export interface PartialRegion {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A place in the scanned tree. */
export interface Location {
  readonly path: FilePath;
  readonly region: Region;
}

/** Whether two regions share a character; touching ends do not overlap. */
export function regionsOverlap(a: Region, b: Region): boolean {
  return (
    isBefore(a.startLine, a.startColumn, b.endLine, b.endColumn) &&
    isBefore(b.startLine, b.startColumn, a.endLine, a.endColumn)
  );
}

/** Order of regions from top to bottom. */
export function compareRegions(a: Region, b: Region): number {
  return (
    a.startLine - b.startLine || a.startColumn - b.startColumn || a.endLine - b.endLine || a.endColumn - b.endColumn
  );
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn);
}
