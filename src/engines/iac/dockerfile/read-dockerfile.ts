import { shorten } from '../../../model/text.ts';
import { type SourceText, sourceText } from '../../yaml-document/source-text.ts';
import { substitute } from '../variables.ts';
import { assignmentsOf, wordsOf } from './assignments.ts';
import type { Dockerfile, Flag, Instruction, PlacedLine, Stage } from './dockerfile.ts';
import { type LogicalLine, logicalLines } from './logical-lines.ts';

/** A Dockerfile, and why that may not be all of the file: one clause. */
export interface ReadDockerfile {
  readonly dockerfile: Dockerfile | undefined;
  readonly problem: string | undefined;
  readonly source: SourceText;
}

/** The largest Dockerfiles that people write stay far below. */
const MAX_CHARACTERS = 256 * 1024;

const MAX_INSTRUCTION = 32 * 1024;

const KEYWORDS = new Set(
  'FROM RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL'.split(
    ' ',
  ),
);

/** Reads a text as a Dockerfile. Never throws; instructions that it does not know are left out and named. */
export function readDockerfile(text: string): ReadDockerfile {
  const source = sourceText(text);
  const unreadable = (problem: string) => ({ dockerfile: undefined, problem, source });
  if (text.length > MAX_CHARACTERS) return unreadable('larger than 256 KiB');
  if (/^[^#\n]*(?:\{\{|\{%|<%)/m.test(text) && !/^\s*FROM\s+[\w./:@$-]/im.test(text))
    return unreadable('a template of a Dockerfile');
  const { lines, problem } = logicalLines(source);
  const instructions: Instruction[] = [];
  let unknown: string | undefined;
  for (const line of lines) {
    const instruction = readInstruction(line);
    if (lengthOf(line) > MAX_INSTRUCTION) {
      unknown ??= `an instruction of more than 32 KiB at line ${instruction.region.startLine}`;
      continue;
    }
    if (instruction.keyword === 'FROM' && instruction.args.value.trim() === '')
      unknown ??= `FROM without an image at line ${instruction.region.startLine}`;
    if (KEYWORDS.has(instruction.keyword)) instructions.push(instruction);
    else unknown ??= `no instruction at line ${instruction.region.startLine}: ${shorten(instruction.keyword, 20)}`;
  }
  const dockerfile = readStages(instructions);
  if (dockerfile.stages.length === 0) return unreadable(unknown ?? 'not a Dockerfile: it has no FROM');
  return { dockerfile, problem: unknown ?? problem, source };
}

function lengthOf({ text, heredocs }: LogicalLine): number {
  return heredocs.reduce((sum, { body }) => sum + body.value.length, text.value.length);
}

function readInstruction({ text, heredocs }: LogicalLine): Instruction {
  const [, space = '', onbuild = '', keyword = ''] = /^(\s*)(ONBUILD\s+)?(\S*)/i.exec(text.value) ?? [];
  let from = space.length + onbuild.length + keyword.length;
  const flags: Flag[] = [];
  for (;;) {
    const flag = /^\s+--([\w-]+)(?:=(\S*))?(?=\s|$)/.exec(text.value.slice(from, from + 2000));
    if (flag?.[1] === undefined || !['FROM', 'RUN', 'ADD', 'COPY', 'HEALTHCHECK'].includes(keyword.toUpperCase()))
      break;
    flags.push({ name: flag[1], value: flag[2] ?? '' });
    from += flag[0].length;
  }
  from += /^\s*/.exec(text.value.slice(from))?.[0].length ?? 0;
  const args = tail(text, from);
  return {
    keyword: keyword.toUpperCase(),
    onbuild: onbuild !== '',
    flags,
    args,
    json: readJson(args.value),
    heredocs,
    region: text.regionOf(space.length, Math.max(text.value.trimEnd().length, space.length)),
  };
}

function tail(text: PlacedLine, from: number): PlacedLine {
  return { value: text.value.slice(from), regionOf: (start, end) => text.regionOf(from + start, from + end) };
}

/** The JSON form is taken only where it is JSON of texts; anything else is a shell's (as the builder does). */
function readJson(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Words of FROM: image, and `AS name`. ARGs before the first FROM give their defaults to every FROM. */
function readStages(instructions: readonly Instruction[]): Dockerfile {
  const first = instructions.findIndex(({ keyword, onbuild }) => keyword === 'FROM' && !onbuild);
  const globals = instructions.slice(0, Math.max(first, 0)).filter(({ keyword }) => keyword === 'ARG');
  const known = new Map<string, string>();
  for (const { name, value } of globals.flatMap(assignmentsOf)) {
    const { value: text, certain } = substitute(value ?? '$', (other) => known.get(other));
    if (certain) known.set(name, text);
  }
  const groups: Instruction[][] = [];
  for (const instruction of first === -1 ? [] : instructions.slice(first)) {
    if (instruction.keyword === 'FROM' && !instruction.onbuild) groups.push([]);
    groups.at(-1)?.push(instruction);
  }
  const stages: Stage[] = [];
  const byName = new Map<string, Stage>();
  for (const [index, group] of groups.entries()) {
    const stage = readStage(group, index, index === groups.length - 1, { known, byName });
    if (stage === undefined) continue;
    stages.push(stage);
    if (stage.name !== undefined) byName.set(stage.name.toLowerCase(), stage);
  }
  return { stages, globals };
}

interface Before {
  readonly known: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, Stage>;
}

function readStage(group: readonly Instruction[], index: number, isFinal: boolean, before: Before): Stage | undefined {
  const [from, ...instructions] = group;
  if (from === undefined) return undefined;
  const [image, as, name] = wordsOf(from);
  const named = as?.value.toLowerCase() === 'as' ? name?.value : undefined;
  const { value, certain } = substitute(image?.value ?? '', (variable) => before.known.get(variable));
  return {
    address: `stage ${named ?? index}`,
    name: named,
    from,
    image: { text: image?.value ?? '', region: image?.region ?? from.region },
    imageName: certain ? value : undefined,
    knownImage: value,
    base: certain ? before.byName.get(value.toLowerCase()) : undefined,
    isFinal,
    instructions,
  };
}
