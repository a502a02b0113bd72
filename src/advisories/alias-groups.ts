import type { OsvRecord } from './record.ts';

/**
 * Records of one problem: those that share a name (id or alias), directly or through others. Groups and their records are
 * sorted by id, whatever order they come in.
 */
export function groupByAlias(records: readonly OsvRecord[]): readonly (readonly OsvRecord[])[] {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const parents = new Map<string, string>();
  for (const record of sorted) for (const alias of record.aliases ?? []) join(parents, record.id, alias);
  const groups = new Map<string, OsvRecord[]>();
  for (const record of sorted) {
    const root = rootOf(parents, record.id);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [record]);
    else group.push(record);
  }
  return [...groups.values()];
}

function join(parents: Map<string, string>, a: string, b: string): void {
  const [left, right] = [rootOf(parents, a), rootOf(parents, b)];
  if (left !== right) parents.set(right, left);
}

/** Follows a name to its group's first, shortening the way for the next time. */
function rootOf(parents: Map<string, string>, name: string): string {
  let root = name;
  for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
  let at = name;
  for (let next = parents.get(at); next !== undefined && next !== root; next = parents.get(at)) {
    parents.set(at, root);
    at = next;
  }
  return root;
}
