import type { PartialRegion } from '../../model/location.ts';
import type { FilePath } from '../../model/path.ts';
import { shorten } from '../../model/text.ts';
import type { ImageFacts, LayerFacts } from './facts.ts';

/** Where a finding of an image is shown: a line of the Dockerfile that made it, else the image itself. */
export interface Place {
  readonly path: FilePath;
  readonly region?: PartialRegion;
}

/** Where the parts of one image are shown. */
export interface Places {
  /** The instruction that made a layer. */
  layer(index: number): Place;
  /** What sets the user, environment and ports. */
  instruction(keyword: string, text?: string): Place;
  readonly image: Place;
}

/** `layer 2 of 5, sha256:0123456789ab, RUN apt-get install …` */
export function layerInWords({ layers }: ImageFacts, index: number): string {
  const layer = layers[index];
  if (layer === undefined) return 'an unknown layer';
  const { digest, createdBy } = layer;
  const by = shownInstruction(createdBy);
  return [`layer ${index + 1} of ${layers.length}`, shortDigest(digest), ...(by === '' ? [] : [by])].join(', ');
}

function shortDigest(digest: LayerFacts['digest']): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

/** The history's words without what every builder adds, and without values that may be secret. */
export function shownInstruction(createdBy: string): string {
  const { keyword, text } = readInstruction(createdBy);
  if (keyword === 'ENV' || keyword === 'ARG') return keyword;
  const start = text
    .slice(0, 200)
    .replace(/\b([\w-]*(?:pass|secret|token|key|auth|cred)[\w-]*)([= ])\S+/gi, '$1$2…')
    .replace(/:\/\/[^/\s@]+@/g, '://…@')
    .replace(/(-u[= ]?[^\s:]+:)\S+/g, '$1…')
    // What is long and mixes letters and digits may be a key that nobody announced.
    .replace(/[A-Za-z0-9_+=]{16,}/g, (word) => (/\d/.test(word) && /[A-Za-z]/.test(word) ? '…' : word));
  return shorten(`${keyword} ${start}`.trim(), 60);
}

/** Longer ones are not matched with a Dockerfile; the history is hostile. */
const LONGEST_INSTRUCTION = 16 * 1024;

/** An instruction of a history, as the builders write it. */
export interface HistoryInstruction {
  /** In capitals; `RUN` for what names none. Empty for an empty line. */
  readonly keyword: string;
  readonly text: string;
}

/**
 * `RUN /bin/sh -c X # buildkit`, `RUN |1 A=b /bin/sh -c X`, `/bin/sh -c #(nop) CMD ["x"]`, `/bin/sh -c X`: BuildKit's, the classic builder's and
 * buildah's ways to write a Dockerfile's line into the history (https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#properties, `created_by`).
 */
export function readInstruction(createdBy: string): HistoryInstruction {
  const line = createdBy.slice(0, LONGEST_INSTRUCTION).trim();
  const text = line.endsWith('# buildkit') ? line.slice(0, -'# buildkit'.length).trimEnd() : line;
  const inner = /^\/bin\/(?:ba)?sh -c #\(nop\)\s*(.*)$/s.exec(text)?.[1] ?? text;
  const [, keyword, rest = ''] =
    /^(RUN|COPY|ADD|ENV|USER|EXPOSE|WORKDIR|CMD|ENTRYPOINT|VOLUME|LABEL|ARG|HEALTHCHECK|STOPSIGNAL|SHELL|ONBUILD)\s+(.*)$/s.exec(
      inner,
    ) ?? [];
  if (keyword !== undefined && keyword !== 'RUN') return { keyword, text: folded(rest) };
  const shell = (keyword === 'RUN' ? rest : inner).replace(/^\|\d+ .*?(?=\/bin\/)/s, '');
  const script = shell.replace(/^\/bin\/(?:ba|a)?sh (?:-\w+ )*-\w*c /, '');
  return { keyword: inner === '' ? '' : 'RUN', text: folded(script) };
}

/** White space that a Dockerfile's line breaks and a history's differ in. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
