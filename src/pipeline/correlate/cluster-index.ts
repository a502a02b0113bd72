import type { Region } from '../../model/location.ts';

// The longest credential, a PEM private key, has about 60 lines.
const NARROW_LINES = 200;

/** Columns of one line that are looked up together: a minified file is one line with everything in it. */
const CELL_COLUMNS = 256;
const NARROW_CELLS = 64;

/**
 * Remembers clusters of one file by the lines that they cover, and within one line by its columns, so that asking for those near a region
 * does not go through all of them. Regions of very many lines are few and are always near.
 */
export class ClusterIndex<Cluster> {
  readonly #clusters: Cluster[] = [];
  /** All narrow ones. */
  readonly #byLine = new Map<number, Set<number>>();
  /** Those of several lines, or of much of one. */
  readonly #longByLine = new Map<number, Set<number>>();
  /** The others, by line and stretch of columns. */
  readonly #byCell = new Map<string, Set<number>>();
  readonly #wide = new Set<number>();

  /** All clusters, oldest first. */
  get clusters(): readonly Cluster[] {
    return this.#clusters;
  }

  /** Adds a cluster that covers this region. */
  add(cluster: Cluster, region: Region): void {
    this.#clusters.push(cluster);
    this.#cover(this.#clusters.length - 1, region);
  }

  /** Clusters that may share a line with the region, oldest first. */
  near(region: Region): readonly Cluster[] {
    const lines = linesOf(region);
    if (lines === undefined) return this.#clusters;
    const found = new Set(this.#wide);
    const cells = cellsOf(region);
    const take = (numbers: ReadonlySet<number> | undefined) => {
      for (const at of numbers ?? []) found.add(at);
    };
    for (const cell of cells ?? []) take(this.#byCell.get(cell));
    for (const line of lines) take((cells === undefined ? this.#byLine : this.#longByLine).get(line));
    return [...found].sort((a, b) => a - b).flatMap((at) => this.#clusters[at] ?? []);
  }

  #cover(at: number, region: Region): void {
    const lines = linesOf(region);
    if (lines === undefined) this.#wide.add(at);
    const cells = cellsOf(region);
    for (const line of lines ?? []) {
      enter(this.#byLine, line, at);
      if (cells === undefined) enter(this.#longByLine, line, at);
    }
    for (const cell of cells ?? []) enter(this.#byCell, cell, at);
  }
}

function enter<Key>(index: Map<Key, Set<number>>, key: Key, at: number): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, new Set([at]));
  else there.add(at);
}

/** The lines of a region; `undefined` for one of very many. */
function linesOf({ startLine, endLine }: Region): readonly number[] | undefined {
  const number = Math.max(1, endLine - startLine + 1);
  return number > NARROW_LINES ? undefined : Array.from({ length: number }, (_, at) => startLine + at);
}

/** The stretches of columns of a region in one line; `undefined` for one of several lines or very many columns. */
function cellsOf({ startLine, startColumn, endLine, endColumn }: Region): readonly string[] | undefined {
  const first = Math.floor(startColumn / CELL_COLUMNS);
  const number = Math.floor(endColumn / CELL_COLUMNS) - first + 1;
  if (endLine > startLine || number > NARROW_CELLS) return undefined;
  return Array.from({ length: Math.max(1, number) }, (_, at) => `${startLine}:${first + at}`);
}
