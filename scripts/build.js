/**
 * Bundles the three entries into dist/ with shared, lazily loaded chunks, then writes the licences of what is inside.
 * `node scripts/build.js [--check | --out FOLDER]`: with --check it builds elsewhere and fails when dist/ is not what would be built.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { ASSETS } from './assets.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** Rule files become modules; their examples are for tests and stay out of the bundle. */
const rules = {
  name: 'rules',
  setup(bundler) {
    bundler.onLoad({ filter: /\.yml$/ }, async ({ path }) => ({
      contents: JSON.stringify(withoutExamples(parse(await readFile(path, 'utf8')))),
      loader: 'json',
    }));
  },
};

function withoutExamples(value) {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'examples')
      .map(([key, item]) => [key, withoutExamples(item)]),
  );
}

async function bundle(outdir) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/main.ts', cli: 'src/cli.ts', worker: 'src/worker.ts' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    chunkNames: 'chunks/[name]-[hash]',
    define: { GATEHOUSE_VERSION: JSON.stringify(version) },
    // Bundled CommonJS packages call require('node:…'), which an ES module has only if we make one.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [rules],
    logLevel: 'warning',
  });
  // So that dist/ runs wherever it is copied: its files are ES modules whatever lies above them.
  await writeFile(join(outdir, 'package.json'), '{ "type": "module" }\n');
  await mkdir(join(outdir, 'wasm'));
  for (const [name, file] of Object.entries(ASSETS))
    await writeFile(join(outdir, 'wasm', `${name}.wasm`), await readFile(file));
  await writeFile(join(outdir, 'licenses.txt'), await licences([...Object.keys(metafile.inputs), ...assetInputs()]));
}

function assetInputs() {
  return Object.values(ASSETS).map((file) => relative(root, file));
}

/** The licence texts of all packages in the bundle, by name. */
async function licences(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match?.[1]) packages.add(match[1]);
  }
  const texts = [];
  for (const folder of [...packages].sort()) {
    const about = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? await readFile(join(root, folder, file), 'utf8') : `(${about.license})`;
    texts.push(`${about.name} ${about.version}\n${about.license}\n\n${text.replaceAll('\r', '').trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function filesOf(folder) {
  const found = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    found.set(relative(folder, path), await readFile(path));
  }
  return found;
}

async function differences(expected, actual) {
  const [want, have] = await Promise.all([filesOf(expected), filesOf(actual)]);
  const names = new Set([...want.keys(), ...have.keys()]);
  return [...names].filter((name) => !want.get(name)?.equals(have.get(name) ?? Buffer.alloc(0))).sort();
}

const out = process.argv.indexOf('--out');
const dist = resolve(root, out > 0 ? (process.argv[out + 1] ?? 'dist') : 'dist');
if (process.argv.includes('--check')) {
  const fresh = await mkdtemp(join(tmpdir(), 'gatehouse-dist-'));
  try {
    await bundle(fresh);
    const stale = await differences(fresh, dist);
    if (stale.length > 0) {
      console.error(`dist/ is not what the sources build (npm run build): ${stale.slice(0, 5).join(', ')}`);
      process.exitCode = 1;
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
} else {
  await rm(dist, { recursive: true, force: true });
  await bundle(dist);
}
