import { nearest } from '../model/nearest.ts';
import { parseDuration } from './duration.ts';
import { showWord } from './key-path.ts';
import { timeLimit } from './schema.ts';
import { showChoices } from './words.ts';

/** What a raw text means, or why it means nothing: one sentence each, without the place. */
export type Reading<Value> = { readonly ok: Value } | { readonly wrong: readonly string[] };
export type Choice<Word extends string> = Reading<Word>;

const ON = ['true', 'on', 'yes', '1'];
const OFF = ['false', 'off', 'no', '0'];

/** One of these words, in any case. */
export function choiceOf<Word extends string>(value: string, choices: readonly Word[]): Choice<Word> {
  const word = value.trim();
  const chosen = choices.find((choice) => choice === word.toLowerCase());
  if (chosen !== undefined) return { ok: chosen };
  const guess = nearest(word.slice(0, 60), choices);
  const hint = guess === undefined ? '' : `: did you mean "${guess}"?`;
  return { wrong: [`it must be ${showChoices(choices)}, not "${showWord(word)}"${hint}`] };
}

/** The entries of a list: separated by commas or line ends, without the empty ones. */
export function listOf(value: string): readonly string[] {
  return value
    .split(/[,\r\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** The words that people use for yes and no. */
export function switchOf(value: string): Reading<boolean> {
  const word = value.trim().toLowerCase();
  if (ON.includes(word)) return { ok: true };
  if (OFF.includes(word)) return { ok: false };
  return { wrong: [`it must be true or false, not "${showWord(value)}"`] };
}

/** A whole number between two limits, both included. */
export function wholeNumberOf(value: string, least: number, most: number): Reading<number> {
  const number = /^\d{1,9}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return { ok: number };
  return { wrong: [`it must be a whole number from ${least} to ${most}, not "${showWord(value)}"`] };
}

/** A scanner's time limit, `120` (seconds), `90s` or `2m`, in milliseconds. */
export function durationOf(value: string): Reading<number> {
  const parsed = timeLimit.safeParse(value.trim());
  const ms = parsed.success ? parseDuration(parsed.data) : undefined;
  if (ms !== undefined) return { ok: ms };
  return { wrong: [`it must be ${parsed.error?.issues[0]?.message}, not "${showWord(value)}"`] };
}
