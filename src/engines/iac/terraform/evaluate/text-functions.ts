import { knownTexts } from '../../cloud/json.ts';
import { HOLE, numberOf, type Place, settled, textOf, type Value } from '../../cloud/value.ts';
import type { PureFunction } from './pure-function.ts';

/** Longest text that a function makes. */
const MAX_TEXT = 200_000;

/** Functions of texts and numbers (https://developer.hashicorp.com/terraform/language/functions, "String" and "Numeric Functions"). */
export const TEXT_FUNCTIONS: Readonly<Record<string, PureFunction>> = {
  lower: mapped((text) => text.toLowerCase()),
  upper: mapped((text) => text.toUpperCase()),
  title: mapped((text) =>
    text.replace(/(^|[\s\p{P}])(\p{L})/gu, (_all, before, letter) => before + letter.toUpperCase()),
  ),
  trimspace: mapped((text) => text.trim()),
  chomp: mapped((text) => text.replace(/[\r\n]+$/, '')),
  tostring: mapped((text) => text),
  base64encode: mapped((text) => Buffer.from(text).toString('base64')),
  base64decode: mapped((text) => Buffer.from(text, 'base64').toString('utf8')),
  dirname: mapped((text) => text.slice(0, Math.max(0, text.lastIndexOf('/'))) || '.'),
  basename: mapped((text) => text.slice(text.lastIndexOf('/') + 1)),
  trimprefix: texts(([text = '', prefix = '']) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: texts(([text = '', suffix = '']) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  replace: texts(([text = '', what = '', by = '']) =>
    // Between slashes it is a regular expression of another dialect.
    /^\/.*\/$/.test(what) || what === '' ? undefined : text.replaceAll(what, () => by),
  ),
  tonumber: ([value], place) => number(numberOf(value), place),
  tobool: ([value], place) => boolean(wordOf(value), place),
  startswith: ([text, prefix], place) => compare(text, prefix, place, (a, b) => a.startsWith(b)),
  endswith: ([text, suffix], place) => compare(text, suffix, place, (a, b) => a.endsWith(b)),
  strcontains: ([text, part], place) => compare(text, part, place, (a, b) => a.includes(b)),
  max: (args, place) => numeric(args, place, Math.max),
  min: (args, place) => numeric(args, place, Math.min),
  abs: (args, place) => numeric(args, place, (value) => Math.abs(value ?? 0)),
  ceil: (args, place) => numeric(args, place, (value) => Math.ceil(value ?? 0)),
  floor: (args, place) => numeric(args, place, (value) => Math.floor(value ?? 0)),
  format,
  join,
  split,
  substr: ([value, offset, length], place) => {
    const [text, from, count] = [textOf(value), numberOf(offset), numberOf(length)];
    if (text === undefined || from === undefined || count === undefined || from < 0) return undefined;
    return { kind: 'text', value: text.slice(from, count < 0 ? undefined : from + count), place };
  },
};

function wordOf(value: Value | undefined): boolean | undefined {
  const text = textOf(value);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function boolean(value: boolean | undefined, place: Place): Value | undefined {
  return value === undefined ? undefined : { kind: 'boolean', value, isWritten: false, place };
}

function number(value: number | undefined, place: Place): Value | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : { kind: 'number', value, place };
}

function mapped(change: (text: string) => string): PureFunction {
  return texts(([text = '']) => change(text));
}

function texts(change: (texts: readonly string[]) => string | undefined): PureFunction {
  return (args, place) => {
    const known = knownTexts(args);
    const value = known === undefined ? undefined : change(known);
    return value === undefined || value.length > MAX_TEXT ? undefined : { kind: 'text', value, place };
  };
}

function compare(
  left: Value | undefined,
  right: Value | undefined,
  place: Place,
  test: (a: string, b: string) => boolean,
): Value | undefined {
  const [a, b] = [textOf(left), textOf(right)];
  return a === undefined || b === undefined ? undefined : boolean(test(a, b), place);
}

function numeric(args: readonly Value[], place: Place, compute: (...values: number[]) => number): Value | undefined {
  const values = args.map(numberOf);
  return values.every((value) => value !== undefined) ? number(compute(...values), place) : undefined;
}

/** `%s`, `%d`, `%v` and `%q`; a text with holes where an argument is not known. */
function format([template, ...args]: readonly Value[], place: Place): Value | undefined {
  const text = textOf(template);
  if (text === undefined) return undefined;
  let next = 0;
  let isUnderstood = true;
  const value = text.replace(/%(%|[sdvq]|0?\d*d|)/g, (_all, verb: string) => {
    if (verb === '%') return '%';
    const argument = args[next];
    next += 1;
    if (verb === '' || argument === undefined) isUnderstood = false;
    const shown = argument === undefined ? '' : shownText(argument);
    if (verb === 'q') return JSON.stringify(shown);
    return /\d/.test(verb) ? shown.padStart(Number.parseInt(verb, 10), verb.startsWith('0') ? '0' : ' ') : shown;
  });
  return isUnderstood && value.length <= MAX_TEXT ? { kind: 'text', value, place } : undefined;
}

function shownText(value: Value): string {
  const found = settled(value);
  return found.kind === 'text' ? found.value : (textOf(found) ?? HOLE);
}

function join([separator, ...lists]: readonly Value[], place: Place): Value | undefined {
  const between = textOf(separator);
  const parts: string[] = [];
  for (const list of lists.map(settled)) {
    if (list.kind !== 'list' || !list.isComplete) return undefined;
    parts.push(...list.items.map(shownText));
  }
  const value = between === undefined ? undefined : parts.join(between);
  return value === undefined || value.length > MAX_TEXT ? undefined : { kind: 'text', value, place };
}

function split([separator, value]: readonly Value[], place: Place): Value | undefined {
  const [by, text] = [textOf(separator), textOf(value)];
  if (by === undefined || text === undefined) return undefined;
  const items = text.split(by).map((part) => ({ kind: 'text', value: part, place }) as const);
  return { kind: 'list', items, isComplete: true, place };
}
