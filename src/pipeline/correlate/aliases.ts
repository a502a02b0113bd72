import type { Advisory } from '../../model/advisory.ts';

/** Which names mean the same vulnerability. Case does not count: tools write `ghsa-…` and `GHSA-…`. */
export class AliasClosure {
  readonly #parents = new Map<string, string>();

  /** Declares that all these names are one. */
  unite(names: readonly string[]): void {
    const [first, ...others] = names;
    if (first === undefined) return;
    for (const other of others) {
      const [a, b] = [this.keyOf(first), this.keyOf(other)].sort();
      if (a !== undefined && b !== undefined && a !== b) this.#parents.set(b, a);
    }
  }

  /** The same key for every name of one vulnerability: the smallest of its names, whatever the order of `unite`. */
  keyOf(name: string): string {
    const start = name.toUpperCase();
    let root = start;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    // Shorten the way for the next question.
    for (let at = start; at !== root; ) {
      const parent = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = parent;
    }
    return root;
  }
}

/** The closure over what the advisories say of themselves. */
export function closureOf(advisories: readonly Advisory[]): AliasClosure {
  const closure = new AliasClosure();
  for (const { id, aliases } of advisories) closure.unite([id, ...aliases]);
  return closure;
}
