import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/**
 * Runs a program once. Wall and CPU seconds (user + system, children included) are bash's own `time`; `foreign` are the CPU seconds that
 * the machine spent on anything else meanwhile. Its exit status is given, not judged.
 */
export function measure(command, { env = process.env, cwd } = {}) {
  const script = 'TIMEFORMAT="%R %U %S"; time { "$@" >/dev/null 2>&1; echo "status $?" >&3; }';
  const before = busySeconds();
  const { stderr, output } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    env,
    cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const times = /([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr);
  if (times === null) throw new Error(`no times for ${command.join(' ')}: ${stderr}`);
  const cpu = Number(times[2]) + Number(times[3]);
  return {
    wall: Number(times[1]),
    cpu,
    foreign: Math.max(0, busySeconds() - before - cpu),
    status: Number(/status (\d+)/.exec(output[3] ?? '')?.[1] ?? -1),
  };
}

/** CPU seconds that all cores were busy since the machine started. */
function busySeconds() {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}

/** Runs several programs in turn, `runs` times after one warm-up, and gives the median of each. */
export function medians(commands, runs, options) {
  for (const command of commands) measure(command, options);
  const series = commands.map(() => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [at, command] of commands.entries()) series[at].push(measure(command, options));
  }
  return series.map((measured) => ({
    wall: median(measured.map(({ wall }) => wall)),
    cpu: median(measured.map(({ cpu }) => cpu)),
    foreign: median(measured.map(({ foreign }) => foreign)),
    status: measured.at(-1).status,
  }));
}

/** Peak resident memory of a Node program in MB, threads included: the kernel's own account (`ru_maxrss`). */
export function peakMemory(args, options = {}) {
  const hook =
    'data:text/javascript,process.on("exit",()=>process.stderr.write("\\nmaxrss "+process.resourceUsage().maxRSS+"\\n"))';
  const { stderr } = spawnSync(process.execPath, ['--import', hook, ...args], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return Number(/maxrss (\d+)\s*$/.exec(stderr)?.[1]) / 1024;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
