import { HIDDEN } from '../model/redact.ts';
import { ValueIndex } from './normalize/value-index.ts';

/** Makes every text in plain data safe to be shown. Gives the same data, not a copy, where nothing had to be hidden. */
export type Conceal = <Data>(data: Data) => Data;

/** A value is hidden everywhere only if it can be nothing else: `postgres` is somebody's password, and the name of many things. */
const SHORTEST = 12;
/** Keys of capitals alone are no shorter. */
const LONG = 16;

/** What things are called and found by: hiding a part would make another thing of them. */
const NAMES: ReadonlySet<string> = new Set([
  'path',
  'prefix',
  'id',
  'purl',
  'fingerprints',
  'lineHash',
  'digests',
  'from',
]);
/** Rules have ids of their own, which a report may have made of anything. */
const NAMED_ANYWAY: ReadonlySet<string> = new Set(['rule']);

/** The password of a URL (RFC 3986 §3.2.1), unless it says itself that it is filled in later. */
const USERINFO = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/@:"'`]{0,100}:)(?!%s|%\()[^\s/@"'`${}<>*…]{3,200}(?=@)/gi;

/**
 * Hides values that were found in any file from texts about anything: an exception's reason, a tool's name, another file's line. Of URLs the
 * passwords are hidden whether somebody found them or not.
 */
export function concealing(values: Iterable<string>): Conceal {
  const index = new ValueIndex([...new Set([...values].filter(isUnmistakable).flatMap(spellings))]);
  const text = (shown: string) => {
    const concealed = shown.length < SHORTEST ? shown : index.redact(shown, SHORTEST);
    return concealed.includes('://') ? concealed.replace(USERINFO, `$1${HIDDEN}`) : concealed;
  };
  const walk = (value: unknown, key: string, parent: string): unknown => {
    if (NAMES.has(key) && !(key === 'id' && NAMED_ANYWAY.has(parent))) return value;
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value))
      return sameOr(
        value,
        value.map((item) => walk(item, key, parent)),
      );
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const walked = entries.map(([name, item]) => [name, walk(item, name, key)] as const);
    return walked.every(([, item], at) => item === entries[at]?.[1]) ? value : Object.fromEntries(walked);
  };
  // Every text stays a text at its place: the shape, and so the type, is that of what was given.
  return <Data>(data: Data) => walk(data, '', '') as Data;
}

function sameOr(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  return after.every((item, at) => item === before[at]) ? before : after;
}

/** A value and what is left of it where a name does not know case: expressions of workflows give names in small letters, shells in capitals. */
function spellings(value: string): readonly string[] {
  return /[0-9]/.test(value) ? [value, value.toLowerCase(), value.toUpperCase()] : [value];
}

/** Of letters and digits; a long one of capitals too, but for one that could be words. */
function isUnmistakable(value: string): boolean {
  if (value.length < SHORTEST) return false;
  return (/[0-9]/.test(value) && /[A-Za-z]/.test(value)) || (value.length >= LONG && /[A-Z]/.test(value));
}
