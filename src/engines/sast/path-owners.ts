import type { LanguageSupport } from './language.ts';
import type { Language } from './program.ts';
import type { SastModel } from './rule.ts';

/** What the prefilter asks of a language. */
export type Presuming = Pick<LanguageSupport, 'language' | 'presumed' | 'presumedNames'>;

/** The package or class that must be named where a path is met; `undefined` where it may be any. */
export function ownerOf(path: string, language: Language): string | undefined {
  const bare = path.replaceAll('()', '');
  if (/^[*?]/.test(bare)) return undefined;
  const slash = bare.lastIndexOf('/');
  if (slash >= 0) return bare.slice(0, bare.indexOf('.', slash) === -1 ? bare.length : bare.indexOf('.', slash));
  const names = bare.split('.');
  // Java's packages say nothing: their first name is `java` or `org`, and a file names the class.
  if (language === 'java') return names.slice(0, -1).findLast((name) => /^[A-Z]/.test(name));
  return names[0];
}

/** The owner and those whose calls give something of it, however far back. */
export function leadingTo(owner: string, language: Language, model: SastModel): ReadonlySet<string> {
  const owners = new Set([owner]);
  const givers = giversIn(model, language);
  for (const known of owners) for (const giver of givers.get(known) ?? []) owners.add(giver);
  return owners;
}

const byModel = new WeakMap<SastModel, ReadonlyMap<string, readonly string[]>>();

/** Owner → the owners of the calls whose results are of it; asked for thousands of paths, and computed once. */
function giversIn(model: SastModel, language: Language): ReadonlyMap<string, readonly string[]> {
  const known = byModel.get(model);
  if (known !== undefined) return known;
  const givers = new Map<string, string[]>();
  for (const [call, given] of Object.entries(model.results)) {
    const owner = ownerOf(`${given}.x`, language);
    if (owner === undefined) continue;
    const all = givers.get(owner) ?? [];
    all.push(ownerOf(call, language) ?? '');
    givers.set(owner, all);
  }
  byModel.set(model, givers);
  return givers;
}

/** The names that alone make the language presume a type that a path begins with. */
export function presumedOf(path: string, { presumed = {} }: Presuming): readonly string[] {
  return Object.entries(presumed).flatMap(([type, names]) => (`${path}.`.startsWith(`${type}.`) ? names : []));
}
