/** A path pattern (rule.ts), ready to be asked. */
export interface PathPattern {
  readonly text: string;
  /** Last name of every path that can match; `undefined` for any. */
  readonly last: string | undefined;
  matches(path: string): boolean;
}

/** Compiles a pattern: `*` is one name (`*Form` one that ends so), `**` at the beginning one name or more, elsewhere any number of them. */
export function compilePath(text: string): PathPattern {
  const segments = text.split('.');
  const last = segments.at(-1) ?? '';
  const named = last.includes('*') ? undefined : last;
  if (!text.includes('*')) return { text, last: named, matches: (path) => path === text };
  return { text, last: named, matches: (path) => matchFrom(segments, 0, path.split('.'), 0) };
}

/** The last name of a path. */
export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function matchFrom(pattern: readonly string[], at: number, path: readonly string[], from: number): boolean {
  const segment = pattern[at];
  if (segment === undefined) return from === path.length;
  if (segment === '**') {
    for (let next = at === 0 ? from + 1 : from; next <= path.length; next += 1) {
      if (matchFrom(pattern, at + 1, path, next)) return true;
    }
    return false;
  }
  const name = path[from];
  return name !== undefined && fits(segment, name) && matchFrom(pattern, at + 1, path, from + 1);
}

/** `*Form()` ends so, `resolve_*` begins so. */
function fits(segment: string, name: string): boolean {
  if (segment === '*' || segment === name) return true;
  if (segment.startsWith('*')) return name.endsWith(segment.slice(1));
  return segment.endsWith('*') && name.startsWith(segment.slice(0, -1));
}

/** Things by the path patterns under which they are found: only those that share a path's last name are tried. */
export class PathIndex<Item> {
  readonly #byLast = new Map<string, { readonly pattern: PathPattern; readonly item: Item }[]>();
  readonly #anywhere: { readonly pattern: PathPattern; readonly item: Item }[] = [];

  add(text: string, item: Item): void {
    const pattern = compilePath(text);
    if (pattern.last === undefined) this.#anywhere.push({ pattern, item });
    else {
      const list = this.#byLast.get(pattern.last);
      if (list === undefined) this.#byLast.set(pattern.last, [{ pattern, item }]);
      else list.push({ pattern, item });
    }
  }

  /** Everything whose pattern matches, in the order of adding, each once. */
  find(path: string): readonly Item[] {
    const listed = this.#byLast.get(lastOf(path));
    if (listed === undefined && this.#anywhere.length === 0) return [];
    const found = new Set<Item>();
    for (const { pattern, item } of listed ?? []) if (pattern.matches(path)) found.add(item);
    for (const { pattern, item } of this.#anywhere) if (pattern.matches(path)) found.add(item);
    return [...found];
  }
}
