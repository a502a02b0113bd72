import { HOLE, type Place, settled, textOf, type Value } from './value.ts';

/** Deeper than any policy document. */
const MAX_DEPTH = 40;
const MAX_TEXT = 200_000;

/** `jsonencode`: the text, and beside it what it is the JSON of. */
export function encodeJson(value: Value, place: Place): Value | undefined {
  const text = JSON.stringify(plain(value, 0));
  return text === undefined || text.length > MAX_TEXT
    ? undefined
    : { kind: 'text', value: text, encodes: value, place };
}

/** A value for JSON; what is not known is a hole. */
function plain(value: Value, depth: number): unknown {
  const found = settled(value);
  if (depth > MAX_DEPTH) return HOLE;
  switch (found.kind) {
    case 'text':
    case 'number':
    case 'boolean':
      return found.value;
    case 'null':
      return null;
    case 'list':
      return found.items.map((item) => plain(item, depth + 1));
    case 'map':
      return Object.fromEntries([...found.entries].map(([key, item]) => [key, plain(item, depth + 1)]));
    default:
      return HOLE;
  }
}

/** `jsondecode`, and what a policy document in a text says; `undefined` unless all of it is JSON. Every part stands at `place`. */
export function decodeJson(value: Value | undefined, place: Place): Value | undefined {
  const found = value && settled(value);
  if (found?.kind !== 'text') return undefined;
  if (found.encodes !== undefined) return found.encodes;
  if (found.value.length > MAX_TEXT) return undefined;
  try {
    return placed(parseJson(found.value), place, 0);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What is written by hand often has a comma too many, which its author will have to take out; it says what it says. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return JSON.parse(text.replace(/,(\s*[\]}])/g, '$1'));
  }
}

function placed(value: unknown, place: Place, depth: number): Value {
  if (depth > MAX_DEPTH) return { kind: 'unknown', place };
  if (value === null) return { kind: 'null', place };
  if (typeof value === 'string') return value === HOLE ? { kind: 'unknown', place } : { kind: 'text', value, place };
  if (typeof value === 'number') return { kind: 'number', value, place };
  if (typeof value === 'boolean') return { kind: 'boolean', value, isWritten: false, place };
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item) => placed(item, place, depth + 1)), isComplete: true, place };
  }
  const entries = Object.entries(value as object).map(([key, item]) => [key, placed(item, place, depth + 1)] as const);
  return { kind: 'map', entries: new Map(entries), isComplete: true, place };
}

/** A text of which every part must be known. */
export function knownTexts(values: readonly Value[]): readonly string[] | undefined {
  const texts = values.map(textOf);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
