import type { HeldNames } from './name-roles.ts';
import type { SastModel } from './rule.ts';

/** Something that must stand in a text. */
export type Clue =
  /** A name in one of the roles that the bits say (name-roles.ts). */
  | { readonly kind: 'name'; readonly name: string; readonly roles: number }
  /** `owner.name`. */
  | { readonly kind: 'pair'; readonly owner: string; readonly name: string }
  /** What is imported or required. */
  | { readonly kind: 'package'; readonly name: string }
  /** A text, or what the pattern between two slashes finds. */
  | { readonly kind: 'text'; readonly text: string };

/** Clues that must all be there. */
export type Need = readonly Clue[];

/** What must stand in a file for something of a rule or the model to be met there: one of these. */
export interface NeedsOf {
  /** For a call of this path. */
  call(path: string): readonly Need[];
  /** For a property of this path that something is put into. */
  assigned(path: string): readonly Need[];
  source(source: SastModel['sources'][string][number]): readonly Need[];
}

/** Whether clues are in one text; each is looked for once. */
export function createSearch(text: string, names: HeldNames): (clue: Clue) => boolean {
  const known = new Map<string, boolean>();
  let imported: string | undefined;
  return (clue) => {
    switch (clue.kind) {
      case 'name':
        return (names.roles(clue.name) & clue.roles) !== 0;
      case 'pair':
        return names.isPair(clue.owner, clue.name);
      case 'package':
        imported ??= importedIn(text);
        return imported.includes(clue.name);
      case 'text': {
        const stands = known.get(clue.text) ?? textNeed(clue.text)(text);
        known.set(clue.text, stands);
        return stands;
      }
    }
  };
}

/** How far behind the word that imports it a package's name stands, with white space and comments between. */
const IMPORT_REACH = 300;
const IMPORTING = /\b(?:require|import|from)\b/g;

/** What stands between quotes behind the words that import something, in one text that is searched for many names. */
function importedIn(text: string): string {
  const behind = Array.from(text.matchAll(IMPORTING), ({ index }) => text.slice(index, index + IMPORT_REACH));
  return Array.from(new Set(behind.flatMap((part) => part.match(/['"`][^'"`\s]+/g) ?? [])))
    .filter((name) => !name.startsWith('.', 1))
    .join('\n');
}

/** Whether all texts that a rule needs stand in a text. */
export function allStand(needs: readonly string[]): (text: string) => boolean {
  const all = needs.map(textNeed);
  return (text) => all.every((stands) => stands(text));
}

const patterns = new Map<string, RegExp>();

/** Whether one of them does: itself, or what the pattern between two slashes finds. */
function textNeed(need: string): (text: string) => boolean {
  const pattern = /^\/(.+)\/(i?)$/s.exec(need);
  if (pattern === null) return (text) => text.includes(need);
  const [, source = '', flags] = pattern;
  const search = patterns.get(need) ?? new RegExp(source, flags);
  patterns.set(need, search);
  return (text) => search.test(text);
}
