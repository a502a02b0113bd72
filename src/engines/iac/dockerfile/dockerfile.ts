import type { Region } from '../../../model/location.ts';

/** A text of the file after line continuations are taken out, with the place of each of its parts. */
export interface PlacedLine {
  readonly value: string;
  regionOf(start: number, end: number): Region;
}

/** `<<NAME`: the lines up to `NAME`. */
export interface Heredoc {
  readonly name: string;
  readonly body: PlacedLine;
}

/** `--name=value` between an instruction's keyword and its arguments. */
export interface Flag {
  readonly name: string;
  readonly value: string;
}

/** One instruction (https://docs.docker.com/reference/dockerfile/). */
export interface Instruction {
  /** In capitals; of `ONBUILD X …` it is `X`. */
  readonly keyword: string;
  /** Whether it runs when another image is built from this one. */
  readonly onbuild: boolean;
  readonly flags: readonly Flag[];
  /** Everything behind keyword and flags. */
  readonly args: PlacedLine;
  /** The elements of the JSON form; `undefined` for the shell form. */
  readonly json: readonly string[] | undefined;
  readonly heredocs: readonly Heredoc[];
  /** From the keyword to the last character that is no white space, here-documents not included. */
  readonly region: Region;
}

/** What one FROM begins. */
export interface Stage {
  /** `stage build`, or `stage 1` (from 0, as `COPY --from=1` counts) where it has no name. */
  readonly address: string;
  readonly name: string | undefined;
  readonly from: Instruction;
  /** The image or stage, as written. */
  readonly image: { readonly text: string; readonly region: Region };
  /** The image with the defaults of the file's ARGs put in; `undefined` where a value is not known. */
  readonly imageName: string | undefined;
  /** The same with what is known put in, and variables without a value as written. */
  readonly knownImage: string;
  /** The stage that this one builds on. */
  readonly base: Stage | undefined;
  readonly isFinal: boolean;
  readonly instructions: readonly Instruction[];
}

export interface Dockerfile {
  readonly stages: readonly Stage[];
  /** ARGs before the first FROM. */
  readonly globals: readonly Instruction[];
}

/** The value of an instruction's flag. */
export function flagOf(instruction: Instruction, name: string): string | undefined {
  return instruction.flags.find((flag) => flag.name === name)?.value;
}

/** The last stage, which is what a build gives unless it asks for another. */
export function finalStage({ stages }: Dockerfile): Stage | undefined {
  return stages.at(-1);
}

/** A stage and those that it builds on, the bottom one first: all whose layers are in its image. */
export function lineage(stage: Stage): readonly Stage[] {
  const stages: Stage[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = at.base) stages.push(at);
  return stages.reverse();
}

/** Stages whose layers are in the final image. */
export function shippedStages(dockerfile: Dockerfile): readonly Stage[] {
  const last = finalStage(dockerfile);
  return last === undefined ? [] : lineage(last);
}
