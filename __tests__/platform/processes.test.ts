import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createProcesses } from '../../src/platform/processes.ts';
import type { Command, Output, ProcessEnd } from '../../src/ports/processes.ts';
import { temporaryFolder } from './child.ts';

const folder = temporaryFolder();
const processes = createProcesses({ graceMs: 200, drainMs: 100 });
const ROOMY = { timeoutMs: 20_000, maxOutputBytes: 1_000_000 };
const PATH = process.env.PATH ?? '';

function shell(script: string, ...args: string[]): Command {
  return { file: '/bin/bash', args: ['-c', script, 'bash', ...args], cwd: folder, env: { PATH } };
}

function node(script: string): Command {
  return { file: process.execPath, args: ['-e', script], cwd: folder, env: {} };
}

function output(end: ProcessEnd): Output & { out: string; err: string } {
  if (end.kind === 'not-started') throw new Error(end.why);
  return { ...end, out: Buffer.from(end.stdout).toString(), err: Buffer.from(end.stderr).toString() };
}

/** Waits until the process is gone: a killed one is reaped a moment later, by somebody else. */
async function isGone(pid: number): Promise<boolean> {
  for (let look = 0; look < 200; look += 1) {
    if (!isRunning(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function contentOf(file: string): Promise<string> {
  while (!existsSync(file) || !readFileSync(file, 'utf8').endsWith('\n')) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return readFileSync(file, 'utf8').trim();
}

describe('how it ended', () => {
  test.each([0, 1, 3, 128, 255])('status %i', async (code) => {
    expect(await processes.run(shell(`exit ${code}`), ROOMY)).toMatchObject({ kind: 'exited', code });
  });

  test.each(['SIGKILL', 'SIGSEGV', 'SIGTERM'])('by its own %s', async (signal) => {
    expect(await processes.run(shell(`kill -${signal.slice(3)} $$`), ROOMY)).toMatchObject({ kind: 'killed', signal });
  });

  test('with both streams, kept apart', async () => {
    const { out, err, stdoutTruncated } = output(await processes.run(shell('echo out; echo err >&2'), ROOMY));
    expect([out, err, stdoutTruncated]).toEqual(['out\n', 'err\n', false]);
  });

  test('with the time it took', async () => {
    const { durationMs } = output(await processes.run(shell('true'), ROOMY));
    expect(Number.isInteger(durationMs) && durationMs >= 0).toBe(true);
  });
});

describe('what a child gets', () => {
  test('arguments as they are, through no shell', async () => {
    const args = ['$(touch hacked)', 'a b', '"', "'", '*', '', '; echo x', 'ü\n'];
    const end = await processes.run(shell('printf "%s|" "$@"', ...args), ROOMY);
    expect(output(end).out).toBe(`${args.join('|')}|`);
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
  });

  test('its own environment and nothing of ours', async () => {
    process.env.GATEHOUSE_TEST_LEAK = 'leak';
    const command = { ...node('console.log(JSON.stringify(process.env))'), env: { ONLY: 'this' } };
    const { out } = output(await processes.run(command, ROOMY));
    delete process.env.GATEHOUSE_TEST_LEAK;
    expect(JSON.parse(out)).toEqual({ ONLY: 'this' });
  });

  test('its working folder', async () => {
    expect(output(await processes.run(shell('pwd -P'), ROOMY)).out).toBe(`${folder}\n`);
  });

  test('no standard input: who reads it finds its end', async () => {
    expect(output(await processes.run(shell('cat; echo end'), ROOMY)).out).toBe('end\n');
  });

  test('a process group of its own', async () => {
    const { out } = output(await processes.run(shell('echo $$; ps -o pgid= -p $$'), ROOMY));
    const [pid, group] = out.trim().split(/\s+/);
    expect(group).toBe(pid);
  });
});

describe('what cannot be started is told, not thrown', () => {
  writeFileSync(join(folder, 'not-executable'), 'x', { mode: 0o644 });
  writeFileSync(join(folder, 'no-interpreter'), '#!/nowhere/interpreter\n', { mode: 0o755 });
  test.each<[string, Partial<Command>, string]>([
    [
      'no such program',
      { file: '/nowhere/program' },
      '/nowhere/program could not be started: it, its interpreter or the folder',
    ],
    ['no such folder', { cwd: '/nowhere/folder' }, 'or the folder /nowhere/folder is not there'],
    ['no such interpreter', { file: join(folder, 'no-interpreter') }, 'could not be started: it, its interpreter or'],
    ['not executable', { file: join(folder, 'not-executable') }, 'could not be started: it is not executable'],
    ['a zero byte in an argument', { args: ['a\0b'] }, 'could not be started: '],
    ['too long an argument', { args: ['x'.repeat(3_000_000)] }, 'its arguments are longer than the system allows'],
  ])('%s', async (_, change, why) => {
    const end = await processes.run({ ...shell('true'), ...change }, ROOMY);
    expect(end.kind).toBe('not-started');
    expect(end.kind === 'not-started' && end.why).toContain(why);
  });
});

describe('output', () => {
  test('is kept up to the limit, to the byte', async () => {
    const limits = { timeoutMs: 20_000, maxOutputBytes: 10 };
    const exact = output(await processes.run(shell('printf 0123456789'), limits));
    expect([exact.out, exact.stdoutTruncated]).toEqual(['0123456789', false]);
    const more = output(await processes.run(shell('printf 0123456789a; printf abcdefghijklmn >&2'), limits));
    expect([more.out, more.err, more.stdoutTruncated]).toEqual(['0123456789', 'abcdefghij', true]);
  });

  test('of 200 MB neither blocks the child nor fills memory', async () => {
    const before = process.memoryUsage().rss;
    const end = await processes.run(shell('head -c 104857600 /dev/zero; head -c 104857600 /dev/zero >&2; exit 7'), {
      timeoutMs: 20_000,
      maxOutputBytes: 1_000,
    });
    expect(end).toMatchObject({ kind: 'exited', code: 7, stdoutTruncated: true });
    expect(output(end).stdout.length).toBe(1_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test('of 50 MB arrives whole when it is wanted', async () => {
    const end = await processes.run(shell('head -c 52428800 /dev/zero'), {
      timeoutMs: 20_000,
      maxOutputBytes: 2 ** 30,
    });
    expect(output(end).stdout.length).toBe(52_428_800);
  });

  test('that comes just before the end arrives whole', async () => {
    const ends = await Promise.all(
      Array.from({ length: 20 }, () => processes.run(shell('head -c 60000 /dev/zero; exit 0'), ROOMY)),
    );
    expect(ends.map((end) => output(end).stdout.length)).toEqual(Array(20).fill(60_000));
  });

  test('arrives whole though we were busy when it came', async () => {
    const running = processes.run(shell('head -c 60000 /dev/zero'), ROOMY);
    const until = performance.now() + 400;
    await new Promise((resolve) => setTimeout(resolve, 5));
    while (performance.now() < until);
    expect(output(await running).stdout.length).toBe(60_000);
  });

  test('that never ends is cut off by the time limit', async () => {
    const end = await processes.run(shell('yes'), { timeoutMs: 100, maxOutputBytes: 10 });
    expect(end).toMatchObject({ kind: 'timed-out', stdoutTruncated: true });
    expect(output(end).out).toBe('y\ny\ny\ny\ny\n');
  });
});

describe('time limits', () => {
  test('end a child that hangs, with what it had said', async () => {
    const end = await processes.run(shell('echo before; sleep 1000'), { timeoutMs: 800, maxOutputBytes: 100 });
    expect(end.kind).toBe('timed-out');
    expect(output(end).out).toBe('before\n');
  });

  test('let a child end in its own way first', async () => {
    const script = 'trap "echo tidy; exit 0" TERM; echo ready; while :; do sleep 0.01; done';
    expect(output(await processes.run(shell(script), { ...ROOMY, timeoutMs: 800 })).out).toBe('ready\ntidy\n');
  });

  test('end a child that will not listen', async () => {
    const script = 'trap "" TERM; echo $$; while :; do sleep 0.01; done';
    const end = await processes.run(shell(script), { ...ROOMY, timeoutMs: 800 });
    expect(end.kind).toBe('timed-out');
    expect(await isGone(Number(output(end).out))).toBe(true);
  });

  test('end the whole family', async () => {
    const script = '(trap "" TERM; sleep 1000) & echo $!; bash -c "sleep 1000 & echo \\$!; wait" & wait';
    const end = await processes.run(shell(script), { ...ROOMY, timeoutMs: 800 });
    const pids = output(end).out.trim().split('\n').map(Number);
    expect(pids.length).toBe(2);
    for (const pid of pids) expect(await isGone(pid)).toBe(true);
  });

  test('beyond what a timer can count are no limit', async () => {
    expect(await processes.run(shell('exit 4'), { ...ROOMY, timeoutMs: 2 ** 40 })).toMatchObject({
      kind: 'exited',
      code: 4,
    });
  });
});

describe('a grandchild', () => {
  test('that outlives a child that ended well is killed, and its pipe does not hang us', async () => {
    const end = await processes.run(shell('sleep 1000 & echo $!; exit 0'), ROOMY);
    expect(end).toMatchObject({ kind: 'exited', code: 0 });
    expect(await isGone(Number(output(end).out))).toBe(true);
  });

  /** Starts `program` in a session of its own, and ends once it is there. */
  const leaving = (program: string, file: string) =>
    shell(
      'setsid bash -c "echo \\$\\$ > $2; exec $1" & while [ ! -s "$2" ]; do sleep 0.01; done; exit 5',
      program,
      file,
    );
  const endHim = (file: string) => process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');

  test('that left the group and holds the pipes is not waited for', async () => {
    const file = join(folder, 'sleeper');
    const end = await processes.run(leaving('sleep 30', file), ROOMY);
    endHim(file);
    expect(end).toMatchObject({ kind: 'exited', code: 5 });
  });

  test('that left the group and never stops talking is not listened to for ever', async () => {
    const file = join(folder, 'talker');
    const end = await processes.run(leaving('yes', file), { ...ROOMY, maxOutputBytes: 4 });
    endHim(file);
    expect(end).toMatchObject({ kind: 'exited', code: 5, stdoutTruncated: true });
    expect(output(end).out).toBe('y\ny\n');
  });
});

describe('killing all', () => {
  test('ends every group at once, and each run says so', async () => {
    const own = createProcesses();
    const file = join(folder, 'pids');
    const first = own.run(shell(`sleep 1000 & echo $! > ${file}; wait`), ROOMY);
    const second = own.run(shell('trap "" TERM INT; sleep 1000'), ROOMY);
    const pid = Number(await contentOf(file));
    own.killAll();
    expect(await first).toMatchObject({ kind: 'killed', signal: 'SIGKILL' });
    expect(await second).toMatchObject({ kind: 'killed', signal: 'SIGKILL' });
    expect(await isGone(pid)).toBe(true);
    expect(() => own.killAll()).not.toThrow();
  });
});
