import type { SourceText } from '../../yaml-document/source-text.ts';
import type { Heredoc, PlacedLine } from './dockerfile.ts';

/** An instruction's text without continuations and comments, and the here-documents behind it. */
export interface LogicalLine {
  readonly text: PlacedLine;
  readonly heredocs: readonly Heredoc[];
}

export interface LogicalLines {
  readonly lines: readonly LogicalLine[];
  /** Why the last one may be wrong. */
  readonly problem: string | undefined;
}

/** A stretch of the logical text and where it comes from. */
interface Segment {
  readonly at: number;
  readonly offset: number;
}

/**
 * Cuts a Dockerfile into instructions: lines are joined at the escape character, comments and empty lines between them left out
 * (https://docs.docker.com/reference/dockerfile/#format, #escape, #here-documents).
 */
export function logicalLines(source: SourceText): LogicalLines {
  const reader = new LineReader(source.text);
  const escaping = escapeCharacter(source.text);
  const lines: LogicalLine[] = [];
  let problem: string | undefined;
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    if (isNothing(line.text)) continue;
    const text = joinLines(line, reader, escaping, source);
    const heredocs: Heredoc[] = [];
    for (const marker of heredocMarkers(text.value)) {
      const heredoc = readHeredoc(marker, reader, source);
      if (!heredoc.closed) problem ??= `the here-document ${marker.name} has no end`;
      heredocs.push(heredoc);
    }
    lines.push({ text, heredocs });
  }
  return { lines, problem };
}

interface Line {
  readonly text: string;
  readonly offset: number;
}

/** The physical lines, one after the other, without their ends. */
class LineReader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Line | undefined {
    const offset = this.#at;
    if (offset >= this.#text.length) return undefined;
    const end = this.#text.indexOf('\n', offset);
    this.#at = end === -1 ? this.#text.length : end + 1;
    const text = this.#text.slice(offset, end === -1 ? undefined : end);
    return { text: text.endsWith('\r') ? text.slice(0, -1) : text, offset };
  }
}

function isNothing(text: string): boolean {
  const start = text.trimStart();
  return start === '' || start.startsWith('#');
}

/** `# escape=` stands among the directives at the very top; any other line ends them. */
function escapeCharacter(text: string): string {
  for (const line of text.slice(0, 2000).split('\n')) {
    const [, name = '', value = ''] = /^\s*#\s*([\w.]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === '') break;
    if (name.toLowerCase() === 'escape') return value === '`' ? '`' : '\\';
  }
  return '\\';
}

function joinLines(first: Line, reader: LineReader, escaping: string, source: SourceText): PlacedLine {
  const parts: string[] = [];
  const segments: Segment[] = [];
  let length = 0;
  for (let line: Line | undefined = first; line !== undefined; line = reader.next()) {
    if (parts.length > 0 && isNothing(line.text)) continue;
    const end = line.text.trimEnd();
    const continues = end.endsWith(escaping);
    const text = continues ? end.slice(0, -1) : line.text;
    segments.push({ at: length, offset: line.offset });
    parts.push(text);
    length += text.length;
    if (!continues) break;
  }
  return placedLine(parts.join(''), segments, source);
}

function placedLine(value: string, segments: readonly Segment[], source: SourceText): PlacedLine {
  const offsetOf = (at: number) => {
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((segments[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const segment = segments[low];
    return (segment?.offset ?? 0) + at - (segment?.at ?? 0);
  };
  // The end is that of the character before it: what follows may stand on a later line.
  const regionOf = (start: number, end: number) =>
    source.region(offsetOf(start), end > start ? offsetOf(end - 1) + 1 : offsetOf(start));
  return { value, regionOf };
}

interface Marker {
  readonly name: string;
  readonly stripsTabs: boolean;
}

/** `<<NAME`, `<<-NAME`, `<<"NAME"` as words of RUN, COPY and ADD. */
function heredocMarkers(text: string): readonly Marker[] {
  if (!/^\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i.test(text)) return [];
  return [...text.matchAll(/(?<=\s)\d*<<(-?)(?:"(\w+)"|'(\w+)'|(\w+))(?=[\s;|&>)]|$)/g)].map((match) => ({
    name: match[2] ?? match[3] ?? match[4] ?? '',
    stripsTabs: match[1] === '-',
  }));
}

function readHeredoc(marker: Marker, reader: LineReader, source: SourceText): Heredoc & { readonly closed: boolean } {
  const parts: string[] = [];
  const segments: Segment[] = [];
  let length = 0;
  let closed = false;
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    const text = marker.stripsTabs ? line.text.replace(/^\t+/, '') : line.text;
    closed = text === marker.name;
    if (closed) break;
    segments.push({ at: length, offset: line.offset });
    parts.push(line.text);
    length += line.text.length + 1;
  }
  return { name: marker.name, body: placedLine(parts.join('\n'), segments, source), closed };
}
