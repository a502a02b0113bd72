/**
 * The packages that Gatehouse and syft see in images: `node bench/container.js SYFT IMAGE…`, images as `oci:DIR` or `docker-archive:FILE`.
 * Compared are type, name and version; what only one of them has is printed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ASSETS } from '../scripts/assets.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const [syft, ...images] = process.argv.slice(2);
const scratch = mkdtempSync(join(root, '.cache', 'bench-container-'));
const TYPES = { npm: 'npm', PyPI: 'python', RubyGems: 'gem', Go: 'go-module' };

try {
  const inspect = await bundled();
  console.log('image\tours\tsyft\tboth\tours s\tsyft s');
  for (const image of images) await compare(image, inspect);
} finally {
  rmSync(scratch, { recursive: true });
}

async function bundled() {
  const outfile = join(scratch, 'inspect.mjs');
  const contents = `
    import { readFile } from 'node:fs/promises';
    import { inspectImage } from './src/engines/container/inspect-image.ts';
    import { parseImageName } from './src/model/image-name.ts';
    import { createFiles } from './src/platform/files.ts';
    export const inspect = (text, assets) => inspectImage(parseImageName(text), {
      root: process.cwd(), files: createFiles(), assets: { read: (name) => readFile(assets[name]) } });`;
  const banner = { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" };
  const stdin = { contents, resolveDir: root, loader: 'ts' };
  await build({ stdin, bundle: true, format: 'esm', platform: 'node', outfile, banner, logLevel: 'error' });
  return (await import(pathToFileURL(outfile).href)).inspect;
}

async function compare(image, inspect) {
  const began = performance.now();
  const facts = await inspect(image, ASSETS);
  const ourMs = performance.now() - began;
  const ours = new Set([
    ...facts.osPackages.map(({ item }) => `${item.kind} ${item.name} ${item.version}`),
    ...facts.languagePackages.map(
      ({ item }) => `${TYPES[item.ecosystem] ?? item.ecosystem} ${item.name} ${versionAsSyft(item)}`,
    ),
  ]);
  const [transport, path] = [image.split(':')[0], image.slice(image.indexOf(':') + 1)];
  const source = `${transport === 'oci' ? 'oci-dir' : transport}:${resolve(path)}`;
  const syftBegan = performance.now();
  const { artifacts } = JSON.parse(
    execFileSync(syft, ['scan', source, '-q', '-o', 'json'], {
      maxBuffer: 2 ** 30,
      env: { ...process.env, TMPDIR: tmpdir() },
    }),
  );
  const syftMs = performance.now() - syftBegan;
  const theirs = new Set(artifacts.map(({ type, name, version }) => `${type} ${name} ${version}`));
  const both = [...ours].filter((item) => theirs.has(item));
  const seconds = (ms) => (ms / 1000).toFixed(1);
  console.log([image, ours.size, theirs.size, both.length, seconds(ourMs), seconds(syftMs)].join('\t'));
  for (const item of ours) if (!theirs.has(item)) console.log(`  only ours: ${item}`);
  for (const item of theirs) if (!ours.has(item)) console.log(`  only syft: ${item}`);
}

/** It writes Go's versions as Go does, with a letter in front. */
function versionAsSyft({ ecosystem, name, version }) {
  if (ecosystem !== 'Go') return version;
  return name === 'stdlib' ? `go${version}` : `v${version}`;
}
