import type { Region } from '../../../model/location.ts';
import type { FilePath } from '../../../model/path.ts';

/** Where a value is written. */
export interface Place {
  readonly path: FilePath;
  readonly region: Region;
}

/**
 * What an expression of Terraform or CloudFormation comes to, as far as that is certain. Checks conclude something only from what is known:
 * `unknown` is neither right nor wrong.
 */
export type Value = { readonly place: Place } & (
  | TextValue
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly isWritten: boolean }
  | { readonly kind: 'null' }
  | ListValue
  | MapValue
  | ReferenceValue
  | {
      readonly kind: 'unknown' /** It names something that is certainly not there: `try` goes on to its next argument. */;
      readonly isMissing?: true;
    }
);

export interface TextValue {
  readonly kind: 'text';
  /** With `HOLE` for every part that is not known. */
  readonly value: string;
  /** What the text is the JSON of, with places, when it was written by `jsonencode`. */
  readonly encodes?: Value;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** `false`: there may be others. */
  readonly isComplete: boolean;
}

export interface MapValue {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** `false`: there may be others. */
  readonly isComplete: boolean;
}

/** An attribute of a resource that the same code describes. */
export interface ReferenceValue {
  readonly kind: 'reference';
  /** The resource's address without the keys of its instances: `module.a.aws_s3_bucket.b`. */
  readonly address: string;
  readonly attribute: string;
  /** What the code says about the attribute; unknown when only the provider knows it. */
  readonly target: () => Value;
}

/** Stands in a text where a part is not known: no text of a configuration holds it. */
export const HOLE = '\u{f8ff}';

export function unknownAt(place: Place): Value {
  return { kind: 'unknown', place };
}

/** What a reference leads to; any other value as it is. */
export function settled(value: Value): Value {
  let current = value;
  for (let steps = 0; current.kind === 'reference' && steps < 20; steps += 1) current = current.target();
  return current.kind === 'reference' ? unknownAt(value.place) : current;
}

/** A text whose every part is known. Numbers and booleans are texts where a text is asked for, as both languages convert them. */
export function textOf(value: Value | undefined): string | undefined {
  const found = value && settled(value);
  switch (found?.kind) {
    case 'text':
      return found.value.includes(HOLE) ? undefined : found.value;
    case 'number':
    case 'boolean':
      return String(found.value);
    default:
      return undefined;
  }
}

/** A number, also one that is written as a text. */
export function numberOf(value: Value | undefined): number | undefined {
  const text = textOf(value)?.trim();
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}

/** A boolean, also one that is written as a text (`"true"`). */
export function booleanOf(value: Value | undefined): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** Whether there is certainly nothing: no such attribute, or null. */
export function isAbsent(value: Value | undefined): boolean {
  return value === undefined || settled(value).kind === 'null';
}

/** Whether a list certainly has nothing in it, or is not there. */
export function isEmptyList(value: Value | undefined): boolean {
  const found = value && settled(value);
  return isAbsent(found) || (found?.kind === 'list' && found.isComplete && found.items.length === 0);
}

/** Whether nothing may be concluded from it. */
export function isUnknown(value: Value | undefined): boolean {
  if (value === undefined) return false;
  const found = settled(value);
  return found.kind === 'unknown' || (found.kind === 'text' && found.value.includes(HOLE));
}

/** The items of a list, or the one value that stands for a list of one; none for null and what is unknown. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  const found = value && settled(value);
  if (found === undefined || found.kind === 'null' || found.kind === 'unknown') return [];
  return found.kind === 'list' ? found.items : [found];
}

/** Whether a list holds all of its items (anything but a list is complete unless it is unknown). */
export function isComplete(value: Value | undefined): boolean {
  const found = value && settled(value);
  if (found?.kind === 'unknown') return false;
  return found?.kind !== 'list' || found.isComplete;
}

/**
 * The value at a path of attributes and blocks (`rule.apply.sse_algorithm`), of lists the first item: `undefined` where there is
 * certainly none, unknown where nothing is certain.
 */
export function at(value: Value | undefined, path: string): Value | undefined {
  let current = value;
  for (const name of path.split('.')) {
    if (current === undefined) return undefined;
    current = entryOf(current, name);
  }
  return current;
}

function entryOf(value: Value, name: string): Value | undefined {
  const found = settled(value);
  switch (found.kind) {
    case 'map':
      return found.entries.get(name) ?? (found.isComplete ? undefined : unknownAt(found.place));
    case 'list': {
      const [first] = found.items;
      if (first !== undefined) return entryOf(first, name);
      return found.isComplete ? undefined : unknownAt(found.place);
    }
    case 'null':
      return undefined;
    default:
      return unknownAt(found.place);
  }
}
