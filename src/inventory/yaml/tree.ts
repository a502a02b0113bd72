/** What stands behind a key or a dash, and its line from 1. */
export interface YamlEntry {
  readonly line: number;
  readonly value: YamlValue;
}

/** Scalars are texts: a version `1.10` is never a number. Nothing at all is the empty text. */
export type YamlValue = string | YamlMap | readonly YamlEntry[];

export type YamlMap = Map<string, YamlEntry>;

/** The keys of a value that is a map; none else. */
export function entriesOf(value: YamlValue | undefined): ReadonlyMap<string, YamlEntry> {
  return value instanceof Map ? value : NOTHING;
}

/** Whether a value is a map, or what people write for one that is empty. */
export function isMapOrNothing(value: YamlValue | undefined): boolean {
  return value === undefined || value instanceof Map || value === '' || value === 'null' || value === '~';
}

/** The text of a scalar behind a key of a map. */
export function textAt(value: YamlValue | undefined, key: string): string | undefined {
  const found = entriesOf(value).get(key)?.value;
  return typeof found === 'string' ? found : undefined;
}

const NOTHING: ReadonlyMap<string, YamlEntry> = new Map();
