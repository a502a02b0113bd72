/**
 * How many labelled samples of secrets are found: `node bench/secret-samples.js SAMPLES.jsonl [DIST]`.
 *
 * A line of the file is `{"kind": "tp" | "fp", "path": "", "value": "…"}`: a text that holds a secret, or one that only looks so. Those of
 * gitleaks come from its repository by letting `Validate` and `ValidateWithPaths` of cmd/generate/config/utils write what they are given,
 * and running `go run ./cmd/generate/config`; they are not copied here.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const [file, dist = 'dist'] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node bench/secret-samples.js SAMPLES.jsonl [DIST]');
  process.exit(2);
}
const samples = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-samples-'));
try {
  for (const [at, { path, value }] of samples.entries()) {
    // A word that says nothing: what a folder is called tells the engine whether its files are tests.
    const place = join(folder, 'tree', `n${at}`, path || 'sample');
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, value);
  }
  const report = join(folder, 'report.json');
  const args = [
    'scan',
    join(folder, 'tree'),
    '--categories',
    'secrets',
    '--offline',
    '--quiet',
    '-o',
    `json=${report}`,
  ];
  spawnSync(process.execPath, [resolve(dist, 'cli.js'), ...args], { stdio: 'ignore' });
  const { findings } = JSON.parse(readFileSync(report, 'utf8'));
  const found = new Set(findings.map(({ location }) => Number(/^n(\d+)\//.exec(location.path)?.[1])));
  for (const [kind, words] of [
    ['tp', 'true samples found'],
    ['fp', 'false samples reported'],
  ]) {
    const numbers = [...samples.keys()].filter((at) => samples[at].kind === kind);
    const hits = numbers.filter((at) => found.has(at)).length;
    console.log(`${words}: ${hits} of ${numbers.length} (${((100 * hits) / numbers.length).toFixed(1)} %)`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
