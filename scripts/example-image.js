/**
 * Writes the image of the example application, an OCI layout: `node scripts/example-image.js`. Needs GNU tar. The same bytes every time,
 * because the example's digests are committed. What is in it is made up, but for the names and versions of the packages.
 * https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const layout = resolve(dirname(fileURLToPath(import.meta.url)), '../examples/vulnerable-app/image');
const CREATED = '2026-11-01T00:00:00Z';

/** A package as dpkg writes it down (https://manpages.debian.org/bookworm/dpkg/dpkg-query.1). */
const dpkg = (name, version, source = name) =>
  [
    `Package: ${name}`,
    'Status: install ok installed',
    'Architecture: amd64',
    `Source: ${source}`,
    `Version: ${version}`,
  ]
    .join('\n')
    .concat('\n');

const LAYERS = [
  {
    by: '/bin/sh -c #(nop) ADD file:parcels in / ',
    files: {
      'etc/os-release':
        'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n',
      'var/lib/dpkg/status': [dpkg('libc6', '2.36-9+deb12u1', 'glibc'), dpkg('zlib1g', '1:1.2.13.dfsg-1', 'zlib')].join(
        '\n',
      ),
    },
  },
  { by: 'COPY . . # buildkit', files: { 'app/package.json': '{ "name": "parcel-tracker", "version": "1.4.0" }\n' } },
];

const blobs = join(layout, 'blobs/sha256');
rmSync(layout, { recursive: true, force: true });
mkdirSync(blobs, { recursive: true });

function blob(bytes) {
  const hex = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(blobs, hex), bytes);
  return { digest: `sha256:${hex}`, size: bytes.length };
}

function layer({ files }) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-image-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      chmodSync(join(folder, path), 0o644);
    }
    const fixed = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX'];
    return blob(execFileSync('tar', ['--create', '--format=ustar', ...fixed, '-b', '1', '-C', folder, '.']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const json = (value) => Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
const layers = LAYERS.map(layer);
const config = blob(
  json({
    created: CREATED,
    architecture: 'amd64',
    os: 'linux',
    config: { Cmd: ['node', 'src/server.js'], WorkingDir: '/app' },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
    history: LAYERS.map(({ by }) => ({ created: CREATED, created_by: by })),
  }),
);
const manifest = blob(
  json({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: layers.map((each) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...each })),
  }),
);
writeFileSync(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}\n');
writeFileSync(
  join(layout, 'index.json'),
  json({
    schemaVersion: 2,
    manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', ...manifest }],
  }),
);
