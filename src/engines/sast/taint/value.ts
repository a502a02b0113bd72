import { mergeTraces, type Trace, traceBelow } from './trace.ts';

/**
 * What the analysis knows of a value that holds something from outside; `undefined` is a clean one. `fields` say more about properties:
 * `undefined` there is a property that is clean although the rest is not. Of a `closed` value (a request object) only the fields matter.
 */
export interface Value {
  readonly traces: readonly Trace[];
  readonly fields: ReadonlyMap<string, Value | undefined> | undefined;
  readonly closed: boolean;
}

/** Elements whose position nobody knows. */
export const ANY_ELEMENT = '*';

/** Of a closed value what a loop over it gives, where its other properties are not meant: the body of node's request, piece by piece. */
const EACH = '@each';

const MAX_FIELDS = 64;
const MAX_DEPTH = 3;

export function tainted(traces: readonly Trace[]): Value | undefined {
  return traces.length === 0 ? undefined : { traces, fields: undefined, closed: false };
}

/** A value of which these properties come from outside, and nothing else. */
export function closedValue(properties: readonly string[], trace: Trace): Value {
  const inner: Value = { traces: [trace], fields: undefined, closed: false };
  return { traces: [], fields: new Map(properties.map((property) => [property, inner])), closed: true };
}

/** The traces of a value and of all in it, as when it becomes text. */
export function allTraces(value: Value | undefined, depth = 0): readonly Trace[] {
  if (value === undefined || value.closed) return [];
  let traces = value.traces;
  if (value.fields !== undefined && depth < MAX_DEPTH) {
    for (const field of value.fields.values()) traces = mergeTraces(traces, allTraces(field, depth + 1));
  }
  return traces;
}

/** The traces of a value itself and of a list's elements: a record is not what stands in it. */
export function ownTraces(value: Value | undefined): readonly Trace[] {
  if (value === undefined || value.closed) return [];
  let traces = value.traces;
  for (const [key, field] of value.fields ?? []) {
    if (key === ANY_ELEMENT || /^\d+$/.test(key)) traces = mergeTraces(traces, ownTraces(field));
  }
  return traces;
}

export function propertyOf(value: Value | undefined, property: string): Value | undefined {
  if (value === undefined) return undefined;
  if (value.fields?.has(property)) return value.fields.get(property);
  const whole = tainted(value.traces.map((trace) => traceBelow(trace, property)));
  return value.closed ? whole : mergeValues(whole, value.fields?.get(ANY_ELEMENT));
}

/** Some element: which one is not known. */
export function elementOf(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  let element = tainted(value.traces);
  // Of a request only what the model says: the messages of a socket that a loop runs over.
  if (value.closed) return mergeValues(element, value.fields?.get(ANY_ELEMENT) ?? value.fields?.get(EACH));
  for (const field of value.fields?.values() ?? []) element = mergeValues(element, field);
  return element;
}

export function withProperty(value: Value | undefined, property: string, field: Value | undefined): Value | undefined {
  if (value === undefined && field === undefined) return undefined;
  const fields = new Map(value?.fields);
  if (fields.size >= MAX_FIELDS && !fields.has(property)) return mergeValues(value, tainted(allTraces(field)));
  if (field === undefined && (value?.traces.length ?? 0) === 0) fields.delete(property);
  else fields.set(property, field);
  if ((value?.traces.length ?? 0) === 0 && fields.size === 0) return undefined;
  return { traces: value?.traces ?? [], fields, closed: value?.closed ?? false };
}

/** What a variable may hold after either of two ways. */
export function mergeValues(a: Value | undefined, b: Value | undefined, depth = 0): Value | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const traces = mergeTraces(a.traces, b.traces);
  if (a.fields === undefined && b.fields === undefined)
    return { traces, fields: undefined, closed: a.closed && b.closed };
  if (depth >= MAX_DEPTH) return tainted(mergeTraces(allTraces(a), allTraces(b)));
  const fields = new Map<string, Value | undefined>();
  for (const key of new Set([...(a.fields?.keys() ?? []), ...(b.fields?.keys() ?? [])])) {
    if (fields.size >= MAX_FIELDS) break;
    fields.set(key, mergeValues(propertyOf(a, key), propertyOf(b, key), depth + 1));
  }
  return { traces, fields, closed: a.closed && b.closed };
}

/** Every trace changed; fields too. */
export function mapTraces(value: Value | undefined, change: (trace: Trace) => Trace, depth = 0): Value | undefined {
  if (value === undefined) return undefined;
  const fields =
    value.fields && depth < MAX_DEPTH
      ? new Map([...value.fields].map(([key, field]) => [key, mapTraces(field, change, depth + 1)]))
      : value.fields;
  return { ...value, traces: value.traces.map(change), fields };
}
