/** Strict readers of one value of a parsed report: what is not of the asked kind is `undefined`, whatever it is. */

/** A JSON object; arrays and null are none. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject | undefined {
  // A JSON value that is an object and no array has string keys and unknown values: that is all the cast says.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** An object's field, own properties only: a report cannot reach a prototype. */
export function field(value: unknown, name: string): unknown {
  const object = asObject(value);
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A list; anything else is an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that is not blank, cut to `length` UTF-16 code units without splitting a pair. */
export function asText(value: unknown, length: number): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return cut(value, length);
}

/** Cuts a text, with `…` where something was cut. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

/** A whole number of at least `least`; numeric texts and fractions are what some writers make of one. */
export function asCount(value: unknown, least: number): number | undefined {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  const whole = Math.floor(number);
  return whole >= least && whole <= Number.MAX_SAFE_INTEGER ? whole : undefined;
}
