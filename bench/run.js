/**
 * The figures of docs/quality.md, as ratios measured in one run: `npm run bench [NAME…]`.
 * Needs the real scanners (`npm run scanners:install`) for the figures that compare with them; says so by name where they are missing.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programOf } from '../scripts/scanners-list.js';
import { measure, medians, peakMemory } from './measure.js';
import { makeMixedTree } from './mixed-tree.js';
import { SPECIALISTS } from './specialists.js';
import { makeStagedRepository } from './staged-repository.js';
import { makeTree } from './trees.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const EXTERNAL = ['gitleaks', 'bandit', 'tfsec', 'hadolint'];
const env = {
  ...process.env,
  GATEHOUSE_CACHE: join(scratch, 'cache'),
  PATH: [...EXTERNAL.map((name) => dirname(programOf(name))), process.env.PATH].join(delimiter),
  NO_COLOR: '1',
};
const RUNS = 5;
/** Where a run takes a minute or more. */
const RUNS_LARGE = 3;

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
    report('dist/ in MB', bytes / 1e6, 15, '');
  },
  small: () => beside('1,300 files, 17 MB', { files: 1300, bytes: 17e6 }, { all: 0.2, withoutSast: 0.06 }, RUNS),
  large: () => beside('10,000 files, 75 MB', { files: 10_000, bytes: 75e6 }, { withoutSast: 0.12 }, RUNS_LARGE),
  /** A tree of your own, such as a checkout of a large application: `GATEHOUSE_BENCH_TREE=FOLDER npm run bench own`. */
  own() {
    const folder = process.env.GATEHOUSE_BENCH_TREE;
    if (folder !== undefined)
      compare(folder, folder.split(/[\\/]/).findLast(Boolean), { all: 0.2 }, RUNS, 'GATEHOUSE_BENCH_TREE');
  },
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
  ...Object.fromEntries(
    Object.entries(SPECIALISTS).map(([name, about]) => [name, () => besideSpecialist(name, about)]),
  ),
  /** What a person waits for before every commit. */
  staged() {
    const tree = join(scratch, 'staged');
    const about = makeStagedRepository(tree, join(root, 'node_modules'), { files: 3000, bytes: 20e6, staged: 20 });
    const scan = (...options) => [process.execPath, cli, 'scan', '--offline', '--quiet', ...options, tree];
    const gitleaks = programOf('gitleaks');
    const beside = existsSync(gitleaks) ? [[gitleaks, 'git', '--pre-commit', '--staged', '--no-banner', tree]] : [];
    const [secrets, all, whole, theirs] = medians(
      [scan('--staged', '--categories', 'secrets'), scan('--staged'), scan(), ...beside],
      RUNS,
      { env },
    );
    report('20 staged files, secrets: seconds for the whole process', secrets.wall, 1, `${spent(secrets)}; ${about}`);
    report('20 staged files, every engine: seconds for the whole process', all.wall, 1, spent(all));
    report('the same ÷ a scan of the whole tree', all.wall / whole.wall, 1, `${ms(all.wall)} ÷ ${ms(whole.wall)}`);
    if (theirs === undefined) notMeasured('the same ÷ gitleaks git --staged', ['gitleaks']);
    else
      report(
        'the same ÷ gitleaks git --staged',
        all.wall / theirs.wall,
        undefined,
        `${ms(all.wall)} ÷ ${ms(theirs.wall)}`,
      );
  },
  parallel() {
    const missing = EXTERNAL.filter((name) => !existsSync(programOf(name)));
    if (missing.length > 0) return notMeasured('several external scanners', missing);
    const tree = join(scratch, 'mixed');
    const about = makeMixedTree(tree, root);
    const report_ = join(scratch, 'mixed.json');
    const scan = (...options) => [
      process.execPath,
      ...[cli, 'scan', '--offline', '--quiet', '--scanners', EXTERNAL.join(',')],
      ...['--output', `json=${report_}`, ...options, tree],
    ];
    // One after the other, each has the machine for itself; a warm-up tells Gatehouse how long each takes.
    const rounds = Array.from({ length: RUNS_LARGE }, () => {
      measure(scan('--jobs', '1'), { env });
      const alone = durationsOf(report_);
      const together = measure(scan(), { env });
      durationsOf(report_);
      const slowest = Math.max(...alone.map(([, wall]) => wall));
      return {
        alone,
        slowest,
        together,
        ratio: together.wall / Math.max(slowest, together.cpu / availableParallelism()),
      };
    });
    // What other programs of the machine take would count against the scan: the quietest round is the best measure of it.
    const { alone, slowest, together, ratio } = rounds.sort((a, b) => a.together.foreign - b.together.foreign)[0];
    const cores = availableParallelism();
    const names = alone.filter(([, wall]) => wall >= 0.05).map(([name, wall]) => `${name} ${seconds(wall)}`);
    report(
      'several external scanners: wall ÷ max(slowest alone, CPU ÷ cores)',
      ratio,
      1.15,
      `${seconds(together.wall)} ÷ max(${seconds(slowest)}, ${seconds(together.cpu)} ÷ ${cores}); alone: ${names.join(', ')}; ${about}`,
    );
    report(
      'the same with the CPU time that other programs took meanwhile',
      together.wall / Math.max(slowest, (together.cpu + together.foreign) / cores),
      1.15,
      `${seconds(together.foreign)} CPU of other programs; equal to the line above on a machine that does nothing else`,
    );
  },
};

/** Seconds that each scanner took, slowest first. A scanner that did not end well would be no measure. */
function durationsOf(file) {
  const { scanners, run } = JSON.parse(readFileSync(file, 'utf8'));
  const bad = scanners.filter(({ name, status }) => EXTERNAL.includes(name) && status !== 'ok');
  if (bad.length > 0) throw new Error(`did not end well: ${bad.map(({ name, why }) => `${name} ${why}`).join('; ')}`);
  return Object.entries(run.scanners)
    .map(([name, { durationMs }]) => [name, durationMs / 1000])
    .sort(([, a], [, b]) => b - a);
}

/** Of a folder of one's own: nothing is said where the variable is not set. */
function besideSpecialist(name, { variable, specialist, needs, options, command, environment }) {
  const folder = process.env[variable];
  if (folder === undefined) return;
  const title = `${name}: scan ÷ ${specialist}`;
  const program = programOf(specialist);
  if (!existsSync(program)) return notMeasured(title, [specialist]);
  if (needs !== undefined && process.env[needs] === undefined)
    return notMeasured(title, [`the folder that ${needs} names`]);
  const context = { scratch, advisories: needs === undefined ? undefined : process.env[needs] };
  const scan = [cli, 'scan', '--profile', 'embedded', '--offline', '--quiet', ...options(context), folder];
  const [ours, theirs] = medians(
    [
      [process.execPath, ...scan],
      [program, ...command(folder, context)],
    ],
    RUNS,
    {
      env: { ...env, ...environment?.(context) },
    },
  );
  report(
    title,
    ours.wall / theirs.wall,
    1,
    `${spent(ours)}, status ${ours.status} ÷ ${spent(theirs)}, status ${theirs.status}`,
  );
  report(`${name}: peak memory in MB`, peakMemory(scan, { env }), 400, variable);
}

function beside(title, size, limits, runs) {
  const tree = join(scratch, `tree-${size.files}`);
  const made = makeTree(tree, join(root, 'node_modules'), size);
  compare(tree, title, limits, runs, `${made.files} files, ${(made.bytes / 1e6).toFixed(1)} MB`);
  rmSync(tree, { recursive: true });
}

/** A scan with the embedded engines beside gitleaks alone, and its peak memory. */
function compare(tree, title, limits, runs, about) {
  const scan = [cli, 'scan', '--profile', 'embedded', '--offline', '--quiet', tree];
  const withoutSast = [...scan, '--categories', 'secrets,sca,iac,supply-chain'];
  const gitleaks = programOf('gitleaks');
  if (existsSync(gitleaks)) {
    const output = ['--report-format', 'sarif', '--report-path', join(scratch, 'gitleaks.sarif')];
    const alone = [gitleaks, 'dir', '--no-banner', '--exit-code', '0', ...output, tree];
    const commands = [scan, withoutSast].map((options) => [process.execPath, ...options]);
    const [whole, part, theirs] = medians([...commands, alone], runs, { env });
    const beside = (ours) => `${spent(ours)} ÷ ${spent(theirs)}, ${about}`;
    report(`${title}: scan ÷ gitleaks alone`, whole.wall / theirs.wall, limits.all, beside(whole));
    report(`${title}: without sast ÷ gitleaks alone`, part.wall / theirs.wall, limits.withoutSast, beside(part));
  } else {
    notMeasured(title, ['gitleaks']);
  }
  report(`${title}: peak memory in MB`, peakMemory(scan, { env }), 400, about);
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

function count(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

const ms = (value) => `${Math.round(value * 1000)} ms`;
const spent = ({ wall, cpu }) => `${seconds(wall)} (CPU ${seconds(cpu)})`;
const seconds = (value) => `${value.toFixed(2)} s`;

mkdirSync(env.GATEHOUSE_CACHE);
const chosen = process.argv.slice(2);
const machine = `${count(availableParallelism(), 'core')} (${cpus()[0]?.model ?? 'unknown'}), ${process.platform} ${process.arch}, Node ${process.version}`;
console.log(`npm run bench${chosen.map((name) => ` ${name}`).join('')}\n${machine}\n`);
console.log(`| | figure | measured | goal | detail |\n|---|---|--:|---|---|`);
try {
  for (const [name, bench] of Object.entries(BENCHES)) if (chosen.length === 0 || chosen.includes(name)) bench();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
