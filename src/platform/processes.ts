import { type ChildProcess, spawn } from 'node:child_process';
import { PlatformError } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import type { Command, Output, ProcessEnd, Processes, ProcessLimits } from '../ports/processes.ts';
import { collect } from './collect-output.ts';
import { errorNumber } from './file-errors.ts';

/** How long things may take on the way out; small numbers in tests. */
export interface ProcessTimes {
  /** Between asking a process to end (SIGTERM) and ending it (SIGKILL). */
  readonly graceMs: number;
  /** After a process has ended: how long its pipes may stay silent before they are given up. */
  readonly drainMs: number;
}

const USUAL_TIMES: ProcessTimes = { graceMs: 2_000, drainMs: 500 };
const IS_WINDOWS = process.platform === 'win32';

type Signal = 'SIGTERM' | 'SIGKILL';

/**
 * Child processes, each the leader of its own group (POSIX), without a shell, a terminal or an inherited environment.
 * `killAll` ends at once every group that still runs: synchronous, for an interruption or the process' exit.
 */
export function createProcesses(times = USUAL_TIMES): Processes & { killAll(): void } {
  const running = new Set<ChildProcess>();
  return {
    async run(command, limits) {
      const child = start(command);
      if (child instanceof PlatformError) return { kind: 'not-started', why: child.message };
      running.add(child);
      try {
        return await follow(child, command, limits, times);
      } finally {
        running.delete(child);
      }
    },
    killAll() {
      for (const child of running) signalGroup(child, 'SIGKILL');
    },
  };
}

/** `spawn` throws for what it can see itself (a zero byte, too many arguments), and tells the rest by an event. */
function start(command: Command): ReturnType<typeof spawnPiped> | PlatformError {
  try {
    return spawnPiped(command);
  } catch (error) {
    return notStarted(command, error);
  }
}

function spawnPiped({ file, args, cwd, env }: Command) {
  return spawn(file, args, {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !IS_WINDOWS,
    windowsHide: true,
    shell: false,
  });
}

/** From the start to the last byte. Whatever happens, the group is dead when this resolves. */
function follow(
  child: ReturnType<typeof spawnPiped>,
  command: Command,
  limits: ProcessLimits,
  times: ProcessTimes,
): Promise<ProcessEnd> {
  const startedMs = performance.now();
  const stdout = collect(child.stdout, limits.maxOutputBytes);
  const stderr = collect(child.stderr, limits.maxOutputBytes);
  const output = (): Output => ({
    stdout: stdout.bytes(),
    stderr: stderr.bytes(),
    stdoutTruncated: stdout.truncated(),
    durationMs: Math.round(performance.now() - startedMs),
  });

  return new Promise((resolve) => {
    const deadline = endAfter(child, limits.timeoutMs, times.graceMs, () => settle());
    const settle = (end?: ProcessEnd) => {
      deadline.clear();
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(end ?? { ...howItEnded(child, deadline.passed()), ...output() });
    };
    child.on('error', (error) => {
      // Also emitted when a signal cannot be sent; only a child without a number never ran.
      if (child.pid === undefined) settle({ kind: 'not-started', why: notStarted(command, error).message });
    });
    child.on('exit', () => {
      deadline.clear();
      // What the child left behind in its group must neither live on nor hold the pipes.
      signalGroup(child, 'SIGKILL');
      const stopWaiting = whenSilent([stdout, stderr], times.drainMs, settle);
      child.on('close', () => {
        stopWaiting();
        settle();
      });
    });
  });
}

function howItEnded(
  child: ChildProcess,
  timedOut: boolean,
): { kind: 'timed-out' } | { kind: 'exited'; code: number } | { kind: 'killed'; signal: string } {
  if (timedOut) return { kind: 'timed-out' };
  return child.exitCode === null
    ? { kind: 'killed', signal: child.signalCode ?? 'unknown' }
    : { kind: 'exited', code: child.exitCode };
}

/** SIGTERM after `timeoutMs`, SIGKILL after the grace; `giveUp` after another, for a process that not even that can end (a hung disk). */
function endAfter(child: ChildProcess, timeoutMs: number, graceMs: number, giveUp: () => void) {
  let passed = false;
  const timers: NodeJS.Timeout[] = [];
  const at = (ms: number, action: () => void) => timers.push(setTimeout(action, ms));
  // Longer delays would overflow Node's timer and fire at once.
  at(Math.min(timeoutMs, 2 ** 31 - 1), () => {
    passed = true;
    signalGroup(child, 'SIGTERM');
    at(graceMs, () => signalGroup(child, 'SIGKILL'));
    at(graceMs * 2, giveUp);
  });
  return { passed: () => passed, clear: () => timers.forEach(clearTimeout) };
}

/**
 * Calls `done` once the pipes of an ended process were silent for `drainMs`: a grandchild that left the group may hold them open for ever.
 * Counts ticks instead of time, because a thread that was busy finds its timers due before it had a chance to read.
 */
function whenSilent(pipes: readonly { received(): number }[], drainMs: number, done: () => void): () => void {
  const ticks = 5;
  const received = () => pipes.reduce((sum, pipe) => sum + pipe.received(), 0);
  let before = received();
  let silent = 0;
  let left = ticks * 10;
  const timer = setInterval(() => {
    silent = received() === before ? silent + 1 : 0;
    before = received();
    left -= 1;
    if (silent < ticks && left > 0) return;
    clearInterval(timer);
    done();
  }, drainMs / ticks);
  return () => clearInterval(timer);
}

/** The whole group on POSIX; the child alone on Windows, which has no groups. Nobody there to hear it is fine. */
function signalGroup(child: ChildProcess, signal: Signal): void {
  if (child.pid === undefined) return;
  try {
    if (IS_WINDOWS) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // ESRCH: the group is gone. EPERM: only zombies, or programs of another user, are left in it.
  }
}

function notStarted({ file, cwd }: Command, error: unknown): PlatformError {
  const program = printable(file);
  switch (errorNumber(error)) {
    case 'ENOENT':
      return new PlatformError(
        'not-found',
        `${program} could not be started: it, its interpreter or the folder ${printable(cwd)} is not there`,
      );
    case 'EACCES':
      return new PlatformError(
        'forbidden',
        `${program} could not be started: it is not executable, or the folder ${printable(cwd)} is closed`,
      );
    case 'E2BIG':
      return new PlatformError(
        'too-large',
        `${program} could not be started: its arguments are longer than the system allows`,
      );
    case 'ENOEXEC':
      return new PlatformError('failed', `${program} could not be started: it is no program for this machine`);
    default:
      return new PlatformError(
        'failed',
        `${program} could not be started: ${printable(error instanceof Error ? error.message : String(error))}`,
      );
  }
}
