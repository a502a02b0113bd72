import type { FilePath } from '../../model/path.ts';
import { decodeText } from '../decode-text.ts';
import { type ForeignPackage, unreadable } from '../inventory.ts';
import { type IncludeRole, parseRequirementLine } from './requirement-line.ts';

/** One requirements file by itself: what it pulls in from other files is named, not read. */
export interface Requirements {
  readonly manifest: FilePath;
  readonly declared: readonly Declared[];
  readonly foreign: readonly ForeignPackage[];
  readonly includes: readonly Include[];
  /** Lines that are no requirement. */
  readonly misunderstood: readonly number[];
}

export interface Declared {
  readonly name: string;
  /** `undefined` where the file allows a range. */
  readonly version: string | undefined;
  readonly line: number;
}

export interface Include {
  readonly role: IncludeRole;
  /** As written: relative to the folder of the file. */
  readonly target: string;
  readonly line: number;
}

/** Reads a requirements file (https://pip.pypa.io/en/stable/reference/requirements-file-format/). */
export function readRequirements(
  manifest: FilePath,
  bytes: Uint8Array,
):
  | { readonly kind: 'read'; readonly requirements: Requirements }
  | { readonly kind: 'unreadable'; readonly why: string } {
  const text = decodeText(bytes);
  if (text === undefined) return unreadable('is not text in an encoding that is known');
  const declared: Declared[] = [];
  const foreign: ForeignPackage[] = [];
  const includes: Include[] = [];
  const misunderstood: number[] = [];
  for (const { content, line } of logicalLines(text)) {
    const parsed = parseRequirementLine(content);
    switch (parsed.kind) {
      case 'package':
        declared.push({ name: parsed.name, version: parsed.version, line });
        break;
      case 'foreign':
        foreign.push({ name: parsed.name, origin: parsed.origin, line });
        break;
      case 'include':
        includes.push({ role: parsed.role, target: parsed.target, line });
        break;
      case 'misunderstood':
        misunderstood.push(line);
        break;
      case 'option':
        break;
    }
  }
  return { kind: 'read', requirements: { manifest, declared, foreign, includes, misunderstood } };
}

/** Lines joined at a trailing backslash, without comments; `line` is the first. Empty ones are left out. */
function* logicalLines(text: string): Generator<{ readonly content: string; readonly line: number }> {
  let pieces: string[] = [];
  let start = 1;
  for (const [index, physical] of text.split(/\r\n|\r|\n/).entries()) {
    if (pieces.length === 0) start = index + 1;
    // A comment line ends what it continues: pip never joins beyond it.
    const isComment = /^[ \t]*#/.test(physical);
    if (physical.endsWith('\\') && !isComment) {
      pieces.push(physical.slice(0, -1));
      continue;
    }
    const content = withoutComment([...pieces, isComment ? '' : physical].join(''));
    pieces = [];
    if (content !== '') yield { content, line: start };
  }
  const rest = withoutComment(pieces.join(''));
  if (rest !== '') yield { content: rest, line: start };
}

function withoutComment(line: string): string {
  const at = line.search(/(^|[ \t])#/);
  return (at < 0 ? line : line.slice(0, at)).trim();
}
