import type { Category } from './category.ts';

/** pass < incomplete < fail. */
export type VerdictWord = 'pass' | 'incomplete' | 'fail';

/** A required scanner that did not end ok. */
export interface Gap {
  readonly category: Category;
  readonly scanner: string;
  readonly why: string;
  readonly remedy: string | undefined;
}

/** What a gap means, as a reason of a verdict: `sast is incomplete: semgrep timed out after 120 s`. */
export function gapSentence({ category, scanner, why }: Gap): string {
  return `${category} is incomplete: ${scanner} ${why}`;
}

/** May it merge, and why. */
export interface Verdict {
  readonly word: VerdictWord;
  /** What is missing: always listed, whatever the word is. */
  readonly gaps: readonly Gap[];
  /** Sentences for people, most important first. */
  readonly reasons: readonly string[];
}
