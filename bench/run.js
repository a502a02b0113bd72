/**
 * The figures of docs/quality.md, as ratios measured in one run: `npm run bench [NAME…]`.
 * Needs the real scanners (`npm run scanners:install`) for the figures that compare with them; says so by name where they are missing.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, medians, peakMemory } from './measure.js';
import { makeTree } from './trees.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
const tools =
  process.env.GATEHOUSE_TOOLS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'gatehouse-tools');
const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const env = {
  ...process.env,
  GATEHOUSE_CACHE: join(scratch, 'cache'),
  PATH: [join(tools, 'bin'), process.env.PATH].join(delimiter),
  NO_COLOR: '1',
};
const RUNS = 5;

const BENCHES = {
  version() {
    const [ours, bare] = medians(
      [
        [process.execPath, cli, '--version'],
        [process.execPath, '-e', '0'],
      ],
      15,
      { env },
    );
    report('start-up: --version ÷ node -e 0', ours.wall / bare.wall, 1.5, `${ms(ours.wall)} ÷ ${ms(bare.wall)}`);
  },
  size() {
    const bytes = readdirSync(join(root, 'dist'), { recursive: true }).reduce(
      (sum, name) => sum + sizeOf(join(root, 'dist', name)),
      0,
    );
    report('dist/ in MB', bytes / 1e6, 6, '');
  },
  small: () => beside('1,300 files, 17 MB', { files: 1300, bytes: 17e6 }, 0.06),
  large: () => beside('10,000 files, 75 MB', { files: 10_000, bytes: 75e6 }, 0.12),
  memory() {
    const peaks = [10e6, 100e6, 1e9].map((bytes) => {
      const tree = join(scratch, `memory-${bytes}`);
      makeTree(tree, join(root, 'node_modules'), { files: Math.round(bytes / 10_000), bytes });
      const peak = peakMemory([cli, 'scan', '--offline', '--quiet', tree], { env });
      rmSync(tree, { recursive: true });
      return peak;
    });
    report(
      'memory: peak at 1 GB ÷ peak at 10 MB',
      peaks[2] / peaks[0],
      undefined,
      peaks.map((peak) => `${Math.round(peak)} MB`).join(', '),
    );
  },
  parallel() {
    const names = ['gitleaks', 'bandit', 'tfsec', 'hadolint'];
    const missing = names.filter((name) => !existsSync(join(tools, 'bin', name)));
    if (missing.length > 0) return notMeasured('several external scanners', missing);
    const tree = join(scratch, 'mixed');
    makeTree(tree, join(root, 'node_modules'), { files: 1300, bytes: 17e6 });
    makeTree(join(tree, 'python'), join(root, 'examples'), { files: 0, bytes: 1 });
    const scan = (scanners) => [process.execPath, cli, 'scan', '--offline', '--quiet', '--scanners', scanners, tree];
    const alone = names.map((name) => measure(scan(name), { env }));
    const [together] = medians([scan(names.join(','))], RUNS, { env });
    const bound = Math.max(...alone.map(({ wall }) => wall), together.cpu / availableParallelism());
    report(
      'several external scanners: wall ÷ max(slowest alone, CPU ÷ cores)',
      together.wall / bound,
      1.15,
      `${seconds(together.wall)} ÷ ${seconds(bound)}`,
    );
  },
};

function beside(title, size, limit) {
  const tree = join(scratch, `tree-${size.files}`);
  const made = makeTree(tree, join(root, 'node_modules'), size);
  const about = `${made.files} files, ${(made.bytes / 1e6).toFixed(1)} MB`;
  const scan = [cli, 'scan', '--profile', 'embedded', '--offline', '--quiet', tree];
  const gitleaks = join(tools, 'bin', 'gitleaks');
  if (existsSync(gitleaks)) {
    const report_ = join(scratch, 'gitleaks.sarif');
    const alone = [
      gitleaks,
      'dir',
      '--no-banner',
      '--exit-code',
      '0',
      '--report-format',
      'sarif',
      '--report-path',
      report_,
      tree,
    ];
    const [ours, theirs] = medians([[process.execPath, ...scan], alone], RUNS, { env });
    report(
      `${title}: scan ÷ gitleaks alone`,
      ours.wall / theirs.wall,
      limit,
      `${seconds(ours.wall)} ÷ ${seconds(theirs.wall)}, ${about}`,
    );
  } else {
    notMeasured(title, ['gitleaks']);
  }
  report(`${title}: peak memory in MB`, peakMemory(scan, { env }), 300, about);
  rmSync(tree, { recursive: true });
}

function report(title, value, limit, detail) {
  const mark = limit === undefined ? ' ' : value <= limit ? '✔' : '✖';
  const bound = limit === undefined ? '' : `at most ${limit}`;
  console.log(`| ${mark} | ${title} | ${value.toFixed(value < 10 ? 3 : 0)} | ${bound} | ${detail} |`);
}

function notMeasured(title, missing) {
  console.log(`|   | ${title} | NOT MEASURED | | not installed: ${missing.join(', ')} (npm run scanners:install) |`);
}

function sizeOf(path) {
  const stat = statSync(path);
  return stat.isFile() ? stat.size : 0;
}

const ms = (value) => `${Math.round(value * 1000)} ms`;
const seconds = (value) => `${value.toFixed(2)} s`;

mkdirSync(env.GATEHOUSE_CACHE);
const chosen = process.argv.slice(2);
console.log(`| | figure | measured | goal | detail |\n|---|---|--:|---|---|`);
try {
  for (const [name, bench] of Object.entries(BENCHES)) if (chosen.length === 0 || chosen.includes(name)) bench();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
