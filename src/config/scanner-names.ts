import type { Category } from '../model/category.ts';
import { nearest } from '../model/nearest.ts';
import { showWord } from './key-path.ts';

/** What the configuration must know of the registry; it never imports a scanner. */
export interface KnownScanner {
  readonly name: string;
  readonly category: Category;
  /** Built in: there is no program whose arguments or path one could set. */
  readonly embedded: boolean;
}

/** One sentence for a name that no scanner has: `no scanner is called "gitleak": did you mean "gitleaks"? (gatehouse scanners lists all)`. */
export function unknownScanner(name: string, known: readonly string[]): string {
  const guess = nearest(name.slice(0, 60), known);
  const hint = guess === undefined ? '' : `: did you mean "${guess}"?`;
  return `no scanner is called "${showWord(name)}"${hint} (gatehouse scanners lists all)`;
}
