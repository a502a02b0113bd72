import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { ImageError } from '../../src/images/image-error.ts';
import { Budget, IMAGE_LIMITS } from '../../src/images/limits.ts';
import { Overlay } from '../../src/images/overlay.ts';
import { openImage, readLayer } from '../../src/images/read-image.ts';
import { parseImageName } from '../../src/model/image-name.ts';
import { FakeFiles } from '../support/fake-files.ts';
import {
  below,
  dockerArchive,
  type ImageToBe,
  type LayerToBe,
  ociLayout,
  paxOf,
  tarOf,
  zstdBomb,
  zstdRaw,
} from '../support/image-writer.ts';

/** Every layer of an image, laid over each other; contents are kept of all files. */
async function read(files: FakeFiles, name: string, limits = IMAGE_LIMITS): Promise<Overlay> {
  const parsed = parseImageName(name);
  if (parsed === undefined) throw new Error(`${name} is no image`);
  const image = await openImage(parsed, '/repo', files);
  const overlay = new Overlay();
  const budget = new Budget(limits);
  for (const layer of image.layers) {
    overlay.apply((await readLayer(layer, () => 'whole', budget)).changes, layer.index);
  }
  return overlay;
}

const ofLayout = (image: ImageToBe) => new FakeFiles(below('/repo/img', ociLayout(image)));
const ofLayers = (...layers: readonly LayerToBe[]) => ofLayout({ layers });

function text(overlay: Overlay, path: string): string | undefined {
  const entry = overlay.find(path);
  return entry?.kind === 'file' ? entry.content?.toString() : entry?.kind;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImageError)) throw new Error(`not refused as an image: ${String(error)}`);
  expect(error.remedy).not.toBe('');
  return error.message;
}

describe('a layer whose archive ends too early', () => {
  const tar = tarOf([
    { name: 'a', content: 'first' },
    { name: 'b', content: 'x'.repeat(5000) },
  ]).subarray(0, 3000);
  const open = async (image: ImageToBe, change = (files: Record<string, Buffer>) => files) => {
    const parsed = parseImageName('oci:img');
    const files = new FakeFiles(change(below('/repo/img', ociLayout(image))));
    const [layer] = parsed === undefined ? [] : (await openImage(parsed, '/repo', files)).layers;
    if (layer === undefined) throw new Error('no layer');
    return readLayer(layer, () => 'whole', new Budget(IMAGE_LIMITS));
  };

  test('says what stands before its end, and that the rest is missing', async () => {
    const { changes, problem } = await open({ layers: [{ tar }] });
    expect(changes.map(({ path }) => path)).toEqual(['a']);
    expect(problem?.message).toBe('ends in the middle of an entry (layer 1)');
    expect((await open({ layers: [{ files: { a: 'x' } }] })).problem).toBeUndefined();
  });

  test('says nothing when it is not the layer that the image names either', async () => {
    const image: ImageToBe = { layers: [{ tar, pack: (bytes) => bytes }] };
    const swapped = open(image, (files) =>
      Object.fromEntries(
        Object.entries(files).map(([path, bytes]) => {
          if (bytes.length !== 3000) return [path, bytes];
          const other = Buffer.from(bytes);
          other[513] = 0x79;
          return [path, other];
        }),
      ),
    );
    expect(await refusal(swapped)).toBe('ends in the middle of an entry (layer 1)');
  });
});

describe('where an image lies', () => {
  test.each([
    ['an OCI layout', ofLayers({ files: { 'a/b': 'x' } }), 'oci:img'],
    ['with its tag', ofLayers({ files: { 'a/b': 'x' } }), 'oci:img:latest'],
    ['with a slash behind it', ofLayers({ files: { 'a/b': 'x' } }), 'oci:./img/'],
    [
      'an archive',
      new FakeFiles({ '/repo/i.tar': dockerArchive({ layers: [{ files: { 'a/b': 'x' } }] }) }),
      'docker-archive:i.tar',
    ],
    [
      'an archive with its name',
      new FakeFiles({ '/repo/i.tar': dockerArchive({ layers: [{ files: { 'a/b': 'x' } }] }) }),
      'docker-archive:i.tar:app:latest',
    ],
    [
      'an absolute path',
      new FakeFiles({ '/else/i.tar': dockerArchive({ layers: [{ files: { 'a/b': 'x' } }] }) }),
      'docker-archive:/else/i.tar',
    ],
    [
      'an OCI layout in an archive',
      new FakeFiles({
        '/repo/i.tar': tarOf(
          Object.entries(ociLayout({ layers: [{ files: { 'a/b': 'x' } }] })).map(([name, content]) => ({
            name,
            content,
          })),
        ),
      }),
      'docker-archive:i.tar',
    ],
  ])('%s', async (_name, files, name) => {
    expect(text(await read(files, name), 'a/b')).toBe('x');
  });

  test.each([
    ['a folder that is not there', new FakeFiles({}), 'oci:img', 'there is no img'],
    ['a file where a folder is promised', new FakeFiles({ '/repo/img': 'x' }), 'oci:img', 'is no folder'],
    ['a folder where a file is promised', ofLayers({}), 'docker-archive:img', 'is no file'],
    [
      'a folder without an index',
      new FakeFiles({ '/repo/img/x': 'x' }),
      'oci:img',
      'is no OCI layout: it has no index.json',
    ],
    ['another tag', ofLayers({}), 'oci:img:other', 'holds no image with the tag other'],
    [
      'a text',
      new FakeFiles({ '/repo/i.tar': 'x'.repeat(2000) }),
      'docker-archive:i.tar',
      'has a damaged entry (its checksum is wrong), or is no tar archive',
    ],
    [
      'an archive of something else',
      new FakeFiles({ '/repo/i.tar': tarOf([{ name: 'a', content: 'x' }]) }),
      'docker-archive:i.tar',
      'is no image: it has neither manifest.json nor index.json',
    ],
    [
      'half an archive',
      new FakeFiles({
        '/repo/i.tar': dockerArchive({ layers: [{ files: { a: 'x'.repeat(3000) } }] }).subarray(0, 3000),
      }),
      'docker-archive:i.tar',
      'ends too early: it is no whole tar archive',
    ],
  ])('refuses %s', async (_name, files, name, why) => {
    expect(await refusal(read(files, name))).toBe(why);
  });

  test('asks which of two images is meant', async () => {
    const two = {
      ...ociLayout({ config: { User: 'a' } }, { tag: 'a' }),
      ...ociLayout({ config: { User: 'b' } }, { tag: 'b' }),
    };
    const manifests = [
      ociLayout({ config: { User: 'a' } }, { tag: 'a' }),
      ociLayout({ config: { User: 'b' } }, { tag: 'b' }),
    ].flatMap((layout) => (JSON.parse(String(layout['index.json'])) as { manifests: unknown[] }).manifests);
    const files = new FakeFiles(
      below('/repo/img', { ...two, 'index.json': Buffer.from(JSON.stringify({ manifests })) }),
    );
    expect(await refusal(read(files, 'oci:img'))).toBe('holds 2 images');
    expect((await read(files, 'oci:img:b')).names('')).toEqual([]);
  });
});

describe('layers over each other', () => {
  test.each<[string, readonly LayerToBe[], Record<string, string | undefined>]>([
    ['a later file replaces an earlier one', [{ files: { a: '1' } }, { files: { a: '2' } }], { a: '2' }],
    [
      'a whiteout takes a file away',
      [{ files: { 'd/a': '1', 'd/b': '1' } }, { remove: ['d/a'] }],
      { 'd/a': undefined, 'd/b': '1' },
    ],
    ['a whiteout takes a folder away', [{ files: { 'd/e/a': '1' } }, { remove: ['d'] }], { 'd/e/a': undefined }],
    [
      'an opaque folder hides what was in it, and not what it brings',
      [{ files: { 'd/a': '1' } }, { files: { 'd/b': '2', 'd/.wh..wh..opq': '' } }],
      { 'd/a': undefined, 'd/b': '2' },
    ],
    [
      'a whiteout leaves its own layer alone',
      [{ files: { a: '1' } }, { files: { a: '2' }, remove: ['a'] }],
      { a: '2' },
    ],
    ['a file comes back', [{ files: { a: '1' } }, { remove: ['a'] }, { files: { a: '3' } }], { a: '3' }],
    [
      'a file takes the place of a folder',
      [{ files: { 'd/a': '1' } }, { files: { d: 'x' } }],
      { d: 'x', 'd/a': undefined },
    ],
    [
      'a link to a folder, as where /usr is merged',
      [{ files: { 'usr/lib/a': '1' }, links: { lib: 'usr/lib' } }],
      { 'lib/a': '1' },
    ],
    [
      'an absolute link stays in the image',
      [{ files: { 'usr/lib/a': '1' }, links: { 'etc/a': '/usr/lib/a' } }],
      { 'etc/a': '1' },
    ],
    [
      'a link that climbs above the root stays in the image',
      [{ files: { 'x/a': '1' }, links: { 'etc/a': '../../../../x/a' } }],
      { 'etc/a': '1' },
    ],
    ['a circle of links is nothing', [{ links: { a: 'b', b: 'a' } }], { a: undefined }],
    [
      'a hard link has the content',
      [
        {
          entries: [
            { name: 'a', content: '1' },
            { name: 'b', type: '1', link: 'a' },
          ],
        },
      ],
      { b: '1' },
    ],
    [
      'a hard link to a file of a lower layer',
      [{ files: { a: '1' } }, { entries: [{ name: 'b', type: '1', link: './a' }] }],
      { b: '1' },
    ],
    [
      'devices and pipes are no files',
      [
        {
          entries: [
            { name: 'dev/x', type: '3' },
            { name: 'dev/y', type: '6' },
          ],
        },
      ],
      { 'dev/x': 'other', 'dev/y': 'other' },
    ],
    [
      'names of GNU and pax',
      [
        {
          entries: [
            { name: '././@LongLink', type: 'L', content: `${'d/'.repeat(80)}a\0` },
            { name: 'cut', content: '1' },
            paxOf({ path: 'é/ü' }),
            { name: 'x', content: '2' },
          ],
        },
      ],
      { [`${'d/'.repeat(80)}a`]: '1', 'é/ü': '2', cut: undefined },
    ],
    ['archives of before POSIX', [{ entries: [{ name: './a', content: '1', magic: '' }] }], { a: '1' }],
  ])('%s', async (_name, layers, expected) => {
    const overlay = await read(ofLayers(...layers), 'oci:img');
    expect(Object.fromEntries(Object.keys(expected).map((path) => [path, text(overlay, path)]))).toEqual(expected);
  });

  test.each([
    ['not packed', (tar: Buffer) => tar],
    ['gzip', gzipSync],
    [
      'gzip in two members',
      (tar: Buffer) => Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))]),
    ],
    ['Zstandard', zstdRaw],
    [
      'Zstandard in two frames',
      (tar: Buffer) => Buffer.concat([zstdRaw(tar.subarray(0, 700)), zstdRaw(tar.subarray(700))]),
    ],
    [
      'Zstandard behind a frame to be skipped',
      (tar: Buffer) => Buffer.concat([Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]), zstdRaw(tar)]),
    ],
  ])('%s', async (_name, pack) => {
    const long = 'x'.repeat(200_000);
    expect(text(await read(ofLayers({ files: { a: long }, pack }), 'oci:img'), 'a')).toBe(long);
  });

  test('a layer of nothing at all', async () => {
    expect((await read(ofLayers({ tar: Buffer.alloc(0), pack: (tar) => tar }), 'oci:img')).names('')).toEqual([]);
  });
});

describe('refuses an image', () => {
  const huge = Buffer.alloc(12);
  huge[0] = 0x80;
  huge.writeBigUInt64BE(2n ** 63n, 4);
  const small = { ...IMAGE_LIMITS, totalBytes: 2 ** 30, entries: 3, fileBytes: 2 ** 20, wantedBytes: 2 ** 20 };
  const files = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, 'x'.repeat(800_000)]));

  test.each<[string, LayerToBe, string]>([
    [
      'a path out of the image',
      { entries: [{ name: '../../etc/passwd', content: 'x' }] },
      'has an entry that leads out of the image: ../../etc/passwd (layer 1)',
    ],
    [
      'a size of 2^63',
      { entries: [{ name: 'a', sizeField: huge }] },
      'has an entry that claims an impossible size (layer 1)',
    ],
    [
      'a size below nothing',
      { entries: [{ name: 'a', sizeField: Buffer.alloc(12, 0xff) }] },
      'has an entry that claims an impossible size (layer 1)',
    ],
    [
      'a size of pax that no file can have',
      { entries: [paxOf({ size: '9223372036854775808' }), { name: 'a', content: 'x' }] },
      'has an entry that claims an impossible size (layer 1)',
    ],
    [
      'a size that is no number',
      { entries: [{ name: 'a', sizeField: Buffer.from('9x9999999999') }] },
      'has an entry whose size is no number (layer 1)',
    ],
    [
      'a terabyte that never comes',
      { entries: [paxOf({ size: String(2 ** 40) }), { name: 'wanted/not', content: 'x' }] },
      'has more than 128 MB in wanted/not (layer 1)',
    ],
    [
      'attributes of a gigabyte',
      { entries: [{ name: 'x', type: 'x', sizeField: Buffer.from('07777777777\0') }] },
      'has an entry with attributes of more than 1 MB (layer 1)',
    ],
    [
      'attributes that are none',
      { entries: [{ name: 'x', type: 'x', content: '99 path=a\n' }, { name: 'a' }] },
      'has an entry with damaged attributes (layer 1)',
    ],
    [
      'files with holes',
      { entries: [{ name: 'a', type: 'S' }] },
      'has a file with holes (GNU sparse), which cannot be read (layer 1)',
    ],
    [
      'a text',
      { tar: Buffer.from('hello '.repeat(200)) },
      'has a damaged entry (its checksum is wrong), or is no tar archive (layer 1)',
    ],
    [
      'half a gzip',
      { files: { a: 'x' }, pack: (tar) => gzipSync(tar).subarray(0, 60) },
      'has a layer that ends too early (layer 1)',
    ],
    [
      'a broken gzip',
      { files: { a: 'x' }, pack: (tar) => Buffer.concat([gzipSync(tar).subarray(0, 10), Buffer.alloc(100, 0xff)]) },
      'has a layer whose gzip data are damaged (layer 1)',
    ],
    [
      'half a Zstandard frame',
      { files: { a: 'x' }, pack: (tar) => zstdRaw(tar).subarray(0, 60) },
      'has a layer that ends too early (layer 1)',
    ],
    [
      'a Zstandard window of gigabytes',
      { files: { a: 'x' }, pack: (tar) => zstdRaw(tar, { windowByte: 0xa8 }) },
      'has a layer whose Zstandard window is above 32 MB (layer 1)',
    ],
    [
      'bzip2',
      { pack: () => Buffer.from('BZh91AY&SY') },
      'has a layer packed with bzip2, which cannot be read (layer 1)',
    ],
    [
      'xz',
      { pack: () => Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]) },
      'has a layer packed with xz, which cannot be read (layer 1)',
    ],
  ])('with %s', async (_name, layer, why) => {
    expect(await refusal(read(ofLayers(layer), 'oci:img'))).toBe(why);
  });

  test.each<[string, LayerToBe, string]>([
    [
      'more bytes than allowed',
      { tar: tarOf([{ name: 'a', content: Buffer.alloc(3 * 2 ** 20) }]) },
      'has more than 1 MB in a (layer 1)',
    ],
    [
      'more files than allowed',
      { tar: tarOf(['a', 'b', 'c', 'd'].map((name) => ({ name }))) },
      'has more than 3 files (layer 1)',
    ],
    [
      'more to keep than allowed',
      { files: files(2) },
      'has more than 1 MB in its lockfiles and package databases (layer 1)',
    ],
  ])('with %s', async (_name, layer, why) => {
    expect(await refusal(read(ofLayers(layer), 'oci:img', small))).toBe(why);
  });

  test.each([
    ['gzip', (tar: Buffer) => gzipSync(tar)],
    ['Zstandard', () => zstdBomb(3000)],
  ])('that grows a thousand times, by %s', async (_name, pack) => {
    const layer = {
      tar: tarOf(
        [
          { name: 'a', type: '0', sizeField: Buffer.from('07777777777\0') },
          { name: 'b', content: Buffer.alloc(300 * 2 ** 20) },
        ],
        { open: true },
      ),
      pack,
    };
    const files = ofLayers(layer);
    const image = await openImage({ kind: 'oci', path: 'img', tag: undefined, text: 'oci:img' }, '/repo', files);
    const [first] = image.layers;
    if (first === undefined) throw new Error('no layer');
    expect(await refusal(readLayer(first, () => undefined, new Budget()))).toMatch(
      /^has a layer that unpacks to more than 200 times its size/,
    );
  });

  test.each<[string, (files: Record<string, Buffer>) => void, string]>([
    [
      'whose index is no JSON',
      (files) => Object.assign(files, { 'index.json': Buffer.from('{') }),
      'has an index that is no JSON',
    ],
    [
      'whose index is another document',
      (files) => Object.assign(files, { 'index.json': Buffer.from('{"manifests":[{"digest":"md5:1"}]}') }),
      'has an index that is none by the standard: manifests.0.digest is wrong',
    ],
    [
      'that misses a blob',
      (files) => {
        delete files[blobWith(files, '"rootfs"')];
      },
      'misses the blob of its configuration',
    ],
    [
      'whose configuration was changed',
      (files) => changeBlob(files, '"rootfs"', (bytes) => Buffer.from(bytes.toString().replace('linux', 'LINUX'))),
      'has a configuration that is not what its digest says',
    ],
    [
      'whose manifest was changed',
      (files) => changeBlob(files, '"layers":[{', (bytes) => Buffer.from(bytes.toString().replace('oci', 'OCI'))),
      'has a manifest that is not what its digest says',
    ],
    [
      'whose layer was cut',
      (files) => changeBlob(files, '\u001f', (bytes) => bytes.subarray(0, -1)),
      'has a layer 1 of',
    ],
    ['whose layer was changed', (files) => changeBlob(files, '\u001f', flipLast), 'has a layer'],
  ])('%s', async (_name, change, why) => {
    const files = ociLayout({ layers: [{ files: { a: 'x' } }] });
    change(files);
    expect(await refusal(read(new FakeFiles(below('/repo/img', files)), 'oci:img'))).toContain(why);
  });

  test('whose layer is not the one that its configuration speaks of', async () => {
    const other = ofLayout({
      layers: [{ files: { a: 'x' } }],
      change: (config) => ({ ...config, rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] } }),
    });
    expect(await refusal(read(other, 'oci:img'))).toBe('has a layer that is not what its digest says (layer 1)');
  });

  test('whose configuration speaks of more layers', async () => {
    const other = ofLayout({
      layers: [{ files: { a: 'x' } }],
      change: (config) => ({ ...config, rootfs: { type: 'layers', diff_ids: [] } }),
    });
    expect(await refusal(read(other, 'oci:img'))).toBe('has 1 layer, and its configuration speaks of 0');
  });
});

function blobWith(files: Readonly<Record<string, Buffer>>, text: string): string {
  const found = Object.keys(files).find(
    (path) => path.startsWith('blobs/') && files[path]?.subarray(0, 400).toString('latin1').includes(text),
  );
  if (found === undefined) throw new Error(`no blob holds ${text}`);
  return found;
}

function changeBlob(files: Record<string, Buffer>, text: string, change: (bytes: Buffer) => Buffer): void {
  const path = blobWith(files, text);
  files[path] = change(files[path] ?? Buffer.alloc(0));
}

/** The length that gzip keeps at the end is wrong then. */
function flipLast(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length - 1] = 0xff;
  return changed;
}
