/**
 * Text from outside (a scanner's message, a file's name, a rule's title) is hostile until it went through here:
 * without this it could carry terminal escapes, workflow commands or bidirectional overrides (CVE-2021-42574).
 */

// C0 and C1 controls, DEL, bidirectional controls, line and paragraph separators, zero-width characters, byte-order mark.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** One printable line: every control character, escape and lone surrogate is shown as `\xNN` or `\u{NNNN}`; tabs become a space. */
export function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(UNPRINTABLE, escapeCharacter).replace(LONE_SURROGATE, escapeCharacter);
}

/** The same for a text of several lines: line ends stay (as `\n`), everything else is made printable. */
export function printableLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(printable)
    .join('\n');
}

/**
 * Breaks what the runner would take for a workflow command, visibly and for good: `::` at the start of a line, which it looks for after
 * trimming white space, and `##[` anywhere in one (`TryParseV2` and `TryParse` of
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs). Takes finished text; colours before a `::` do not hide it.
 */
export function withoutCommands(text: string): string {
  return text.replaceAll('##[', '#\\x23[').replace(/^((?:\s|\u001b\[[\d;]*m)*):(?=:)/gm, '$1\\x3a');
}

/** White space folded to single spaces and cut to `length` characters, with `…` where something was cut. */
export function shorten(text: string, length: number): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  const characters = [...folded];
  return characters.length <= length
    ? folded
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/** `1 finding`, `2 findings`; give the plural where it is not `noun + s`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
