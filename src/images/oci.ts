import { count, printable, shorten } from '../model/text.ts';
import { type BlobStore, type Bytes, digestOf, readWhole } from './bytes.ts';
import { type Descriptor, readConfig, readIndex, readManifest } from './documents.ts';
import { type Image, instructionsOf } from './image.ts';
import { ImageError } from './image-error.ts';

const TAG = 'org.opencontainers.image.ref.name';
/** Indexes within indexes; the standard allows any depth, and one is used. */
const DEEPEST_INDEX = 4;
/** The largest manifests and configurations that registries take have 4 MB. */
const MAX_DOCUMENT_BYTES = 8 * 2 ** 20;

/**
 * The image of this tag in an OCI layout (https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md); without a tag the only one.
 * Of several platforms linux/amd64, else the first. Throws `ImageError`.
 */
export async function openOciLayout(store: BlobStore, tag: string | undefined): Promise<Image> {
  const top = await store.find('index.json');
  if (top === undefined) throw new ImageError('is no OCI layout: it has no index.json', 'name a folder that has one');
  const { manifests } = readIndex(await readWhole(top, MAX_DOCUMENT_BYTES, 'an index'));
  const chosen = choose(manifests.filter(isImage), tag);
  const { descriptor, notes } = await choosePlatform(store, chosen, 0);

  const manifest = readManifest(await document(store, descriptor, 'manifest'));
  const config = readConfig(await document(store, manifest.config, 'configuration'));
  const diffIds = config.rootfs.diff_ids ?? [];
  if (diffIds.length !== manifest.layers.length) {
    throw new ImageError(
      `has ${count(manifest.layers.length, 'layer')}, and its configuration speaks of ${diffIds.length}`,
    );
  }
  const instructions = instructionsOf(config, manifest.layers.length);
  const layers = manifest.layers.map(async (layer, index) => ({
    index,
    digest: layer.digest,
    diffId: diffIds[index],
    bytes: await blob(store, layer, `layer ${index + 1}`),
    createdBy: instructions[index] ?? '',
  }));
  return { config, layers: await Promise.all(layers), notes };
}

/** Attestations stand beside the images that they are about (https://docs.docker.com/build/metadata/attestations/attestation-storage/). */
function isImage({ annotations, platform }: Descriptor): boolean {
  return annotations?.['vnd.docker.reference.type'] === undefined && platform?.os !== 'unknown';
}

function choose(manifests: readonly Descriptor[], tag: string | undefined): Descriptor {
  const tags = manifests.map(({ annotations }) => annotations?.[TAG] ?? '');
  const fitting = tag === undefined ? manifests : manifests.filter((_, at) => tags[at] === tag);
  const [first, ...others] = fitting;
  const known = [...new Set(tags.filter((name) => name !== ''))].map((name) => shorten(printable(name), 40));
  if (first === undefined) {
    if (tag === undefined) throw new ImageError('holds no image');
    throw new ImageError(
      `holds no image with the tag ${tag}`,
      known.length === 0 ? 'leave out the tag' : `tags there: ${known.slice(0, 10).join(', ')}`,
    );
  }
  if (others.some(({ digest }) => digest !== first.digest)) {
    throw new ImageError(
      `holds ${manifests.length} images`,
      `say which one: oci:DIR:TAG with one of ${known.slice(0, 10).join(', ')}`,
    );
  }
  return first;
}

async function choosePlatform(
  store: BlobStore,
  descriptor: Descriptor,
  depth: number,
): Promise<{ readonly descriptor: Descriptor; readonly notes: readonly string[] }> {
  const bytes = await document(store, descriptor, 'manifest');
  if (!isIndex(descriptor, bytes)) return { descriptor, notes: [] };
  if (depth >= DEEPEST_INDEX) throw new ImageError('has indexes within indexes');
  const platforms = readIndex(bytes).manifests.filter(isImage);
  const usual = platforms.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64');
  const chosen = usual ?? platforms[0];
  if (chosen === undefined) throw new ImageError('holds no image');
  const inner = await choosePlatform(store, chosen, depth + 1);
  const others = platforms
    .filter((other) => other !== chosen)
    .map(({ platform }) => `${platform?.os}/${platform?.architecture}`);
  const left = shorten(printable(others.join(', ')), 100);
  return {
    descriptor: inner.descriptor,
    notes: others.length === 0 ? inner.notes : [`not looked at: ${left}`, ...inner.notes],
  };
}

function isIndex({ mediaType }: Descriptor, bytes: Buffer): boolean {
  if (mediaType != null && mediaType !== '') return /image\.index|manifest\.list/.test(mediaType);
  return /"manifests"\s*:/.test(bytes.toString('latin1'));
}

async function document(store: BlobStore, descriptor: Descriptor, noun: string): Promise<Buffer> {
  const bytes = await readWhole(await blob(store, descriptor, noun), MAX_DOCUMENT_BYTES, `a ${noun}`);
  if (digestOf(bytes) !== descriptor.digest) {
    throw new ImageError(
      `has a ${noun} that is not what its digest says`,
      'build or fetch the image again, and find out who changed it',
    );
  }
  return bytes;
}

async function blob(store: BlobStore, { digest, size }: Descriptor, noun: string): Promise<Bytes> {
  const found = await store.find(`blobs/sha256/${digest.slice('sha256:'.length)}`);
  if (found === undefined)
    throw new ImageError(`misses the blob of its ${noun}: ${digest.slice(0, 19)}…`, 'copy the whole image');
  if (found.sizeBytes !== size) {
    throw new ImageError(
      `has a ${noun} of ${count(found.sizeBytes, 'byte')} where ${size} were promised`,
      'copy the whole image',
    );
  }
  return found;
}
