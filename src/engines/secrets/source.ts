import type { FilePath } from '../../model/path.ts';
import { type FileKind, fileKind } from './file-kind.ts';

/** As git decides it: a NUL in the first 8,000 bytes makes a file binary (git's buffer_is_binary). */
const BINARY_PROBE = 8000;
/** Longer lines are generated: only formats with an unmistakable prefix are looked for there. */
export const LONG_LINE = 10_000;

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

/** `undefined` for a binary file. UTF-16 with a byte-order mark is read as text. */
export function openSource(path: FilePath, content: Uint8Array): Source | undefined {
  const bytes = asUtf8(content);
  if (bytes.subarray(0, BINARY_PROBE).includes(0)) return undefined;
  return new OpenedSource(path, bytes);
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
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.length - (bytes.length % 2);
    return Buffer.from(Buffer.from(bytes.subarray(0, even)).swap16().toString('utf16le', 2), 'utf8');
  }
  return bytes;
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
