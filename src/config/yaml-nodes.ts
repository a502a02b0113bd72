import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { type KeyPath, showWord } from './key-path.ts';

/** Offsets of a key (for a list's entry: of the entry) and of its value. */
export interface Spot {
  readonly key: number;
  readonly value: number;
}

/** What is wrong, and where in the text. */
export interface Problem {
  readonly offset: number;
  readonly problem: string;
}

interface NodeReading {
  readonly value: unknown;
  /** By the JSON of the key path; the top is `[]`. */
  readonly spots: ReadonlyMap<string, Spot>;
  readonly problems: readonly Problem[];
}

/** What reading has seen so far. */
interface Walk {
  readonly spots: Map<string, Spot>;
  readonly problems: Problem[];
  readonly anchors: Map<string, Node>;
  /** Nodes that are being read: an alias of one of them would never end. */
  readonly open: Set<Node>;
  /** How many aliases are being read; anchors inside them are known already. */
  aliases: number;
  values: number;
}

// What aliases may make of a text of 1 MiB: nobody writes a configuration of more values.
const MAX_VALUES = 200_000;

/** YAML nodes → plain data (objects without a prototype) and the offset of everything in it. Never throws. */
export function readNode(node: unknown): NodeReading {
  const walk: Walk = { spots: new Map(), problems: [], anchors: new Map(), open: new Set(), aliases: 0, values: 0 };
  const start = offsetOf(node, 0);
  walk.spots.set('[]', { key: start, value: start });
  return { value: readValue(node, [], walk), spots: walk.spots, problems: walk.problems };
}

function readValue(node: unknown, path: KeyPath, walk: Walk): unknown {
  // A key without a value has no node.
  if (!isNode(node)) return null;
  walk.values += 1;
  if (walk.values > MAX_VALUES) return refuseFlood(node, walk);
  if (isAlias(node)) return readAlias(node.source, offsetOf(node, 0), path, walk);
  if (node.anchor !== undefined && walk.aliases === 0) walk.anchors.set(node.anchor, node);
  if (isScalar(node)) return node.value;
  walk.open.add(node);
  const value = isMap(node)
    ? readMapping(node.items, path, walk)
    : isSeq(node)
      ? readList(node.items, path, walk)
      : null;
  walk.open.delete(node);
  return value;
}

function refuseFlood(node: Node, walk: Walk): null {
  const problem = `this makes more than ${MAX_VALUES} values: use fewer aliases, or patterns`;
  if (walk.values === MAX_VALUES + 1) walk.problems.push({ offset: offsetOf(node, 0), problem });
  return null;
}

function readAlias(name: string, offset: number, path: KeyPath, walk: Walk): unknown {
  const target = walk.anchors.get(name);
  if (target === undefined || walk.open.has(target)) {
    const problem = target === undefined ? 'stands for nothing that comes before it' : 'contains itself';
    walk.problems.push({ offset, problem: `the alias *${showWord(name)} ${problem}` });
    return null;
  }
  walk.aliases += 1;
  const value = readValue(target, path, walk);
  walk.aliases -= 1;
  return value;
}

function readList(items: readonly unknown[], path: KeyPath, walk: Walk): unknown[] {
  const values: unknown[] = [];
  for (const [index, item] of items.entries()) {
    if (walk.values > MAX_VALUES) break;
    const itemPath = [...path, index];
    const offset = offsetOf(item, 0);
    walk.spots.set(JSON.stringify(itemPath), { key: offset, value: offset });
    values.push(readValue(item, itemPath, walk));
  }
  return values;
}

function readMapping(pairs: readonly Pair<unknown, unknown>[], path: KeyPath, walk: Walk): Record<string, unknown> {
  // Without a prototype, so that a key called `constructor` is a key like any other. `__proto__` never is: zod passes over it.
  const values: Record<string, unknown> = Object.create(null);
  for (const pair of pairs) {
    if (walk.values > MAX_VALUES) break;
    const offset = offsetOf(pair.key, 0);
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (key === undefined) walk.problems.push({ offset, problem: 'a key must be a word' });
    else if (key === '__proto__') walk.problems.push({ offset, problem: 'a key may not be called "__proto__"' });
    else if (key in values) walk.problems.push({ offset, problem: `the key "${showWord(key)}" stands here twice` });
    else {
      const keyPath = [...path, key];
      walk.spots.set(JSON.stringify(keyPath), { key: offset, value: offsetOf(pair.value, offset) });
      values[key] = readValue(pair.value, keyPath, walk);
    }
  }
  return values;
}

function offsetOf(node: unknown, otherwise: number): number {
  return isNode(node) ? (node.range?.[0] ?? otherwise) : otherwise;
}
