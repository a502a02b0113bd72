import type { Package } from '../model/package.ts';
import { count, printable, shorten } from '../model/text.ts';

/** Why no advisory can name a package's version: it does not come from the ecosystem's registry. */
export type ForeignOrigin = 'git' | 'folder' | 'address' | 'unknown';

/** A package that is there, but not as a version that the registry knows. */
export interface ForeignPackage {
  readonly name: string;
  readonly line: number;
  readonly origin: ForeignOrigin;
}

/** What one manifest says. */
export interface Inventory {
  readonly packages: readonly Package[];
  readonly foreign: readonly ForeignPackage[];
  /** What of the file was not understood, as printable clauses; empty when all of it was. */
  readonly problems: readonly string[];
}

/** A manifest's bytes, read: either its inventory, or one printable clause on why there is none. */
export type Reading =
  | { readonly kind: 'read'; readonly inventory: Inventory }
  | { readonly kind: 'unreadable'; readonly why: string };

/** A reading that failed; `why` may quote the file. */
export function unreadable(why: string): { readonly kind: 'unreadable'; readonly why: string } {
  return { kind: 'unreadable', why: shorten(printable(why), 200) };
}

/** The lines of a file that were not understood, as one clause (or none). */
export function problemOfLines(lines: readonly number[], noun: string): readonly string[] {
  const first = [...lines].sort((a, b) => a - b)[0];
  if (first === undefined) return [];
  if (lines.length === 1) return [`1 ${noun} is not understood (line ${first})`];
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return [`${count(lines.length, noun, plural)} are not understood (the first in line ${first})`];
}
