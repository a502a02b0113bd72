import type { FilePath } from '../../model/path.ts';
import { utf16WithoutMark } from '../../model/utf16.ts';
import { type FileKind, fileKind } from './file-kind.ts';

/** Where git looks for a NUL, which makes a file binary (its buffer_is_binary). */
const BINARY_PROBE = 8000;
/** The share of NULs there from which on we believe it: compiled files have many, and one in a comment must not hide a script. */
const BINARY_SHARE = 0.01;
/** Longer lines are generated: only formats with an unmistakable prefix are looked for there. */
export const LONG_LINE = 10_000;
/** No person writes lines of code that are longer than this; bundles have them, in which names and words mean little. */
const DENSE_LINE = 1000;

/** A file made ready to be searched. Offsets into `text` and `bytes` are the same. */
export interface Source {
  readonly path: FilePath;
  readonly kind: FileKind;
  /** UTF-8, mostly; may hold invalid sequences. */
  readonly bytes: Buffer;
  /** One character per byte (latin1): the fastest to make, and every format is ASCII. */
  readonly text: string;
  /** Start and end (exclusive, without its line end) of the line around an offset. */
  line(at: number): Line;
}

export interface Line {
  readonly start: number;
  readonly end: number;
}

/** `undefined` for a binary file. UTF-16 is read as text, with a byte-order mark or where its zeros betray it. */
export function openSource(path: FilePath, content: Uint8Array): Source | undefined {
  const bytes = asUtf8(content);
  if (isBinary(path, bytes.subarray(0, BINARY_PROBE))) return undefined;
  return new OpenedSource(path, bytes);
}

/** Whether the line around an offset is one of a bundled program. */
export function isDense(source: Source, at: number): boolean {
  if (!source.kind.code) return false;
  const { start, end } = source.line(at);
  return end - start > DENSE_LINE;
}

/** Extensions of shells and of build files, whose values stand as words. */
const SCRIPTS = new Set(['sh', 'bash', 'zsh', 'ksh', 'fish', 'ps1', 'bat', 'cmd', 'mk', 'dockerfile']);

/** What its name says is text is read as text, whatever is in it: compilers and interpreters pass over a NUL in a comment. */
function isBinary(path: FilePath, head: Buffer): boolean {
  if (!head.includes(0)) return false;
  const { unquoted, extension } = fileKind(path);
  if (unquoted !== 'word' || SCRIPTS.has(extension)) return false;
  const zeros = head.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  return zeros >= head.length * BINARY_SHARE;
}

/** In most files nothing is worth a second look: what a second look needs is made at the first question. */
class OpenedSource implements Source {
  readonly path: FilePath;
  readonly bytes: Buffer;
  #kind: FileKind | undefined;
  #text: string | undefined;
  #line: ((at: number) => Line) | undefined;

  constructor(path: FilePath, bytes: Buffer) {
    this.path = path;
    this.bytes = bytes;
  }

  get kind(): FileKind {
    this.#kind ??= fileKind(this.path);
    return this.#kind;
  }

  get text(): string {
    this.#text ??= this.bytes.toString('latin1');
    return this.#text;
  }

  line(at: number): Line {
    this.#line ??= lineFinder(this.text);
    return this.#line(at);
  }
}

function asUtf8(content: Uint8Array): Buffer {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < 2) return bytes;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.toString('utf16le', 2), 'utf8');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromBigEndian(bytes.subarray(2));
  if (!bytes.subarray(0, BINARY_PROBE).includes(0)) return bytes;
  switch (utf16WithoutMark(bytes)) {
    case 'utf-16le':
      return Buffer.from(bytes.toString('utf16le'), 'utf8');
    case 'utf-16be':
      return fromBigEndian(bytes);
    case undefined:
      return bytes;
  }
}

function fromBigEndian(bytes: Buffer): Buffer {
  const even = bytes.length - (bytes.length % 2);
  return Buffer.from(Buffer.from(bytes.subarray(0, even)).swap16().toString('utf16le'), 'utf8');
}

/** Remembers the last line, so that many questions about one very long line cost one search. */
function lineFinder(text: string): (at: number) => Line {
  let last: Line = { start: 0, end: -1 };
  return (at) => {
    if (at >= last.start && at <= last.end) return last;
    const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    last = { start, end: end > start && text.charCodeAt(end - 1) === 0x0d && end > at ? end - 1 : end };
    return last;
  };
}
