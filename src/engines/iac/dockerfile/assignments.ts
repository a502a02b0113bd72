import type { Region } from '../../../model/location.ts';
import type { Instruction } from './dockerfile.ts';

/** One variable of an ENV, ARG or LABEL. */
export interface Assignment {
  readonly name: string;
  /** Without its quotes; `undefined` for `ARG NAME`. */
  readonly value: string | undefined;
  readonly region: Region;
  /** The place of the value, its quotes included. */
  readonly valueRegion: Region;
}

/** A word as shells and Dockerfiles cut them: quotes and escapes hold it together. */
const WORD = /(?:[^\s"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+/g;

/** The variables that an ENV or ARG sets, in both spellings (`ENV A=b C=d`, `ENV A b`). */
export function assignmentsOf(instruction: Instruction): readonly Assignment[] {
  const { keyword, args } = instruction;
  const legacy = /^\s*([^\s=]+)\s+(\S[\s\S]*)$/.exec(args.value);
  if (keyword === 'ENV' && legacy?.[1] !== undefined && legacy[2] !== undefined) {
    const start = args.value.indexOf(legacy[1]);
    const end = args.value.trimEnd().length;
    const valueStart = end - legacy[2].trimEnd().length;
    return [
      {
        name: legacy[1],
        value: unquote(legacy[2].trim()),
        region: args.regionOf(start, end),
        valueRegion: args.regionOf(valueStart, end),
      },
    ];
  }
  return [...args.value.matchAll(WORD)].map((match) => {
    const [word] = match;
    const at = match.index;
    const equals = word.indexOf('=');
    const end = at + word.length;
    return {
      name: equals === -1 ? word : word.slice(0, equals),
      value: equals === -1 ? undefined : unquote(word.slice(equals + 1)),
      region: args.regionOf(at, end),
      valueRegion: args.regionOf(equals === -1 ? at : at + equals + 1, end),
    };
  });
}

/** The words of an instruction's arguments, quotes taken off, with their places. */
export function wordsOf(instruction: Instruction): readonly { readonly value: string; readonly region: Region }[] {
  const { args, json } = instruction;
  const whole = args.regionOf(0, args.value.trimEnd().length);
  if (json !== undefined) return json.map((value) => ({ value, region: whole }));
  return [...args.value.matchAll(WORD)].map((match) => ({
    value: unquote(match[0]),
    region: args.regionOf(match.index, match.index + match[0].length),
  }));
}

/** Quotes and the escapes of spaces and quotes; a variable stays as it is. */
function unquote(word: string): string {
  return word.replace(/"((?:[^"\\]|\\[\s\S])*)"?|'([^']*)'?|\\([^$])/g, (_all, double, single, escaped) =>
    double !== undefined ? String(double).replace(/\\(["\\])/g, '$1') : (single ?? escaped ?? ''),
  );
}
