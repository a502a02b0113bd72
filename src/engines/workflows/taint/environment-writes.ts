/** A place of a script that writes to the file of the environment or of the path of later steps. */
export interface EnvironmentWrite {
  readonly file: 'GITHUB_ENV' | 'GITHUB_PATH';
  /** The line that names the file, without white space around it, as a part of the script. */
  readonly start: number;
  readonly end: number;
  /** All that is written, as it stands: the line, the block or loop that it ends, the text that a here-document gives. */
  readonly text: string;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** `>> "$GITHUB_ENV"`, `| tee -a $GITHUB_ENV`, `Add-Content $env:GITHUB_ENV`, `>> %GITHUB_ENV%`. */
const FILE = /(?:\$\{?(?:env:)?|%)(GITHUB_ENV|GITHUB_PATH)\b/i;
const WRITE = /(?:>|\btee\b|\b(?:Add-Content|Set-Content|Out-File|AppendAllText|WriteAllText|sc|ac)\b)/i;

/** A block or loop longer than this is no step that anyone writes; keeps a hostile script from costs in the square of its length. */
const MOST_LINES = 200;

/** Every write to the two files in a script of a shell, PowerShell or cmd. */
export function environmentWrites(script: string): readonly EnvironmentWrite[] {
  const lines = linesOf(script);
  return lines.flatMap(({ text, start }, index) => {
    const file = FILE.exec(text)?.[1]?.toUpperCase();
    if ((file !== 'GITHUB_ENV' && file !== 'GITHUB_PATH') || !WRITE.test(text) || text.trimStart().startsWith('#'))
      return [];
    const from = firstLine(lines, index);
    const to = lastLine(lines, index);
    // A quoted delimiter takes the text as it is: no variable in it means anything.
    const body = HERE_DOCUMENT.exec(text)?.[1] === '' ? lines.slice(index + 1, to + 1) : [];
    const written = [...lines.slice(from, index + 1), ...body].map((line) => line.text).join('\n');
    return [
      { file, start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length, text: written },
    ];
  });
}

function linesOf(script: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const text of script.split('\n')) {
    lines.push({ text, start });
    start += text.length + 1;
  }
  return lines;
}

/** What closes a group, by what opens it. */
const GROUPS: readonly { readonly close: RegExp; readonly open: RegExp }[] = [
  { close: /^\}/, open: /(?:^|\s)\{$|^\{(?:\s|$)/ },
  { close: /^\)/, open: /^\(/ },
  { close: /^done\b/, open: /^(?:for|while|until)\b/ },
  { close: /^fi\b/, open: /^if\b/ },
];

/** The line where what this one writes begins: the opening of its group, or the first of those that it goes on. */
function firstLine(lines: readonly Line[], index: number): number {
  const text = lines[index]?.text.trim() ?? '';
  const group = GROUPS.find(({ close }) => close.test(text));
  if (group === undefined) return firstOfCommand(lines, index);
  let depth = 0;
  for (let at = index; at >= Math.max(0, index - MOST_LINES); at -= 1) {
    const line = lines[at]?.text.trim() ?? '';
    if (group.close.test(line)) depth += 1;
    if (group.open.test(line)) depth -= 1;
    if (depth === 0) return firstOfCommand(lines, at);
  }
  return index;
}

/** `echo "…" |` and `echo "…" \` go on in the next line. */
function firstOfCommand(lines: readonly Line[], index: number): number {
  let at = index;
  while (at > 0 && index - at < MOST_LINES && /[|\\]\s*$|&&\s*$/.test(lines[at - 1]?.text ?? '')) at -= 1;
  return at;
}

const HERE_DOCUMENT = /<<-?\s*(["']?)(\w+)\1/;

/** Where the here-document of a line ends; the line itself without one. */
function lastLine(lines: readonly Line[], index: number): number {
  const delimiter = HERE_DOCUMENT.exec(lines[index]?.text ?? '')?.[2];
  if (delimiter === undefined) return index;
  for (let at = index + 1; at < Math.min(lines.length, index + MOST_LINES); at += 1)
    if (lines[at]?.text.trim() === delimiter) return at;
  return index;
}
