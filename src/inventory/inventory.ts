import type { Package } from '../model/package.ts';
import { count, printable, shorten } from '../model/text.ts';

/** Why no advisory can name a package's version: it does not come from the ecosystem's registry, or its entry names no version. */
export type ForeignOrigin = 'git' | 'folder' | 'address' | 'unknown' | 'unversioned';

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
  return [`${count(lines.length, noun, pluralOf(noun))} are not understood (the first in line ${first})`];
}

/** The entries of a file that name no exact version, as one clause (or none). */
export function problemOfUnversioned(foreign: readonly ForeignPackage[]): readonly string[] {
  const lines = foreign.flatMap(({ origin, line }) => (origin === 'unversioned' ? [line] : [])).sort((a, b) => a - b);
  const [first, another] = lines;
  if (first === undefined) return [];
  if (another === undefined) return [`1 entry names no exact version (line ${first})`];
  return [`${count(lines.length, 'entry', 'entries')} name no exact version (the first in line ${first})`];
}

/**
 * What a lockfile asks for and does not hold, as one clause (or none): for formats that hold all that they ask for. Most often the end of
 * the file is what is missing.
 */
export function problemOfMissing(names: Iterable<string>): readonly string[] {
  const missing = [...new Set(names)].sort();
  const [first, another] = missing;
  if (first === undefined) return [];
  const what = shorten(printable(first), 80);
  return another === undefined
    ? [`asks for ${what}, which it does not hold: is it cut off?`]
    : [`asks for ${missing.length} packages that it does not hold, first ${what}: is it cut off?`];
}

/**
 * The same for formats that are sorted and may leave out what they ask for (an override, another Python): what comes after the last name that
 * is there was cut off, everything else was left out.
 */
export function problemOfMissingEnd(names: readonly string[], present: readonly string[]): readonly string[] {
  const last = [...present].sort().at(-1) ?? '';
  return problemOfMissing(names.filter((name) => name > last));
}

/** The clause for a lockfile without something that its tool always writes, most often last. */
export function problemOfEnd(isThere: boolean, what: string): readonly string[] {
  return isThere ? [] : [`${what} is missing: is it cut off?`];
}

function pluralOf(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
