import type { Bytes } from './bytes.ts';
import type { ImageConfig } from './documents.ts';

/** One layer, not yet read. */
export interface ImageLayer {
  /** From 0, the bottom one first. */
  readonly index: number;
  /** Of the blob; `undefined` in archives that name their layers in another way. */
  readonly digest: string | undefined;
  /** Of the tar archive in it, as the configuration says. */
  readonly diffId: string | undefined;
  readonly bytes: Bytes;
  /** The instruction that made it, as the history has it; empty where the history says nothing. */
  readonly createdBy: string;
}

/** An image that was found on the disk, with everything but its layers read. */
export interface Image {
  readonly config: ImageConfig;
  readonly layers: readonly ImageLayer[];
  /** Things worth knowing: which of several platforms was taken. */
  readonly notes: readonly string[];
}

/** The instruction behind each layer, where the history has one entry for each of them. */
export function instructionsOf({ history }: ImageConfig, layers: number): readonly string[] {
  const filled = (history ?? []).filter(({ empty_layer: isEmpty }) => isEmpty !== true);
  return Array.from({ length: layers }, (_, at) => (filled.length === layers ? (filled[at]?.created_by ?? '') : ''));
}
