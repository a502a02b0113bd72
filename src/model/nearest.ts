import { distance } from 'fastest-levenshtein';

/** The known word that `word` most likely meant, or `undefined` when none is close: at most two edits, or a third of a longer word. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const written = word.toLowerCase();
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const name of known) {
    const edits = distance(written, name.toLowerCase());
    if (edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { name, edits };
  }
  return best !== undefined && best.edits <= Math.max(2, Math.floor(best.name.length / 3)) && best.edits < word.length
    ? best.name
    : undefined;
}
