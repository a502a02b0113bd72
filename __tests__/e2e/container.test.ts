/** Images on the disk, whole and hostile, through the built program. */
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  below,
  dockerArchive,
  type ImageToBe,
  type LayerToBe,
  ociLayout,
  tarOf,
  zstdBomb,
} from '../support/image-writer.ts';
import { gatehouse, git, makeFolder, removeFolders } from './program.ts';

afterAll(removeFolders);

interface Report {
  readonly verdict: string;
  readonly incomplete: readonly { readonly category: string; readonly why: string; readonly remedy?: string }[];
  readonly findings: readonly {
    readonly rule: { readonly id: string };
    readonly severity: string;
    readonly location: { readonly path: string; readonly startLine: number };
  }[];
}

function scan(folder: string, images: string) {
  const run = gatehouse([
    'scan',
    folder,
    '--images',
    images,
    '--categories',
    'container',
    '--offline',
    '--format',
    'json',
  ]);
  return { ...run, report: run.stdout === '' ? undefined : (JSON.parse(run.stdout) as Report) };
}

const DEBIAN: ImageToBe = {
  config: { User: 'app' },
  layers: [
    {
      by: 'RUN /bin/sh -c apt-get install -y openssl # buildkit',
      files: {
        'etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
        'var/lib/dpkg/status':
          'Package: openssl\nStatus: install ok installed\nVersion: 3.0.1-1\nArchitecture: amd64\n\n',
      },
    },
  ],
};

const RECORD = JSON.stringify({
  id: 'DEBIAN-CVE-2024-1',
  modified: '2026-01-01T00:00:00Z',
  upstream: ['CVE-2024-1'],
  details: 'A flaw.',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'Debian:12', name: 'openssl' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '3.0.2-1' }] }],
    },
  ],
});

const CONFIGURATION = {
  '.gatehouse.yml': 'advisories: { folders: [advisories] }\n',
  'advisories/Debian/1.json': RECORD,
};

describe('an image that is named', () => {
  test.each([
    ['an OCI layout', below('build/img', ociLayout(DEBIAN)), 'oci:build/img', 'build/img/index.json'],
    [
      'what docker save wrote',
      { 'build/img.tar': dockerArchive(DEBIAN) },
      'docker-archive:build/img.tar',
      'build/img.tar',
    ],
  ])('%s blocks by what it holds, though git ignores it', (_name, files, name, path) => {
    const folder = makeFolder({ ...files, ...CONFIGURATION, '.gitignore': 'build/\n' });
    git(folder, 'init', '-q');
    const { status, report } = scan(folder, name);
    expect(status).toBe(1);
    expect(report?.incomplete).toEqual([]);
    expect(report?.findings.map(({ rule, severity, location }) => [rule.id, severity, location.path])).toEqual([
      ['CVE-2024-1', 'critical', path],
    ]);
  });

  test('is shown at the line of its Dockerfile', () => {
    const dockerfile = 'FROM debian:12\nRUN apt-get install -y openssl\nUSER app\n';
    const folder = makeFolder({ ...below('img', ociLayout(DEBIAN)), ...CONFIGURATION, Dockerfile: dockerfile });
    const { report } = scan(folder, 'oci:img');
    expect(report?.findings.map(({ location }) => [location.path, location.startLine])).toEqual([['Dockerfile', 2]]);
  });

  test('outside of the folder is looked at all the same', () => {
    const outside = makeFolder(below('img', ociLayout(DEBIAN)));
    const { status, report } = scan(makeFolder(CONFIGURATION), `oci:${outside}/img`);
    expect(status).toBe(1);
    expect(report?.findings.map(({ location }) => location.path)).toEqual(['img/index.json']);
  });

  test.each<[string, ImageToBe, string]>([
    [
      'a layer that cannot be unpacked',
      { ...DEBIAN, layers: [...(DEBIAN.layers ?? []), { pack: () => Buffer.from('BZh91AY&SY') }] },
      'has a layer packed with bzip2, which cannot be read (layer 2)',
    ],
    [
      'a layer whose archive ends in the middle',
      {
        ...DEBIAN,
        layers: [
          ...(DEBIAN.layers ?? []),
          { tar: tarOf([{ name: 'a', content: 'x'.repeat(5000) }]).subarray(0, 3000) },
        ],
      },
      'ends in the middle of an entry (layer 2)',
    ],
    [
      'a package database that was cut',
      {
        ...DEBIAN,
        layers: (DEBIAN.layers ?? []).map(({ files = {}, ...layer }) => ({
          ...layer,
          files: { ...files, 'var/lib/dpkg/status': `${files['var/lib/dpkg/status']}Package: bash\nVersion: 5` },
        })),
      },
      '/var/lib/dpkg/status: it ends in the middle of a line: what follows is missing',
    ],
  ])('of one with %s the rest is judged', (_name, image, why) => {
    const { status, report } = scan(makeFolder({ ...below('img', ociLayout(image)), ...CONFIGURATION }), 'oci:img');
    expect(status).toBe(1);
    expect(report?.findings.map(({ rule }) => rule.id)).toEqual(['CVE-2024-1']);
    expect(report?.incomplete.map((gap) => gap.why)).toEqual([expect.stringContaining(why)]);
  });

  test('with nothing against it passes', () => {
    const image = { config: { User: 'app' }, layers: [{ files: { 'app/server': 'x' } }] };
    const { status, report } = scan(makeFolder(below('img', ociLayout(image))), 'oci:img');
    expect([status, report?.verdict]).toEqual([0, 'pass']);
  });

  test('and misspelt is a mistake of the configuration', () => {
    const { status, stderr } = scan(makeFolder({ a: 'x' }), 'image:latest');
    expect(status).toBe(2);
    expect(stderr).toContain('--images: "image:latest" is no image: write oci:DIR or docker-archive:FILE');
  });
});

describe('a hostile image leaves the scan incomplete, with one sentence', () => {
  const size = Buffer.alloc(12);
  size[0] = 0x80;
  size.writeBigUInt64BE(2n ** 63n, 4);
  const zeros = tarOf([{ name: 'a', content: Buffer.alloc(300 * 2 ** 20) }]);
  const layer = (made: LayerToBe) => below('img', ociLayout({ config: { User: 'app' }, layers: [made] }));
  const cut = (files: Record<string, Buffer>) =>
    Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path, bytes[0] === 0x1f ? bytes.subarray(0, -9) : bytes]),
    );

  test.each<[string, Record<string, Buffer | string>, string]>([
    ['a gzip bomb', layer({ tar: zeros, pack: gzipSync }), 'unpacks to more than 200 times its size'],
    ['a Zstandard bomb', layer({ tar: zeros, pack: () => zstdBomb(3000) }), 'unpacks to more than 200 times its size'],
    [
      'a path out of the image',
      layer({ entries: [{ name: '../../../etc/cron.d/x', content: 'x' }] }),
      'leads out of the image',
    ],
    ['a size of 2^63', layer({ entries: [{ name: 'a', sizeField: size }] }), 'claims an impossible size'],
    ['an unknown packing', layer({ pack: () => Buffer.from('BZh91AY&SY') }), 'packed with bzip2'],
    ['a layer that was cut', cut(layer({ files: { a: 'x' } })), 'were promised'],
    [
      'an index with terminal escapes',
      { 'img/index.json': JSON.stringify({ manifests: [{ digest: '\u001b[2J' }] }) },
      'has an index that is none by the standard',
    ],
    [
      'a circle of links in the place of a database',
      layer({ links: { 'var/lib/dpkg': '../dpkg', 'var/dpkg': 'lib/dpkg', 'etc/os-release': 'os-release' } }),
      '',
    ],
    ['nothing', { 'img/x': '' }, 'is no OCI layout'],
    ['no folder at all', { x: '' }, 'there is no img'],
  ])('%s', (_name, files, why) => {
    const { status, report, stderr } = scan(makeFolder(files), 'oci:img');
    expect(stderr).not.toMatch(/mistake inside|TypeError|RangeError/);
    // A circle hides nothing that a container would see: it is an image like any other.
    if (why === '') {
      expect([status, report?.incomplete]).toEqual([0, []]);
      return;
    }
    expect(status).toBe(3);
    expect(report?.incomplete.map((gap) => gap.category)).toEqual(['container']);
    expect(report?.incomplete[0]?.why).toContain(why);
    expect(report?.incomplete[0]?.why).toContain('oci:img');
    expect(report?.incomplete[0]?.remedy).toMatch(/\S/);
  });
});
