import type { Image } from '../../images/image.ts';
import { ImageError } from '../../images/image-error.ts';
import type { LayerContent, Sieve } from '../../images/layer.ts';
import { Budget } from '../../images/limits.ts';
import { Overlay, type Removal } from '../../images/overlay.ts';
import { openImage, readLayer } from '../../images/read-image.ts';
import { type Distribution, distributionOf } from '../../inventory/distribution.ts';
import { GoBuildInfoSieve } from '../../inventory/go/build-info.ts';
import { readOsRelease } from '../../inventory/os-release.ts';
import type { ImageName } from '../../model/image-name.ts';
import type { FilePath } from '../../model/path.ts';
import type { Assets } from '../../ports/assets.ts';
import type { Files } from '../../ports/files.ts';
import type { ImageFacts, LayerFacts } from './facts.ts';
import { languagePackagesIn } from './language-packages.ts';
import { OsDatabases } from './os-databases.ts';
import { wantedKind } from './wanted-files.ts';

/** What reading an image needs of the world. */
export interface ImageSource {
  readonly root: FilePath;
  readonly files: Files;
  readonly assets: Assets;
}

/**
 * Reads an image, layer upon layer; of a damaged one what of it can be read. Rejects with `ImageError` or `PlatformError` for what is no image, or
 * cannot be had.
 */
export async function inspectImage(name: ImageName, { root, files, assets }: ImageSource): Promise<ImageFacts> {
  const image = await openImage(name, root, files);
  const overlay = new Overlay();
  const databases = new OsDatabases(assets);
  const budget = new Budget();
  const removals: Removal[] = [];
  const layers: LayerFacts[] = [];
  const unreadLayers: ImageError[] = [];
  for (const layer of image.layers) {
    const { changes, fileBytes, problem } = await readLayer(layer, wanted, budget).catch(nothingOf);
    if (problem !== undefined) unreadLayers.push(problem);
    removals.push(...overlay.apply(changes, layer.index));
    await databases.follow(overlay, layer.index);
    layers.push(layerFacts(image, layer.index, fileBytes));
  }
  const languages = languagePackagesIn(overlay);
  return {
    name,
    config: image.config,
    layers,
    files: overlay,
    removals: removals.filter(({ path }) => overlay.find(path) === undefined),
    distribution: distributionIn(overlay),
    osPackages: databases.packages,
    languagePackages: languages.packages,
    unreadLayers,
    damaged: databases.problems,
    problems: languages.problems,
    notes: image.notes,
  };
}

/** A layer that says nothing, because it is damaged or another than the image names. */
function nothingOf(error: unknown): LayerContent {
  if (!(error instanceof ImageError)) throw error;
  return { changes: [], fileBytes: 0, problem: error };
}

/** Smaller ones cannot hold Go's runtime; larger ones are data. */
const PROGRAM_BYTES = { least: 256 * 1024, most: 1024 * 2 ** 20 };

/** Known files whole; programs are looked through for what Go wrote into them. */
function wanted(path: FilePath, sizeBytes: number, mode: number): 'whole' | Sieve | undefined {
  if (wantedKind(path, sizeBytes) !== undefined) return 'whole';
  const isProgram = (mode & 0o111) !== 0 && sizeBytes >= PROGRAM_BYTES.least && sizeBytes <= PROGRAM_BYTES.most;
  return isProgram ? new GoBuildInfoSieve() : undefined;
}

function layerFacts({ layers, config }: Image, index: number, fileBytes: number): LayerFacts {
  const layer = layers[index];
  const digest = layer?.digest ?? layer?.diffId ?? config.rootfs.diff_ids?.[index] ?? '';
  return { index, digest, createdBy: layer?.createdBy ?? '', fileBytes };
}

function distributionIn(files: Overlay): Distribution | undefined {
  for (const path of ['etc/os-release', 'usr/lib/os-release']) {
    const entry = files.find(path);
    const release = entry?.kind === 'file' && entry.content !== undefined ? readOsRelease(entry.content) : undefined;
    if (release !== undefined) return distributionOf(release);
  }
  return undefined;
}
