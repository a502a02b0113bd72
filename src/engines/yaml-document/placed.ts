import type { Region } from '../../model/location.ts';

/** A YAML value with its place: all that the models of workflows and of infrastructure are built from. Aliases are resolved, keys are texts. */
export type PlacedValue = (PlacedText | PlacedList | PlacedMap | PlacedEmpty) & Tagged;

export interface Tagged {
  /** A local tag (`!Ref`), which means something to CloudFormation alone. */
  readonly tag?: string;
}

/** A scalar. Numbers and booleans are texts as they are written, so there is no other kind. */
export interface PlacedText {
  readonly kind: 'text';
  readonly value: string;
  /** The scalar as it stands, quotes included; of a block only the lines with text. */
  readonly region: Region;
  /** The place of `value.slice(start, end)` in the file, whatever the scalar's style. */
  readonly regionOf: (start: number, end: number) => Region;
}

export interface PlacedList {
  readonly kind: 'list';
  readonly items: readonly PlacedValue[];
  readonly region: Region;
}

export interface PlacedMap {
  readonly kind: 'map';
  readonly entries: readonly PlacedEntry[];
  readonly region: Region;
}

/** `key:` with nothing behind it, or null. */
export interface PlacedEmpty {
  readonly kind: 'empty';
  readonly region: Region;
}

export interface PlacedEntry {
  readonly key: PlacedText;
  readonly value: PlacedValue;
}

/** The value of a map's key; `undefined` if it has none or is no map. */
export function valueAt(value: PlacedValue | undefined, key: string): PlacedValue | undefined {
  return entryAt(value, key)?.value;
}

/** The entry of a map's key; of duplicate keys the first. */
export function entryAt(value: PlacedValue | undefined, key: string): PlacedEntry | undefined {
  return value?.kind === 'map' ? value.entries.find((entry) => entry.key.value === key) : undefined;
}

/** The text at a map's key, if it is one. */
export function textAt(value: PlacedValue | undefined, key: string): PlacedText | undefined {
  const found = valueAt(value, key);
  return found?.kind === 'text' ? found : undefined;
}

/** All entries of a map; none for anything else. */
export function entriesOf(value: PlacedValue | undefined): readonly PlacedEntry[] {
  return value?.kind === 'map' ? value.entries : [];
}

/** The entries of a map whose values are texts. */
export function textEntriesOf(value: PlacedValue | undefined): readonly TextEntry[] {
  return entriesOf(value).flatMap(({ key, value: entry }) => (entry.kind === 'text' ? [{ key, value: entry }] : []));
}

export interface TextEntry {
  readonly key: PlacedText;
  readonly value: PlacedText;
}

/** A text or the texts of a list: `branches: main` and `branches: [main]` mean the same. */
export function textsAt(value: PlacedValue | undefined): readonly PlacedText[] {
  if (value?.kind === 'text') return [value];
  return value?.kind === 'list' ? value.items.filter((item) => item.kind === 'text') : [];
}

/** Every text at or below a value, keys not included, in order. */
export function textsBelow(value: PlacedValue | undefined): readonly PlacedText[] {
  switch (value?.kind) {
    case undefined:
    case 'empty':
      return [];
    case 'text':
      return [value];
    case 'list':
      return value.items.flatMap(textsBelow);
    case 'map':
      return value.entries.flatMap((entry) => textsBelow(entry.value));
  }
}
