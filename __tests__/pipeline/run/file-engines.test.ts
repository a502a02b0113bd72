import { describe, expect, test } from '@jest/globals';
import type { FileEngine } from '../../../src/engines/contract.ts';
import { PlatformError, type PlatformErrorCode } from '../../../src/model/errors.ts';
import type { ReportedResult } from '../../../src/model/result.ts';
import { runFileEngines } from '../../../src/pipeline/run/file-engines.ts';
import type { FileTask } from '../../../src/pipeline/run/file-task.ts';
import { MAX_SHARD_FILES } from '../../../src/pipeline/run/shards.ts';
import type { WorkerAnswer, Workers } from '../../../src/ports/workers.ts';
import { FakeClock, type FakeFiles } from '../../support/fake-ports.ts';
import { engineWorkers, readyScan, runContext, workWith } from '../../support/run-context.ts';
import { embeddedScanner, fileEngine } from '../../support/scanners.ts';

const result = (path: string, message: string): ReportedResult => ({
  rule: { id: 'r', title: 'r', cwes: [] },
  category: 'secrets',
  message,
  claims: {},
  path,
});

/** Reports each file's content as a message. */
const reader = (name: string, changed: Partial<FileEngine> = {}): FileEngine =>
  fileEngine(name, {
    scan: (path, bytes) => ({ results: [result(path, `${name}: ${Buffer.from(bytes).toString('utf8')}`)] }),
    ...changed,
  });

/** Runs the engines over these files, each over those that it wants, with `workers` in place of honest ones. */
async function runOver(
  contents: Readonly<Record<string, string>>,
  engines: readonly FileEngine[],
  change: (honest: Workers, files: FakeFiles) => Workers = (honest) => honest,
) {
  const { files, fileSet } = workWith(contents);
  const workers = change(engineWorkers(files, engines), files);
  const scans = engines.map((engine) => ({
    engine,
    scan: readyScan(embeddedScanner(engine), { files: fileSet.files.filter((file) => engine.wants(file)) }),
  }));
  const endings = await runFileEngines(scans, runContext({ fileSet, ports: { files, workers } }));
  return { endings, files, fileSet };
}

function messagesOf(ending: Awaited<ReturnType<typeof runFileEngines>>[number] | undefined): readonly string[] {
  return ending?.report.kind === 'results'
    ? ending.report.results.map(({ path, message }) => `${path} ${message}`)
    : [];
}

function notesOf(ending: Awaited<ReturnType<typeof runFileEngines>>[number] | undefined) {
  return ending?.report.kind === 'results' ? ending.report.notLookedAt : undefined;
}

describe('file engines', () => {
  test('share one reading of each file, and each gets what it wants', async () => {
    const engines = [reader('all'), reader('typescript', { wants: ({ path }) => path.endsWith('.ts') })];
    const { endings, files } = await runOver({ 'a.ts': 'A', 'b.md': 'B', 'c.ts': 'C' }, engines);
    expect(endings.map(messagesOf)).toEqual([
      ['a.ts all: A', 'b.md all: B', 'c.ts all: C'],
      ['a.ts typescript: A', 'c.ts typescript: C'],
    ]);
    expect(files.calls.read).toBe(3);
    expect(endings[0]).toMatchObject({
      status: { state: 'ok' },
      results: 3,
      report: {
        kind: 'results',
        notLookedAt: [],
        rulesDigest: 'rules of all',
        advisories: [],
        advisoriesDigest: undefined,
      },
    });
  });

  test('are not complete without a file that one of them cannot do without', async () => {
    const engine = fileEngine('one', {
      scan: (path) =>
        path === 'a.yml' ? { results: [], notLookedAt: 'larger than 1 MiB', isIncomplete: true } : { results: [] },
    });
    const { endings } = await runOver({ 'a.yml': '', 'b.yml': '' }, [engine, reader('two')]);
    expect(endings.map((ending) => ending.status.state)).toEqual(['failed', 'ok']);
    expect(endings[0]?.status).toMatchObject({ why: 'could not look at a.yml (larger than 1 MiB)' });
    expect(notesOf(endings[0])).toEqual([{ path: 'a.yml', why: 'larger than 1 MiB' }]);
  });

  test('hand on what an engine could not look at in a file', async () => {
    const engine = fileEngine('one', { scan: () => ({ results: [], notLookedAt: 'lines are too long' }) });
    const { endings } = await runOver({ 'a.js': '' }, [engine]);
    expect(endings[0]?.status).toEqual({ state: 'ok' });
    expect(notesOf(endings[0])).toEqual([{ path: 'a.js', why: 'lines are too long' }]);
  });

  test('give the same however the workers cut the work', async () => {
    const contents = Object.fromEntries(
      Array.from({ length: MAX_SHARD_FILES * 2 + 7 }, (_, at) => [`f${at}`, `${at}`]),
    );
    const { endings, fileSet } = await runOver(contents, [reader('one')]);
    expect(messagesOf(endings[0])).toEqual(fileSet.files.map(({ path }) => `${path} one: ${contents[path]}`));
  });
});

describe('an engine that breaks on a file', () => {
  const fragile = (category: FileEngine['category']) =>
    reader('fragile', {
      category,
      scan: (path) => {
        if (path === 'b.ts') throw new Error('unexpected end');
        return { results: [result(path, 'seen')] };
      },
    });

  test('loses this file alone, says so, and leaves the others theirs', async () => {
    const { endings } = await runOver({ 'a.ts': '', 'b.ts': '', 'c.ts': '' }, [fragile('sast'), reader('sturdy')]);
    expect(endings[0]?.status).toEqual({
      state: 'failed',
      why: expect.stringMatching(/^could not look at b\.ts \(fragile broke on it: Error at .*\)$/),
      remedy: 'paths.exclude leaves it out',
    });
    expect(messagesOf(endings[0])).toEqual(['a.ts seen', 'c.ts seen']);
    expect(notesOf(endings[0])).toEqual([
      { path: 'b.ts', why: expect.stringMatching(/^fragile broke on it: Error at /) },
    ]);
    expect([endings[1]?.status.state, messagesOf(endings[1]).length]).toEqual(['ok', 3]);
  });

  test("is not quoted: its words may be the tree's", async () => {
    const { endings } = await runOver({ 'b.ts': '' }, [fragile('secrets')]);
    expect(JSON.stringify(endings)).not.toContain('unexpected end');
  });
});

describe('a file that cannot be read', () => {
  const unreadable = (code: PlatformErrorCode) => (honest: Workers, files: FakeFiles) => {
    const read = files.read.bind(files);
    files.read = async (path, maxBytes) =>
      path === '/repo/b.ts' ? Promise.reject(new PlatformError(code, 'no')) : read(path, maxBytes);
    return honest;
  };

  test.each<[PlatformErrorCode, string, string]>([
    ['not-found', 'ok', 'it vanished while the scan ran'],
    ['not-a-file', 'ok', 'it became something else than a file while the scan ran'],
    ['too-large', 'ok', 'it grew beyond the size limit while the scan ran'],
    ['forbidden', 'failed', 'it may not be read'],
    ['failed', 'failed', 'it could not be read'],
  ])('(%s) leaves the scan %s', async (code, state, why) => {
    const { endings } = await runOver({ 'a.ts': '', 'b.ts': '' }, [reader('one')], unreadable(code));
    expect(endings[0]?.status.state).toBe(state);
    expect(notesOf(endings[0])).toEqual([{ path: 'b.ts', why }]);
    expect(messagesOf(endings[0])).toEqual(['a.ts one: ']);
  });

  test('costs only the engines that wanted it', async () => {
    const engines = [reader('one'), reader('other', { wants: ({ path }) => path === 'a.ts' })];
    const { endings } = await runOver({ 'a.ts': '', 'b.ts': '' }, engines, unreadable('forbidden'));
    expect(endings.map(({ status }) => status.state)).toEqual(['failed', 'ok']);
    expect(notesOf(endings[1])).toEqual([]);
  });
});

describe('a worker that dies', () => {
  /** Fails every input that holds `poison`, as a crash would: the whole input, whatever else is in it. */
  const dyingOf =
    (poison: (task: FileTask) => boolean, calls: FileTask[][] = []) =>
    (honest: Workers): Workers => ({
      size: 2,
      map: async <Input, Output>(task: string, inputs: readonly Input[], options: { readonly timeoutMs: number }) => {
        // All that is ever mapped here are the file engines' tasks.
        const tasks = inputs as unknown as readonly FileTask[];
        calls.push([...tasks]);
        const answers = await honest.map<Input, Output>(task, inputs, options);
        return answers.map((answer, at): WorkerAnswer<Output> => {
          const input = tasks[at];
          return input !== undefined && poison(input) ? { failed: 'its worker crashed: out of stack' } : answer;
        });
      },
    });
  const holds =
    (path: string, engine = '') =>
    (task: FileTask) =>
      task.files.some((file) => file.path === path && (engine === '' || file.engines.includes(engine)));

  test('costs the culprit alone, in the eyes of the engine that met it', async () => {
    const engines = [reader('one'), reader('other')];
    const { endings } = await runOver({ 'a.ts': '', 'b.ts': '', 'c.ts': '' }, engines, dyingOf(holds('b.ts', 'one')));
    const why = 'one was stopped by it: its worker crashed: out of stack';
    expect(endings[0]?.status).toMatchObject({ state: 'failed', why: `could not look at b.ts (${why})` });
    expect(notesOf(endings[0])).toEqual([{ path: 'b.ts', why }]);
    expect(messagesOf(endings[0])).toEqual(['a.ts one: ', 'c.ts one: ']);
    expect(endings[1]?.status.state).toBe('ok');
    expect(messagesOf(endings[1])).toHaveLength(3);
  });

  test('has what it held tried again, one file and one engine at a time, and nothing else', async () => {
    const contents = Object.fromEntries(Array.from({ length: MAX_SHARD_FILES + 3 }, (_, at) => [`f${1000 + at}`, '']));
    const calls: FileTask[][] = [];
    await runOver(contents, [reader('one')], dyingOf(holds('f1201'), calls));
    expect(calls.map((tasks) => tasks.map(({ files }) => files.length))).toEqual([
      [MAX_SHARD_FILES, 3],
      [1, 1, 1],
    ]);
  });

  test('names the first of several files', async () => {
    const poison = (task: FileTask) => holds('a.ts')(task) || holds('c.ts')(task);
    const { endings } = await runOver({ 'a.ts': '', 'b.ts': '', 'c.ts': '' }, [reader('one')], dyingOf(poison));
    expect(endings[0]?.status).toMatchObject({
      why: expect.stringMatching(/^could not look at 2 files, first a\.ts \(/),
    });
    expect(notesOf(endings[0])?.map(({ path }) => path)).toEqual(['a.ts', 'c.ts']);
  });

  test('every time is one failure, not ten thousand', async () => {
    const contents = Object.fromEntries(Array.from({ length: MAX_SHARD_FILES * 12 }, (_, at) => [`f${at}`, '']));
    const calls: FileTask[][] = [];
    const { endings } = await runOver(
      contents,
      [reader('one'), reader('two')],
      dyingOf(() => true, calls),
    );
    for (const { status, report } of endings) {
      expect(status).toEqual({ state: 'failed', why: 'could not work: its worker crashed: out of stack' });
      expect(report.kind).toBe('none');
    }
    expect(calls[1]).toHaveLength(MAX_SHARD_FILES * 8 * 2);
  });

  test('is never silent: each file is reported, noted or lost', async () => {
    const contents = Object.fromEntries(Array.from({ length: MAX_SHARD_FILES * 12 }, (_, at) => [`f${at}`, '']));
    const { endings, fileSet } = await runOver(
      contents,
      [reader('one')],
      dyingOf((task) => task.files.length > 1 && !holds('f0')(task)),
    );
    expect(endings[0]?.status.state).toBe('failed');
    const accounted = [
      ...messagesOf(endings[0]).map((line) => line.split(' ')[0]),
      ...(notesOf(endings[0]) ?? []).map(({ path }) => path),
    ];
    expect(accounted.sort()).toEqual(fileSet.files.map(({ path }) => path));
  });
});

describe('time', () => {
  test('ends all file engines together', async () => {
    const clock = new FakeClock();
    const { files, fileSet } = workWith({ 'a.ts': '' });
    const engine = reader('one');
    const workers: Workers = { size: 1, map: () => new Promise(() => undefined) };
    const scans = [{ engine, scan: readyScan(embeddedScanner(engine), { timeoutMs: 90_000 }) }];
    const running = runFileEngines(scans, runContext({ fileSet, ports: { files, workers, clock } }));
    await Promise.resolve();
    clock.advance(90_000);
    expect((await running)[0]).toMatchObject({
      status: { state: 'timed-out', why: 'timed out after 90 s' },
      report: { kind: 'none' },
      results: 0,
    });
  });

  test('never lets one shard have more than the scan has', async () => {
    const { files, fileSet } = workWith({ 'a.ts': '' });
    const engine = reader('one');
    const workers = engineWorkers(files, [engine]);
    const scans = [{ engine, scan: readyScan(embeddedScanner(engine), { timeoutMs: 5_000 }) }];
    await runFileEngines(scans, runContext({ fileSet, ports: { files, workers } }));
    expect(workers.calls.map(({ timeoutMs }) => timeoutMs)).toEqual([5_000]);
  });
});
