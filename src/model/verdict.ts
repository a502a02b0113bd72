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

/** May it merge, and why. */
export interface Verdict {
  readonly word: VerdictWord;
  /** What is missing: always listed, whatever the word is. */
  readonly gaps: readonly Gap[];
  /** Sentences for people, most important first. */
  readonly reasons: readonly string[];
}
