import type { Region } from '../../model/location.ts';

// The longest credential, a PEM private key, has about 60 lines.
const NARROW_LINES = 200;

/**
 * Remembers clusters of one file by the lines they cover, so that asking for those near a region does not go through all of them.
 * Regions of very many lines are few and are always near.
 */
export class ClusterIndex<Cluster> {
  readonly #clusters: Cluster[] = [];
  readonly #byLine = new Map<number, Set<number>>();
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
    for (const line of lines) for (const at of this.#byLine.get(line) ?? []) found.add(at);
    return [...found].sort((a, b) => a - b).flatMap((at) => this.#clusters[at] ?? []);
  }

  #cover(at: number, region: Region): void {
    const lines = linesOf(region);
    if (lines === undefined) this.#wide.add(at);
    for (const line of lines ?? []) {
      const there = this.#byLine.get(line);
      if (there === undefined) this.#byLine.set(line, new Set([at]));
      else there.add(at);
    }
  }
}

/** The lines of a region; `undefined` for one of very many. */
function linesOf({ startLine, endLine }: Region): readonly number[] | undefined {
  const number = Math.max(1, endLine - startLine + 1);
  return number > NARROW_LINES ? undefined : Array.from({ length: number }, (_, at) => startLine + at);
}
