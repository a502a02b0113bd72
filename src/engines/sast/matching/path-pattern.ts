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

/** Something with its place in the order of adding. */
interface Entry<Item> {
  readonly pattern: PathPattern;
  readonly item: Item;
  readonly order: number;
}

/** Things by the path patterns under which they are found: a path without wildcards by itself, the others where they share its last name. */
export class PathIndex<Item> {
  readonly #exact = new Map<string, Entry<Item>[]>();
  readonly #byLast = new Map<string, Entry<Item>[]>();
  readonly #anywhere: Entry<Item>[] = [];
  #size = 0;

  add(text: string, item: Item): void {
    const pattern = compilePath(text);
    const entry = { pattern, item, order: this.#size };
    this.#size += 1;
    if (!text.includes('*')) pushTo(this.#exact, text, entry);
    else if (pattern.last === undefined) this.#anywhere.push(entry);
    else pushTo(this.#byLast, pattern.last, entry);
  }

  /** Everything whose pattern matches, in the order of adding, each once. */
  find(path: string): readonly Item[] {
    const exact = this.#exact.get(path);
    const listed = this.#byLast.get(lastOf(path));
    if (exact === undefined && listed === undefined && this.#anywhere.length === 0) return [];
    const found = [...(exact ?? [])];
    for (const entry of listed ?? []) if (entry.pattern.matches(path)) found.push(entry);
    for (const entry of this.#anywhere) if (entry.pattern.matches(path)) found.push(entry);
    if (found.length > 1) found.sort((a, b) => a.order - b.order);
    return [...new Set(found.map(({ item }) => item))];
  }
}

function pushTo<Item>(index: Map<string, Item[]>, key: string, item: Item): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [item]);
  else list.push(item);
}
