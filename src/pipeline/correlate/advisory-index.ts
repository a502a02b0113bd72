import type { Advisory } from '../../model/advisory.ts';

/** Finds the record's advisories by any of their names. */
export type AdvisoryIndex = (names: readonly string[]) => readonly Advisory[];

/** Indexes advisories by id and alias; a name's letters may be written in any case. Answers come sorted by id, each once. */
export function indexAdvisories(advisories: readonly Advisory[]): AdvisoryIndex {
  const byName = new Map<string, Advisory[]>();
  for (const advisory of advisories) {
    for (const name of new Set([advisory.id, ...advisory.aliases].map(keyOf))) {
      const named = byName.get(name);
      if (named === undefined) byName.set(name, [advisory]);
      else named.push(advisory);
    }
  }
  return (names) => {
    const found = new Set(names.flatMap((name) => byName.get(keyOf(name)) ?? []));
    return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
  };
}

function keyOf(name: string): string {
  return name.toUpperCase();
}
