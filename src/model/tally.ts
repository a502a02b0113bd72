import { count } from './text.ts';

/** Counts what happened to results, by the words that say it: `2 results without a line`. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** `what` completes `1 result …`. */
  add(what: string, number = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + number);
  }

  /** One phrase per kind, in the order of the alphabet so that identical runs say it identically. */
  phrases(): readonly string[] {
    return [...this.#counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, number]) => `${count(number, 'result')} ${what}`);
  }
}
