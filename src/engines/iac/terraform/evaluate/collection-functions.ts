import { knownTexts } from '../../cloud/json.ts';
import { isComplete, numberOf, type Place, settled, textOf, unknownAt, type Value } from '../../cloud/value.ts';
import type { PureFunction } from './pure-function.ts';

const MAX_ITEMS = 5_000;

/** Functions of lists, sets and maps (https://developer.hashicorp.com/terraform/language/functions, "Collection Functions"). */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, PureFunction>> = {
  tolist: ([value]) => asList(value),
  toset: ([value], place) => unique(asList(value), place),
  tomap: ([value]) => value,
  concat,
  merge,
  lookup,
  element: ([list, index], place) => {
    const [found, at] = [asList(list), numberOf(index)];
    if (found === undefined || at === undefined || !found.isComplete || found.items.length === 0) return undefined;
    return found.items[((at % found.items.length) + found.items.length) % found.items.length] ?? unknownAt(place);
  },
  length: ([value], place) => {
    const found = value && settled(value);
    const text = textOf(found);
    if (found?.kind === 'list' && found.isComplete) return { kind: 'number', value: found.items.length, place };
    if (found?.kind === 'map' && found.isComplete) return { kind: 'number', value: found.entries.size, place };
    return text === undefined ? undefined : { kind: 'number', value: [...text].length, place };
  },
  keys: ([value], place) => {
    const found = mapOf(value);
    if (found === undefined) return undefined;
    const items = [...found.entries.keys()].sort().map((key) => ({ kind: 'text', value: key, place }) as const);
    return { kind: 'list', items, isComplete: found.isComplete, place };
  },
  values: ([value], place) => {
    const found = mapOf(value);
    if (found === undefined) return undefined;
    const sorted = [...found.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    return { kind: 'list', items: sorted.map(([, item]) => item), isComplete: found.isComplete, place };
  },
  contains: ([list, wanted], place) => {
    const found = asList(list);
    const text = textOf(wanted);
    if (found === undefined || text === undefined) return undefined;
    if (found.items.some((item) => textOf(item) === text))
      return { kind: 'boolean', value: true, isWritten: false, place };
    const isCertain = found.isComplete && knownTexts(found.items) !== undefined;
    return isCertain ? { kind: 'boolean', value: false, isWritten: false, place } : undefined;
  },
  compact: ([list], place) => {
    const found = asList(list);
    if (found === undefined) return undefined;
    const items = found.items.filter((item) => settled(item).kind !== 'null' && textOf(item) !== '');
    return { kind: 'list', items, isComplete: found.isComplete, place };
  },
  distinct: ([list], place) => unique(asList(list), place),
  flatten: ([list], place) => {
    const items: Value[] = [];
    const isWhole = list !== undefined && flattenInto(items, list, 0);
    return { kind: 'list', items, isComplete: isWhole, place };
  },
  one: ([list], place) => {
    const found = asList(list);
    if (found?.items.length === 1) return found.items[0];
    return found?.isComplete === true && found.items.length === 0 ? { kind: 'null', place } : undefined;
  },
  slice: ([list, from, to], place) => {
    const [found, start, end] = [asList(list), numberOf(from), numberOf(to)];
    if (found === undefined || !found.isComplete || start === undefined || end === undefined) return undefined;
    return { kind: 'list', items: found.items.slice(start, end), isComplete: true, place };
  },
  range: (args, place) => {
    const [first = 0, second, step = 1] = args.map(numberOf);
    const [start, end] = args.length === 1 ? [0, first] : [first, second];
    if (end === undefined || step <= 0 || (end - start) / step > MAX_ITEMS) return undefined;
    const items: Value[] = [];
    for (let value = start; value < end; value += step) items.push({ kind: 'number', value, place });
    return { kind: 'list', items, isComplete: true, place };
  },
  zipmap: ([keys, values], place) => {
    const [names, items] = [knownTexts(asList(keys)?.items ?? []), asList(values)?.items];
    if (names === undefined || items === undefined || !isComplete(keys)) return undefined;
    const entries = new Map(names.map((name, at) => [name, items[at] ?? unknownAt(place)]));
    return { kind: 'map', entries, isComplete: true, place };
  },
  alltrue: ([list], place) => truth(list, place, 'every'),
  anytrue: ([list], place) => truth(list, place, 'some'),
  reverse: ([list], place) => {
    const found = asList(list);
    return found && { kind: 'list', items: [...found.items].reverse(), isComplete: found.isComplete, place };
  },
  sort: ([list], place) => {
    const found = asList(list);
    const texts = found?.isComplete === true ? knownTexts(found.items) : undefined;
    const items = texts && [...texts].sort().map((value) => ({ kind: 'text', value, place }) as const);
    return items && { kind: 'list', items, isComplete: true, place };
  },
};

type PlacedList = Extract<Value, { kind: 'list' }>;
type PlacedMap = Extract<Value, { kind: 'map' }>;

function asList(value: Value | undefined): PlacedList | undefined {
  const found = value && settled(value);
  return found?.kind === 'list' ? found : undefined;
}

function mapOf(value: Value | undefined): PlacedMap | undefined {
  const found = value && settled(value);
  return found?.kind === 'map' ? found : undefined;
}

function concat(args: readonly Value[], place: Place): Value | undefined {
  const items: Value[] = [];
  let isWhole = true;
  for (const argument of args) {
    const list = asList(argument);
    if (list === undefined || !list.isComplete) isWhole = false;
    items.push(...(list?.items ?? []));
    if (items.length > MAX_ITEMS) return undefined;
  }
  return { kind: 'list', items, isComplete: isWhole, place };
}

/** Later maps win; what an unknown one may say makes every key that it could replace uncertain. */
function merge(args: readonly Value[], place: Place): Value | undefined {
  const entries = new Map<string, Value>();
  let isWhole = true;
  for (const argument of args) {
    const found = settled(argument);
    if (found.kind === 'null') continue;
    if (found.kind !== 'map' || !found.isComplete) {
      isWhole = false;
      for (const [key, value] of entries) entries.set(key, unknownAt(value.place));
    }
    if (found.kind === 'map') for (const [key, value] of found.entries) entries.set(key, value);
    if (entries.size > MAX_ITEMS) return undefined;
  }
  return { kind: 'map', entries, isComplete: isWhole, place };
}

function lookup([map, key, fallback]: readonly Value[]): Value | undefined {
  const found = mapOf(map);
  const name = textOf(key);
  if (found === undefined || name === undefined) return undefined;
  return found.entries.get(name) ?? (found.isComplete ? fallback : undefined);
}

function unique(list: PlacedList | undefined, place: Place): Value | undefined {
  if (list === undefined) return undefined;
  const seen = new Set<string>();
  const items = list.items.filter((item) => {
    const text = textOf(item);
    if (text === undefined) return true;
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
  return { kind: 'list', items, isComplete: list.isComplete, place };
}

/** Says whether all of it was known. */
function flattenInto(items: Value[], value: Value, depth: number): boolean {
  const found = settled(value);
  if (found.kind !== 'list' || depth > 20 || items.length > MAX_ITEMS) {
    items.push(value);
    return found.kind !== 'unknown' && items.length <= MAX_ITEMS;
  }
  return found.items.map((item) => flattenInto(items, item, depth + 1)).every(Boolean) && found.isComplete;
}

function truth(list: Value | undefined, place: Place, kind: 'every' | 'some'): Value | undefined {
  const found = asList(list);
  const texts = found?.isComplete === true ? knownTexts(found.items) : undefined;
  return texts && { kind: 'boolean', value: texts[kind]((text) => text === 'true'), isWritten: false, place };
}
