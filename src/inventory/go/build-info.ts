/**
 * What Go's linker writes into every program: its version and the modules that it was built from, as `go version -m` shows them
 * (https://pkg.go.dev/debug/buildinfo; the layout: https://github.com/golang/go/blob/go1.22.0/src/debug/buildinfo/buildinfo.go).
 */
import { valid } from 'semver';

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const ALIGNMENT = 16;
const HEADER_BYTES = 32;
/** Set since Go 1.18: the texts stand behind the header instead of somewhere else. */
const INLINE = 2;
/** Kubernetes names some 300 modules in 30 kB. */
const MOST_BYTES = 1024 * 1024;
/** The magic also stands in programs that read build information, as a text of theirs. */
const MOST_CANDIDATES = 16;
/** ELF, PE and the Mach-O kinds: what programs begin with. */
const START_BYTES = 4;
const PROGRAMS: readonly (readonly number[])[] = [
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xfe, 0xed, 0xfa],
];

/** A module that is in a program. */
export interface BuiltModule {
  readonly name: string;
  /** Without its `v`, as OSV writes it. */
  readonly version: string;
  /** The program's own. */
  readonly isMain: boolean;
}

/** Looks for build information in a program that comes in pieces, and keeps nothing else of it. */
export class GoBuildInfoSieve {
  #offset = 0;
  #isProgram: boolean | undefined;
  /** The first bytes, while there are too few to tell. */
  #head = Buffer.alloc(0);
  /** The last bytes of the piece before, in which the magic may begin. */
  #tail = Buffer.alloc(0);
  readonly #candidates: { readonly pieces: Uint8Array[]; size: number }[] = [];

  write(bytes: Uint8Array): void {
    const piece = this.#isProgram === undefined ? Buffer.concat([this.#head, bytes]) : bytes;
    if (this.#isProgram === undefined && piece.length < START_BYTES) {
      this.#head = Buffer.from(piece);
      return;
    }
    this.#isProgram ??= PROGRAMS.some((start) => start.every((byte, at) => piece[at] === byte));
    if (!this.#isProgram) return;
    for (const candidate of this.#candidates) keep(candidate, piece);
    const joined = Buffer.concat([this.#tail, piece]);
    const start = this.#offset - this.#tail.length;
    for (let at = joined.indexOf(MAGIC); at >= 0; at = joined.indexOf(MAGIC, at + 1)) {
      if ((start + at) % ALIGNMENT !== 0 || this.#candidates.length >= MOST_CANDIDATES) continue;
      const candidate = { pieces: [], size: 0 };
      keep(candidate, joined.subarray(at));
      this.#candidates.push(candidate);
    }
    // One byte less than the magic: what was found is not found again.
    this.#tail = Buffer.from(joined.subarray(Math.max(joined.length - MAGIC.length + 1, 0)));
    this.#offset += piece.length;
  }

  /** What it kept: everything from the magic on, of the first place that can be read; `undefined` for what is no such program. */
  result(): Buffer | undefined {
    return this.#candidates.map(({ pieces }) => Buffer.concat(pieces)).find((bytes) => textsOf(bytes) !== undefined);
  }
}

function keep(candidate: { readonly pieces: Uint8Array[]; size: number }, piece: Uint8Array): void {
  const part = Uint8Array.from(piece.subarray(0, MOST_BYTES - candidate.size));
  if (part.length > 0) candidate.pieces.push(part);
  candidate.size += part.length;
}

/** The modules in what the sieve kept, the standard library among them as `stdlib`; sorted as they stand there. */
export function readGoBuildInfo(bytes: Uint8Array): readonly BuiltModule[] {
  const texts = textsOf(bytes);
  if (texts === undefined) return [];
  const go = /^go(\d+\.\d+)(\.\d+)?((?:rc|beta)\d+)?/.exec(texts.go);
  const library = go === null ? [] : [`${go[1]}${go[2] ?? '.0'}${go[3] === undefined ? '' : `-${go[3]}`}`];
  return [...library.map((version) => ({ name: 'stdlib', version, isMain: false })), ...modulesIn(texts.modules)];
}

function modulesIn(text: string): readonly BuiltModule[] {
  const modules: BuiltModule[] = [];
  for (const line of text.split('\n')) {
    const [kind, name = '', version = ''] = line.split('\t');
    // `=>` replaces the module of the line before it.
    if (kind === '=>') modules.pop();
    if (kind !== 'mod' && kind !== 'dep' && kind !== '=>') continue;
    const bare = version.replace(/^v/, '');
    // A program that was built in its own folder is `(devel)`, a replacement by a folder has no version.
    modules.push({ name, version: valid(bare) === null || name.length > 500 ? '' : bare, isMain: kind === 'mod' });
  }
  return modules.filter(({ name, version }) => name !== '' && version !== '');
}

function textsOf(bytes: Uint8Array): { readonly go: string; readonly modules: string } | undefined {
  const flags = bytes[15] ?? 0;
  if (bytes.length < HEADER_BYTES || (flags & INLINE) === 0) return undefined;
  const go = textAt(bytes, HEADER_BYTES);
  const modules = go && textAt(bytes, go.end);
  if (go === undefined || modules === undefined || !/^(?:go|devel)/.test(go.text)) return undefined;
  // 16 bytes on both sides mark the text for other readers.
  return { go: go.text, modules: modules.text.slice(16, -16) };
}

function textAt(bytes: Uint8Array, at: number): { readonly text: string; readonly end: number } | undefined {
  let [length, shift, start] = [0, 0, at];
  for (; start < bytes.length && shift < 35; start += 1, shift += 7) {
    const byte = bytes[start] ?? 0;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  const end = start + 1 + length;
  if (end > bytes.length) return undefined;
  // Latin-1 keeps the count of the marks, which are no UTF-8; module paths are ASCII.
  return { text: Buffer.from(bytes.subarray(start + 1, end)).toString('latin1'), end };
}
