/** Whether a parsed JSON value is an object (and no array). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is a text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The keys of those values that are objects, in the order of the file. */
export function keysOf(...values: readonly unknown[]): readonly string[] {
  return values.flatMap((value) => (isRecord(value) ? Object.keys(value) : []));
}
