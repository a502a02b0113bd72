import type { Result } from '../../model/result.ts';

/** Results that are one finding, in canonical order, and why. */
export interface Group {
  readonly members: readonly [Result, ...Result[]];
  /** One sentence for each rule of correlation that joined some of them. */
  readonly because: readonly string[];
}

/** Results that a rule of correlation has not judged yet, gathered by a key of its own; groups in the order of their first member. */
export function gatherBy(
  results: readonly Result[],
  keyOf: (result: Result) => string,
): readonly (readonly [Result, ...Result[]])[] {
  const gathered = new Map<string, [Result, ...Result[]]>();
  for (const result of results) {
    const key = keyOf(result);
    const group = gathered.get(key);
    if (group === undefined) gathered.set(key, [result]);
    else group.push(result);
  }
  return [...gathered.values()];
}

/** The scanners of some results, sorted, each once. */
export function scannersOf(results: readonly Result[]): readonly string[] {
  return [...new Set(results.map(({ scanner }) => scanner))].sort();
}
