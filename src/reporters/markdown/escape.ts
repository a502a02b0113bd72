import { type FilePath, pathToUri } from '../../model/path.ts';
import { oneLine, shownPath } from '../safe-text.ts';

/** A character that nobody sees and that ends a mention, an autolink or a shortcode. */
const BREAK = '&#8203;';

/**
 * What means something to GitHub, in one pass: signs of Markdown, HTML and table cells; `@`, `#1` and `GH-1`; the beginnings of web and mail
 * addresses (https://github.github.com/gfm/#autolinks-extension-); shortcodes; and what starts a block at the start of a line.
 */
const MEANING =
  /(?<before>@|#(?=\w)|(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|(?<![a-z])GH(?=-\d)|:(?=[\w+-]+:))|(?<sign>[&<>"'`*_[\]|~\\$]|^[+\-=:]|^#(?!\w))|^(?<number>\d+)(?<end>[.)])(?=\s|$)/gi;

/**
 * A text from outside as Markdown that shows exactly it: no markup, no table cell's end, no HTML, and none of the links that GitHub makes by
 * itself: mentions, issue references, web and mail addresses, emoji shortcodes. One line of at most `length` characters.
 */
export function asMarkdown(text: string, length: number): string {
  return neutral(oneLine(text, length));
}

/** The same for prose, in which a piece between backticks is code: `Set \`env\` at the step`. */
export function proseAsMarkdown(text: string, length: number): string {
  // Pieces at odd places stood between two backticks; without its partner the last one is a sign like any other.
  const pieces = oneLine(text, length).split('`');
  if (pieces.length % 2 === 0) return neutral(oneLine(text, length));
  return pieces
    .map((piece, at) => (at % 2 === 0 || piece === '' ? neutral(piece) : `<code>${neutral(piece)}</code>`))
    .join('');
}

/** The same for a path. */
export function pathAsMarkdown(path: FilePath, length = 200): string {
  return neutral(shownPath(path, length).trim());
}

/**
 * A link to a line of a file at the judged commit, or its plain text where there is no address. `text` is Markdown.
 * What `pathToUri` leaves as it is and Markdown would read is percent-encoded on top.
 */
export function linkTo(text: string, path: FilePath, line: number, blobUrl: string | undefined): string {
  if (blobUrl === undefined || !/^https?:\/\/[^\s()<>"'[\]\\`]+\/$/.test(blobUrl)) return text;
  const uri = pathToUri(path).replace(/[()&'*!;$@~_#]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${text}](${blobUrl}${uri}#L${line})`;
}

function neutral(line: string): string {
  return line.replace(MEANING, (match, ...rest) => {
    // The last argument of a replacer is the named groups (ECMA-262 §22.2.6.11).
    const { sign, number, end } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (sign !== undefined) return reference(sign);
    return number === undefined || end === undefined ? match + BREAK : number + reference(end);
  });
}

/** A character reference is never read as structure (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references). */
function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
