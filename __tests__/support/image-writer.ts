/** Images made up for tests, byte for byte as builders write them: nothing binary is committed. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** One entry of a tar archive to be; the claims lie where a test wants them to. */
export interface TarEntryToBe {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** `0` by default. */
  readonly type?: string;
  readonly link?: string;
  readonly mode?: number;
  /** The size field's twelve bytes, instead of the content's length. */
  readonly sizeField?: Uint8Array;
  readonly magic?: string;
}

/** A tar archive (POSIX ustar), with its two blocks of zeros unless `open`. */
export function tarOf(entries: readonly TarEntryToBe[], { open = false } = {}): Buffer {
  const parts = entries.flatMap((entry) => {
    const content = Buffer.from(entry.content ?? '');
    return [headerOf(entry, content.length), content, Buffer.alloc(-content.length & 511)];
  });
  return Buffer.concat(open ? parts : [...parts, Buffer.alloc(1024)]);
}

function headerOf(
  { name, type = '0', link = '', mode = 0o644, sizeField, magic = 'ustar\u000000' }: TarEntryToBe,
  size: number,
): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  block.write('0000000\u00000000000\0', 108);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  if (sizeField !== undefined) block.set(sizeField, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(link, 157, 100);
  block.write(magic, 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A pax header with these attributes, to stand before an entry. */
export function paxOf(attributes: Readonly<Record<string, string>>): TarEntryToBe {
  const records = Object.entries(attributes).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + 1;
    while (String(length).length + rest !== length) length += 1;
    return `${length} ${key}=${value}\n`;
  });
  return { name: 'PaxHeaders/x', type: 'x', content: records.join('') };
}

export interface LayerToBe {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly setuid?: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
  /** Paths that this layer takes away. */
  readonly remove?: readonly string[];
  /** Further entries, in front. */
  readonly entries?: readonly TarEntryToBe[];
  /** The archive itself, instead of all that. */
  readonly tar?: Buffer;
  /** How it is packed; gzip by default. */
  readonly pack?: (tar: Buffer) => Buffer;
  readonly by?: string;
}

export interface ImageToBe {
  readonly layers?: readonly LayerToBe[];
  /** `config` of the configuration. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly created?: string;
  /** Instructions without a layer, behind those of the layers. */
  readonly history?: readonly string[];
  /** Changes the configuration as a whole. */
  readonly change?: (config: Record<string, unknown>) => unknown;
}

/** A layer's archive. */
export function layerTar({ files = {}, setuid = [], links = {}, remove = [], entries = [], tar }: LayerToBe): Buffer {
  if (tar !== undefined) return tar;
  return tarOf([
    ...entries,
    ...Object.entries(links).map(([name, link]) => ({ name, link, type: '2' })),
    ...remove.map((path) => ({ name: path.replace(/([^/]+)$/, '.wh.$1') })),
    ...Object.entries(files).map(([name, content]) => ({ name, content })),
    ...setuid.map((name) => ({ name, content: 'x', mode: 0o4755 })),
  ]);
}

interface Made {
  readonly config: Buffer;
  readonly layers: readonly { readonly tar: Buffer; readonly blob: Buffer }[];
}

function make({ layers = [], config = {}, created, history = [], change = (whole) => whole }: ImageToBe): Made {
  const made = layers.map((layer) => {
    const tar = layerTar(layer);
    return { tar, blob: (layer.pack ?? gzipSync)(tar) };
  });
  const whole = change({
    ...(created !== undefined && { created }),
    architecture: 'amd64',
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: made.map(({ tar }) => digest(tar)) },
    history: [
      ...layers.map(({ by = '' }) => ({ created_by: by })),
      ...history.map((line) => ({ created_by: line, empty_layer: true })),
    ],
  });
  return { config: Buffer.from(JSON.stringify(whole)), layers: made };
}

/** The files of an OCI layout, by path in its folder. */
export function ociLayout(image: ImageToBe, { tag = 'latest' } = {}): Record<string, Buffer> {
  const { config, layers } = make(image);
  const blobs: Record<string, Buffer> = {};
  const put = (bytes: Buffer) => {
    blobs[`blobs/sha256/${digest(bytes).slice(7)}`] = bytes;
    return { digest: digest(bytes), size: bytes.length };
  };
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...put(config) },
      layers: layers.map(({ blob }) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...put(blob) })),
    }),
  );
  const entry = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    ...put(manifest),
    annotations: { 'org.opencontainers.image.ref.name': tag },
  };
  return {
    'oci-layout': Buffer.from('{"imageLayoutVersion":"1.0.0"}'),
    'index.json': Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [entry] })),
    ...blobs,
  };
}

/** What `docker save` writes, in the form that Docker itself wrote up to version 24. */
export function dockerArchive(image: ImageToBe, { tags = ['app:latest'] } = {}): Buffer {
  const { config, layers } = make({
    ...image,
    layers: (image.layers ?? []).map((layer) => ({ pack: (tar) => tar, ...layer })),
  });
  const names = layers.map(({ tar }) => `${digest(tar).slice(7)}/layer.tar`);
  const name = `${digest(config).slice(7)}.json`;
  return tarOf([
    { name, content: config },
    ...layers.map(({ blob }, at) => ({ name: names[at] ?? '', content: blob })),
    { name: 'manifest.json', content: JSON.stringify([{ Config: name, RepoTags: tags, Layers: names }]) },
  ]);
}

/** `sha256:` and the digest. */
export function digest(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The same files below a folder. */
export function below(folder: string, files: Readonly<Record<string, Buffer>>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${folder}/${path}`, bytes]));
}

/** A Zstandard frame of raw blocks (RFC 8878 §3.1.1): packed by nobody, and valid. */
export function zstdRaw(content: Buffer, { windowByte = 0x50 } = {}): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < content.length || at === 0; at += 65_536) {
    const piece = content.subarray(at, at + 65_536);
    const header = Buffer.alloc(3);
    header.writeUIntLE((piece.length << 3) | (at + 65_536 >= content.length ? 1 : 0), 0, 3);
    blocks.push(header, piece);
  }
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, windowByte]), ...blocks]);
}

/** A Zstandard frame that stands for `blocks` times 128 KB of zeros in four bytes each. */
export function zstdBomb(blocks: number): Buffer {
  const header = (isLast: boolean) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUIntLE((131_072 << 3) | (1 << 1) | (isLast ? 1 : 0), 0, 3);
    return bytes;
  };
  const all = Array.from({ length: blocks }, (_, at) => header(at === blocks - 1));
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50]), ...all]);
}
