import { printable, shorten } from '../model/text.ts';

/** Keys and list indices from the top of the configuration down to a value. */
export type KeyPath = readonly (string | number)[];

/** The path as people write it: `policy.categories.secrets`, `exceptions[0].rule`; empty for the top. */
export function showKeyPath(path: KeyPath): string {
  return path.reduce<string>((shown, key) => {
    if (typeof key === 'number') return `${shown}[${key}]`;
    return shown === '' ? showWord(key) : `${shown}.${showWord(key)}`;
  }, '');
}

/** A word that a user (or a hostile file) wrote, short and safe enough to repeat in a sentence. */
export function showWord(word: string): string {
  return printable(shorten(word, 60));
}
