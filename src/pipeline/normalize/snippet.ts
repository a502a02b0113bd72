import type { Region } from '../../model/location.ts';

const LONGEST = 300;
const BEFORE = 60;

/** At most 300 characters of an (already redacted) line, around the place in a longer one, with `…` where something was left out. */
export function snippetOf(line: string, { startColumn }: Region): string {
  if (line.length <= LONGEST) return line;
  const from =
    startColumn - 1 + BEFORE < LONGEST ? 0 : Math.max(0, Math.min(startColumn - 1 - BEFORE, line.length - LONGEST));
  const to = from + LONGEST;
  return `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`;
}
