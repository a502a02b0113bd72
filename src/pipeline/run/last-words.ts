import { stripVTControlCharacters } from 'node:util';
import { redactTokens } from '../../model/redact.ts';
import { printable, shorten } from '../../model/text.ts';

/** With what is said around it, a status stays within 200 characters. */
const MAX_CHARACTERS = 120;

/**
 * The last line that a program wrote, fit for a status: printable, short, and without anything that could be a credential.
 * Empty when it wrote none.
 */
export function lastWords(output: Uint8Array): string {
  const lines = Buffer.from(output)
    .toString('utf8')
    .split(/[\r\n]+/);
  const said = lines.map((line) => printable(stripVTControlCharacters(line)).trim()).filter((line) => line !== '');
  return shorten(redactTokens(said.at(-1) ?? ''), MAX_CHARACTERS);
}
