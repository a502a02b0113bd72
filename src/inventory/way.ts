/** Longer ways are cut in the middle, so that a chain of a million packages stays linear. Real ones have fewer than ten names. */
export const LONGEST_WAY = 16;
const KEPT_HEAD = 10;

/** A way from a direct dependency down, with one name more; a long one loses names of its middle, where `…` then stands. */
export function extendWay(way: readonly string[], name: string): readonly string[] {
  if (way.length < LONGEST_WAY) return [...way, name];
  return [...way.slice(0, KEPT_HEAD), '…', ...way.slice(KEPT_HEAD + 2), name];
}
