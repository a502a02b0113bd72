/** `a, b or c`: what a value may be. */
export function showChoices(choices: readonly string[]): string {
  return joinWords(choices, 'or');
}

/** `a, b and c`. */
export function joinWords(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
