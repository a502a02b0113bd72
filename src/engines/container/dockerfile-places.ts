import { imagePath } from '../../model/image-name.ts';
import { comparePaths, type FilePath } from '../../model/path.ts';
import { type Dockerfile, finalStage, type Instruction, lineage } from '../iac/dockerfile/dockerfile.ts';
import type { ImageFacts } from './facts.ts';
import { folded, type HistoryInstruction, type Place, type Places, readInstruction } from './places.ts';

/** A Dockerfile of the workspace. */
export interface ReadFile {
  readonly path: FilePath;
  readonly dockerfile: Dockerfile;
}

/** An instruction of a few characters (`RUN make`) says nothing about which Dockerfile it is from. */
const TELLING = 12;

/**
 * Finds the Dockerfile that an image was built from, by its history: the one with most instructions that stand in the history, if any of
 * them tells. Without one everything is shown at the image itself.
 */
export function placesOf(facts: Pick<ImageFacts, 'name' | 'config' | 'layers'>, files: readonly ReadFile[]): Places {
  const image: Place = { path: imagePath(facts.name) };
  const history = (facts.config.history ?? []).map(({ created_by: createdBy }) => readInstruction(createdBy ?? ''));
  const best = bestMatch(history, files);
  if (best === undefined) return { image, layer: () => image, instruction: () => image };
  const { path, instructions } = best;
  const at = (instruction: Instruction | undefined): Place =>
    instruction === undefined ? image : { path, region: instruction.region };
  return {
    image,
    layer: (index) => {
      const made = readInstruction(facts.layers[index]?.createdBy ?? '');
      return at(instructions.find((instruction) => isSame(instruction, made)));
    },
    instruction: (keyword, text = '') => {
      const fitting = instructions.filter((one) => one.keyword === keyword && one.args.value.includes(text));
      return at(fitting.at(-1) ?? best.from);
    },
  };
}

interface Match {
  readonly path: FilePath;
  readonly from: Instruction | undefined;
  readonly instructions: readonly Instruction[];
}

function bestMatch(history: readonly HistoryInstruction[], files: readonly ReadFile[]): Match | undefined {
  const known = new Set(history.map(keyOf));
  const rated = files.map(({ path, dockerfile }) => {
    const last = finalStage(dockerfile);
    const instructions = last === undefined ? [] : lineage(last).flatMap((stage) => stage.instructions);
    const told = instructions.filter((instruction) => known.has(keyOf(ofDockerfile(instruction))));
    const telling = told.filter(
      ({ keyword, args }) => /^(?:RUN|COPY|ADD)$/.test(keyword) && args.value.length >= TELLING,
    );
    return { path, from: last?.from, instructions, points: telling.length === 0 ? 0 : told.length };
  });
  const [best] = rated
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || comparePaths(a.path, b.path));
  return best;
}

function isSame(instruction: Instruction, made: HistoryInstruction): boolean {
  return made.text !== '' && keyOf(ofDockerfile(instruction)) === keyOf(made);
}

function keyOf({ keyword, text }: HistoryInstruction): string {
  return `${keyword} ${text}`;
}

/** Flags such as `--mount` are not in the history of a RUN; those of COPY are. */
function ofDockerfile({ keyword, flags, args, heredocs, json }: Instruction): HistoryInstruction {
  if (keyword === 'RUN') {
    const [script] = heredocs;
    return { keyword, text: folded(script?.body.value ?? json?.join(' ') ?? args.value) };
  }
  const written = flags.filter(({ name }) => name !== 'link').map(({ name, value }) => `--${name}=${value}`);
  return { keyword, text: folded([...written, json?.join(' ') ?? args.value].join(' ')) };
}
