import type { FilePath } from '../model/path.ts';
import { printable, shorten } from '../model/text.ts';
import type { Files } from '../ports/files.ts';
import { type BlobStore, digestOf, fileBytes, readWhole } from './bytes.ts';
import { readArchiveManifest, readConfig } from './documents.ts';
import { type Image, instructionsOf } from './image.ts';
import { ImageError } from './image-error.ts';
import { openOciLayout } from './oci.ts';
import { TarReader } from './tar.ts';
import { BLOCK_BYTES } from './tar-header.ts';

/** The blobs of the largest images are some hundred. */
const MOST_ENTRIES = 20_000;
const MAX_DOCUMENT_BYTES = 8 * 2 ** 20;
const MOST_LINKS = 10;

interface Entry {
  readonly start: number;
  readonly sizeBytes: number;
  readonly link: string | undefined;
}

/**
 * The image in what `docker save` writes (https://github.com/moby/docker-image-spec/blob/main/spec.md, "Combined Image JSON + Filesystem Changeset
 * Format"), or in an OCI layout packed with tar. `tag` is needed where there are several. Throws `ImageError`.
 */
export async function openArchive(
  files: Files,
  path: FilePath,
  sizeBytes: number,
  tag: string | undefined,
): Promise<Image> {
  const store = archiveStore(files, path, await listArchive(files, path, sizeBytes));
  const top = await store.find('manifest.json');
  if (top === undefined) {
    if ((await store.find('index.json')) !== undefined) return openOciLayout(store, tag);
    throw new ImageError('is no image: it has neither manifest.json nor index.json', 'save it with docker save');
  }
  const images = readArchiveManifest(await readWhole(top, MAX_DOCUMENT_BYTES, 'a manifest'));
  const fitting = tag === undefined ? images : images.filter(({ RepoTags: tags }) => tags?.includes(tag));
  const [image, ...others] = fitting;
  if (image === undefined)
    throw new ImageError(`holds no image with the name ${tag}`, `names there: ${namesOf(images)}`);
  if (others.length > 0) {
    throw new ImageError(
      `holds ${fitting.length} images`,
      `say which one: docker-archive:FILE:NAME:TAG with one of ${namesOf(images)}`,
    );
  }
  return openImage(store, image);
}

function namesOf(images: readonly { readonly RepoTags?: readonly string[] | null | undefined }[]): string {
  return shorten(printable(images.flatMap(({ RepoTags: tags }) => tags ?? []).join(', ') || 'none'), 200);
}

async function openImage(
  store: BlobStore,
  image: { readonly Config: string; readonly Layers: readonly string[] },
): Promise<Image> {
  const document = await store.find(image.Config);
  if (document === undefined) throw new ImageError('misses its configuration', 'save the image again');
  const bytes = await readWhole(document, MAX_DOCUMENT_BYTES, 'a configuration');
  const promised = digestInName(image.Config);
  if (promised !== undefined && promised !== digestOf(bytes)) {
    throw new ImageError(
      'has a configuration that is not what its name says',
      'save the image again, and find out who changed it',
    );
  }
  const config = readConfig(bytes);
  const diffIds = config.rootfs.diff_ids ?? [];
  if (diffIds.length !== image.Layers.length) {
    throw new ImageError(`has ${image.Layers.length} layers, and its configuration speaks of ${diffIds.length}`);
  }
  const instructions = instructionsOf(config, image.Layers.length);
  const layers = image.Layers.map(async (name, index) => {
    const blob = await store.find(name);
    if (blob === undefined) throw new ImageError(`misses its layer ${index + 1}`, 'save the image again');
    return { index, digest: undefined, diffId: diffIds[index], bytes: blob, createdBy: instructions[index] ?? '' };
  });
  return { config, layers: await Promise.all(layers), notes: [] };
}

/** `<digest>.json` and `blobs/sha256/<digest>` say what they hold. */
function digestInName(name: string): string | undefined {
  const hex = /(?:^|\/)([0-9a-f]{64})(?:\.json)?$/.exec(name)?.[1];
  return hex === undefined ? undefined : `sha256:${hex}`;
}

/** Where each entry of the archive begins, without reading what is in them. */
async function listArchive(files: Files, path: FilePath, sizeBytes: number): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let next = 0;
  let skipped = 0;
  const reader = new TarReader({
    entry({ name, linkName, type, sizeBytes: size }) {
      if (entries.size >= MOST_ENTRIES) throw new ImageError(`is no image: it has more than ${MOST_ENTRIES} entries`);
      const link = type === '1' ? linkName : type === '2' ? besides(name, linkName) : undefined;
      entries.set(tidy(name), { start: next, sizeBytes: size, link });
      skipped = size - (size % BLOCK_BYTES);
      return undefined;
    },
  });
  while (next < sizeBytes) {
    const block = await files.readPart(path, next, BLOCK_BYTES);
    if (block.length < BLOCK_BYTES)
      throw new ImageError('ends too early: it is no whole tar archive', 'save the image again');
    next += BLOCK_BYTES;
    skipped = 0;
    reader.write(block);
    if (skipped > 0) {
      if (next + skipped > sizeBytes)
        throw new ImageError('ends too early: it is no whole tar archive', 'save the image again');
      reader.skip(skipped);
      next += skipped;
    }
  }
  reader.end();
  return entries;
}

function archiveStore(files: Files, path: FilePath, entries: ReadonlyMap<string, Entry>): BlobStore {
  return {
    async find(name) {
      let entry = entries.get(tidy(name));
      // Layers that two images share are links in archives of old versions.
      for (let links = 0; entry?.link !== undefined && links < MOST_LINKS; links += 1)
        entry = entries.get(tidy(entry.link));
      return entry === undefined || entry.link !== undefined
        ? undefined
        : fileBytes(files, path, entry.start, entry.sizeBytes);
    },
  };
}

function besides(name: string, target: string): string {
  return target.startsWith('/') ? target : `${name.slice(0, name.lastIndexOf('/') + 1)}${target}`;
}

/** Without `.` and `..`; nothing is above the archive. */
function tidy(name: string): string {
  const segments: string[] = [];
  for (const segment of name.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
