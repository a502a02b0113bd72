import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import type { PlacedEntry, PlacedText, PlacedValue } from './placed.ts';
import { type ScalarStyle, scalarOffsets } from './scalar-offsets.ts';
import type { SourceText } from './source-text.ts';

/** Larger than any hand-written document by an order of magnitude; what aliases expand to counts as often as it is used. */
const MAX_VALUES = 100_000;
const MAX_CHARACTERS = 8_000_000;
const MAX_DEPTH = 60;

/** A document that expands to more than anyone would write: an alias bomb, a circle, or nesting beyond reason. */
export class ExpandsTooFar extends Error {}

/** The document's value with places, aliases replaced by what they name, and the first key that a map has twice. Throws `ExpandsTooFar`. */
export function placeDocument(
  document: Document.Parsed,
  source: SourceText,
): { readonly value: PlacedValue; readonly duplicate: PlacedText | undefined } {
  const walk: Walk = {
    source,
    aliases: resolveAliases(document),
    values: 0,
    characters: 0,
    duplicate: undefined,
  };
  return { value: place(document.contents, walk, 0), duplicate: walk.duplicate };
}

interface Walk {
  readonly source: SourceText;
  readonly aliases: ReadonlyMap<unknown, unknown>;
  values: number;
  characters: number;
  duplicate: PlacedText | undefined;
}

function place(node: unknown, walk: Walk, depth: number): PlacedValue {
  walk.values += 1;
  if (walk.values > MAX_VALUES || depth > MAX_DEPTH) throw new ExpandsTooFar();
  if (isAlias(node)) return place(walk.aliases.get(node), walk, depth + 1);
  const value = placeNode(node, walk, depth);
  const tag = isNode(node) && node.tag?.startsWith('!') === true && node.tag.length > 1 ? node.tag : undefined;
  return tag === undefined ? value : { ...value, tag };
}

function placeNode(node: unknown, walk: Walk, depth: number): PlacedValue {
  if (isScalar(node)) return placeScalar(node, walk);
  if (isSeq(node)) {
    return {
      kind: 'list',
      items: node.items.map((item) => place(item, walk, depth + 1)),
      region: regionOfNode(node, walk),
    };
  }
  if (isMap(node)) return { kind: 'map', entries: placeEntries(node, walk, depth), region: regionOfNode(node, walk) };
  return { kind: 'empty', region: walk.source.region(0, 0) };
}

function placeEntries(map: YAMLMap, walk: Walk, depth: number): readonly PlacedEntry[] {
  const entries: PlacedEntry[] = [];
  const merged: PlacedEntry[] = [];
  for (const pair of map.items) {
    const key = place(pair.key, walk, depth + 1);
    // A map or list as a key means nothing to any reader here.
    if (key.kind !== 'text') continue;
    const value = place(pair.value, walk, depth + 1);
    if (key.value === '<<' && value.kind !== 'text') merged.push(...mergedEntries(value));
    else entries.push({ key, value });
  }
  const own = new Set<string>();
  for (const { key } of entries) {
    if (own.has(key.value)) walk.duplicate ??= key;
    own.add(key.value);
  }
  return [...entries, ...merged.filter((entry) => !own.has(entry.key.value))];
}

/** Merge keys (https://yaml.org/type/merge.html): GitHub's workflows do not take them, Compose and other runners do. */
function mergedEntries(value: PlacedValue): readonly PlacedEntry[] {
  if (value.kind === 'list') return value.items.flatMap(mergedEntries);
  return value.kind === 'map' ? value.entries : [];
}

function placeScalar(node: Scalar, walk: Walk): PlacedValue {
  const value = typeof node.value === 'string' ? node.value : String(node.source ?? node.value ?? '');
  walk.characters += value.length;
  if (walk.characters > MAX_CHARACTERS) throw new ExpandsTooFar();
  if (isNull(node, value)) return { kind: 'empty', region: regionOfNode(node, walk) };
  return placeText(node, value, walk.source);
}

function placeText(node: Scalar, value: string, source: SourceText): PlacedText {
  const [start, end] = node.range ?? [0, 0];
  const style = styleOf(node);
  let offsets: Int32Array | undefined;
  const regionOf = (from: number, to: number) => {
    offsets ??= scalarOffsets(source.text, start, value, style);
    const first = offsets[from] ?? start;
    return source.region(first, to > from ? (offsets[to - 1] ?? first) + 1 : first);
  };
  const region = style === 'block' ? regionOf(leadingSpace(value), value.trimEnd().length) : source.region(start, end);
  return { kind: 'text', value, region, regionOf };
}

function regionOfNode(node: { readonly range?: readonly [number, number, number] | null | undefined }, walk: Walk) {
  const [start, end] = node.range ?? [0, 0];
  return walk.source.region(start, end);
}

function styleOf(node: Scalar): ScalarStyle {
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return 'double-quoted';
    case 'QUOTE_SINGLE':
      return 'single-quoted';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    default:
      return 'plain';
  }
}

/** Null as the core schema spells it (YAML 1.2.2 §10.2.1.1); a quoted one is a text. */
function isNull(node: Scalar, value: string): boolean {
  return styleOf(node) === 'plain' && /^(|~|null|Null|NULL)$/.test(value);
}

function leadingSpace(value: string): number {
  return value.length - value.trimStart().length;
}

/**
 * What each alias names: the last node before it with that anchor (YAML 1.2.2 §7.1). One pass over the document,
 * because the library's own look-up walks it anew for every alias.
 */
function resolveAliases(document: Document.Parsed): ReadonlyMap<Alias, unknown> {
  const anchors = new Map<string, unknown>();
  const aliases = new Map<Alias, unknown>();
  const pending: unknown[] = [document.contents];
  while (pending.length > 0) {
    const node = pending.pop();
    if (isAlias(node)) {
      aliases.set(node, anchors.get(node.source));
      continue;
    }
    if ((isScalar(node) || isSeq(node) || isMap(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isSeq(node)) for (const item of [...node.items].reverse()) pending.push(item);
    if (isMap(node)) for (const pair of [...node.items].reverse()) pending.push(pair.value, pair.key);
  }
  return aliases;
}
