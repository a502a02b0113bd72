import { PlatformError } from '../model/errors.ts';
import type { ImageName } from '../model/image-name.ts';
import type { FilePath } from '../model/path.ts';
import { printable } from '../model/text.ts';
import type { Files } from '../ports/files.ts';
import { openArchive } from './archive.ts';
import { folderStore } from './bytes.ts';
import type { Image, ImageLayer } from './image.ts';
import { ImageError } from './image-error.ts';
import { type LayerContent, LayerReader, type Wanted } from './layer.ts';
import type { Budget } from './limits.ts';
import { openOciLayout } from './oci.ts';
import { unpackLayer } from './unpack.ts';

/** Finds the image of this name below `root` and reads all but its layers. Rejects with `ImageError` or `PlatformError`. */
export async function openImage(name: ImageName, root: FilePath, files: Files): Promise<Image> {
  const path = /^(\/|[A-Za-z]:[\\/])/.test(name.path) ? name.path : `${root.replace(/\/$/, '')}/${name.path}`;
  const { kind, sizeBytes } = await statOf(path, files);
  switch (name.kind) {
    case 'oci':
      if (kind !== 'directory')
        throw new ImageError('is no folder', 'name the folder of an OCI layout, or use docker-archive:FILE');
      return openOciLayout(folderStore(files, path), name.tag);
    case 'docker-archive':
      if (kind !== 'file') throw new ImageError('is no file', 'name the file that docker save wrote, or use oci:DIR');
      return openArchive(files, path, sizeBytes, name.tag);
  }
}

/**
 * Reads one layer and checks it against its digests: what a layer says counts only when it is the layer that the image names (and if that ends
 * too early, as far as it goes). Rejects with `ImageError` (which names the layer) or `PlatformError`.
 */
export async function readLayer(layer: ImageLayer, wanted: Wanted, budget: Budget): Promise<LayerContent> {
  const reader = new LayerReader(wanted, budget);
  let digests: { readonly blob: string; readonly content: string };
  try {
    digests = await unpackLayer(layer.bytes, reader, budget);
  } catch (error) {
    throw error instanceof ImageError ? inLayer(error, layer) : error;
  }
  const { content } = reader;
  const problem = content.problem && inLayer(content.problem, layer);
  const isOther =
    (layer.digest !== undefined && layer.digest !== digests.blob) ||
    (layer.diffId !== undefined && layer.diffId !== digests.content);
  if (isOther) {
    if (problem !== undefined) throw problem;
    throw new ImageError(
      `has a layer that is not what its digest says (layer ${layer.index + 1})`,
      'build or fetch the image again, and find out who changed it',
    );
  }
  return { ...content, problem };
}

function inLayer({ message, remedy }: ImageError, { index }: ImageLayer): ImageError {
  return new ImageError(`${message} (layer ${index + 1})`, remedy);
}

async function statOf(path: FilePath, files: Files) {
  try {
    return await files.stat(await files.resolve(path));
  } catch (error) {
    if (!(error instanceof PlatformError) || error.code !== 'not-found') throw error;
    throw new ImageError(
      `there is no ${printable(path.slice(path.lastIndexOf('/') + 1))}`,
      'build or save the image before the scan, or leave it out of images',
    );
  }
}
