import { describe, expect, test } from '@jest/globals';
import { InterruptedError } from '../../../src/model/errors.ts';
import type { RunEvent } from '../../../src/model/run-event.ts';
import type { ReadyScan, SettledScan } from '../../../src/pipeline/plan-types.ts';
import { run } from '../../../src/pipeline/run/run.ts';
import type { EmbeddedScanner } from '../../../src/scanners/contract.ts';
import { exited, FakeCache, FakeClock, FakeFiles, FakeProcesses } from '../../support/fake-ports.ts';
import { engineWorkers, readyScan, runContext, sarifWith, workWith } from '../../support/run-context.ts';
import { embeddedScanner, externalScanner, fileEngine, treeEngine } from '../../support/scanners.ts';

const acquired = (ready: readonly ReadyScan[], settled: readonly SettledScan[] = []) => ({ ready, settled });
const inShort = (event: RunEvent) => ('scanner' in event ? `${event.kind} ${event.scanner}` : event.kind);

/** Programs that take so long on the fake clock and write an empty report, in the order in which they may run. */
function programs(durations: Readonly<Record<string, number>>, clock = new FakeClock()) {
  const files = new FakeFiles({ '/repo/a.ts': '' });
  const processes = new FakeProcesses();
  for (const [name, durationMs] of Object.entries(durations)) {
    processes.script(`/usr/bin/${name}`, ({ args }) => {
      clock.advance(durationMs);
      if (args[1] !== undefined) files.addFile(args[1], sarifWith(1));
      return exited(0);
    });
  }
  return { files, processes, clock };
}

describe('the run stage', () => {
  test('gives one finished scan for everything: what ran, what was handed in, what never ran', async () => {
    const { files, fileSet } = workWith({ 'a.ts': '' });
    files.addFile('/repo/other.sarif', sarifWith(1, 'Other'));
    const engine = fileEngine('engine');
    const tree = treeEngine('tree');
    const ports = { ...programs({ acme: 0 }), files, workers: engineWorkers(files, [engine]) };
    ports.processes.script('/usr/bin/acme', ({ args }) => {
      files.addFile(args[1] ?? '', sarifWith(2));
      return exited(0);
    });
    const context = runContext({ fileSet, settings: { sarifFiles: ['other.sarif'] }, ports });
    const gone: SettledScan = {
      scanner: externalScanner('gone'),
      required: false,
      status: { state: 'unavailable', why: 'is not installed', remedy: 'pip install gone' },
    };
    const idle: SettledScan = {
      scanner: embeddedScanner(fileEngine('idle')),
      required: true,
      status: { state: 'skipped', why: 'none' },
    };
    const ready = [embeddedScanner(engine), embeddedScanner(tree), externalScanner('acme')].map((scanner) =>
      readyScan(scanner),
    );
    const finished = await run(acquired(ready, [gone, idle]), context);

    const rows = finished.map(({ scanner, required, version, origin, isolation, status, report }) =>
      [scanner.name, required, version, origin, isolation, status.state, report.kind].join(' '),
    );
    expect(rows.sort()).toEqual([
      'Other true 9.8.7 report environment ok sarif',
      'acme true 1.2.3 path environment ok sarif',
      'engine true 0.1.0 embedded full ok results',
      'gone false  path environment unavailable none',
      'idle true  embedded full skipped none',
      'tree true 0.1.0 embedded full ok results',
    ]);
  });

  test('leaves no required scanner complete when a part of the tree could not be read', async () => {
    const { files, fileSet } = workWith({ 'a.ts': '' });
    const [engine, idleEngine] = [fileEngine('engine'), fileEngine('idle')];
    const idle: SettledScan = {
      scanner: embeddedScanner(idleEngine),
      required: true,
      status: { state: 'skipped', why: 'none' },
    };
    const extra = readyScan(externalScanner('extra'), { required: false });
    const ports = { ...programs({ extra: 0 }), files, workers: engineWorkers(files, [engine]) };
    ports.processes.script('/usr/bin/extra', ({ args }) => {
      files.addFile(args[1] ?? '', sarifWith(0));
      return exited(0);
    });
    const unread = [{ path: 'locked', why: 'a folder that may not be read' }];
    const context = runContext({ fileSet: { ...fileSet, notLookedAt: unread, unread }, ports });
    const finished = await run(acquired([readyScan(embeddedScanner(engine)), extra], [idle]), context);
    const why = 'could not look at locked (a folder that may not be read)';
    const remedy = 'paths.exclude leaves it out';
    expect(Object.fromEntries(finished.map(({ scanner, status }) => [scanner.name, status]))).toEqual({
      engine: { state: 'failed', why, remedy },
      extra: { state: 'ok' },
      idle: { state: 'failed', why, remedy },
    });
  });

  test('tells first what is planned, then each start before its end', async () => {
    const { files, fileSet } = workWith({ 'a.ts': '' });
    const ports = { ...programs({ acme: 40 }), files };
    ports.processes.script('/usr/bin/acme', ({ args }) => {
      ports.clock.advance(40);
      files.addFile(args[1] ?? '', sarifWith(2));
      return exited(0);
    });
    files.addFile('/repo/other.sarif', sarifWith(3, 'Other'));
    const context = runContext({ fileSet, settings: { sarifFiles: ['other.sarif'], maxParallel: 1 }, ports });
    const skipped: SettledScan = {
      scanner: externalScanner('idle'),
      required: true,
      status: { state: 'skipped', why: 'none' },
    };
    await run(acquired([readyScan(externalScanner('acme'))], [skipped]), context);
    expect(context.events).toEqual([
      {
        kind: 'planned',
        profile: 'embedded',
        files: { count: 1, bytes: 10 },
        parallel: 1,
        scans: [
          { scanner: 'acme', category: 'sast', origin: 'path' },
          { scanner: 'Other', category: 'sast', origin: 'report' },
          { scanner: 'idle', category: 'sast', origin: 'path' },
        ],
      },
      { kind: 'ended', scanner: 'idle', status: { state: 'skipped', why: 'none' }, results: 0, durationMs: 0 },
      { kind: 'ended', scanner: 'Other', status: { state: 'ok' }, results: 3, durationMs: 0 },
      { kind: 'started', scanner: 'acme' },
      { kind: 'ended', scanner: 'acme', status: { state: 'ok' }, results: 2, durationMs: 40 },
    ]);
  });

  test('starts all file engines together and ends them together', async () => {
    const { files, fileSet } = workWith({ 'a.ts': '' });
    const engines = [fileEngine('one'), fileEngine('two')];
    const context = runContext({ fileSet, ports: { files, workers: engineWorkers(files, engines) } });
    await run(acquired(engines.map((engine) => readyScan(embeddedScanner(engine)))), context);
    expect(context.events.map(inShort)).toEqual(['planned', 'started one', 'started two', 'ended one', 'ended two']);
    expect(files.calls.read).toBe(1);
  });
});

describe('order and number', () => {
  test('runs what took longest the last time first, after programs that nobody has timed', async () => {
    const ports = programs({ quick: 1, slow: 1, fresh: 1 });
    const cache = new FakeCache(ports.clock);
    await cache.put('durations', 'quick', Buffer.from('20'));
    await cache.put('durations', 'slow', Buffer.from('9000'));
    const context = runContext({ settings: { maxParallel: 1 }, ports: { ...ports, cache } });
    const names = ['quick', 'slow', 'fresh'];
    const tree = readyScan(embeddedScanner(treeEngine('engine')));
    await run(acquired([tree, ...names.map((name) => readyScan(externalScanner(name)))]), context);
    const started = context.events.filter(({ kind }) => kind === 'started');
    expect(started).toEqual([
      { kind: 'started', scanner: 'fresh' },
      { kind: 'started', scanner: 'slow', expectedMs: 9000 },
      { kind: 'started', scanner: 'quick', expectedMs: 20 },
      { kind: 'started', scanner: 'engine' },
    ]);
  });

  test('remembers how long a scan took that ended well, and no other', async () => {
    const ports = programs({ good: 1234.4, bad: 50 });
    ports.processes.script('/usr/bin/bad', exited(3));
    const cache = new FakeCache(ports.clock);
    const context = runContext({ settings: { maxParallel: 1 }, ports: { ...ports, cache } });
    await run(acquired([readyScan(externalScanner('good')), readyScan(externalScanner('bad'))]), context);
    expect([...cache.entries].map(([key, { value }]) => [key, Buffer.from(value).toString()])).toEqual([
      ['durations/good', '1234'],
    ]);
  });

  test.each(['', '-5', '1e9', 'NaN', '{"a":1}', '9'.repeat(40)])('takes a memory of %j for none', async (text) => {
    const ports = programs({ acme: 1 });
    const cache = new FakeCache(ports.clock);
    await cache.put('durations', 'acme', Buffer.from(text));
    const context = runContext({ ports: { ...ports, cache } });
    await run(acquired([readyScan(externalScanner('acme'))]), context);
    expect(context.events[1]).toEqual({ kind: 'started', scanner: 'acme' });
  });

  test.each([
    [1, 1],
    [2, 2],
    [undefined, 2],
    [9, 4],
  ])('runs with maxParallel %j at most %i at once', async (maxParallel, most) => {
    const files = new FakeFiles({ '/repo/a.ts': '' });
    const processes = new FakeProcesses();
    let running = 0;
    let seen = 0;
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) {
      processes.script(`/usr/bin/${name}`, async () => {
        running += 1;
        seen = Math.max(seen, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return exited(0);
      });
    }
    const context = runContext({ settings: { maxParallel }, ports: { files, processes } });
    await run(acquired(names.map((name) => readyScan(externalScanner(name)))), context);
    expect(seen).toBe(most);
  });

  test('times each scan from the beginning of the stage', async () => {
    const ports = programs({ first: 100, second: 30 });
    const context = runContext({ settings: { maxParallel: 1 }, ports });
    const finished = await run(
      acquired([readyScan(externalScanner('first')), readyScan(externalScanner('second'))]),
      context,
    );
    expect(finished.map(({ startedMs, durationMs }) => [startedMs, durationMs])).toEqual([
      [0, 100],
      [100, 30],
    ]);
  });
});

describe('a scanner that breaks', () => {
  const statuses = async (ready: readonly ReadyScan[], ports = programs({ acme: 1 })) => {
    const finished = await run(acquired(ready), runContext({ settings: { maxParallel: 1 }, ports }));
    return Object.fromEntries(
      finished.map(({ scanner, status }) => [scanner.name, 'why' in status ? status.why : status.state]),
    );
  };
  const sibling = readyScan(externalScanner('acme'));

  test('by a mistake of its adapter leaves its siblings alone', async () => {
    const broken = externalScanner('broken', {
      invoke: () => {
        throw new TypeError('undefined is no function');
      },
    });
    expect(await statuses([readyScan(broken), sibling])).toEqual({
      broken: expect.stringMatching(/^broke off by a mistake inside Gatehouse: TypeError at .*run\.test\.ts/),
      acme: 'ok',
    });
  });

  test('by a mistake of a tree engine leaves its siblings alone', async () => {
    const broken = treeEngine('broken', { scan: async () => Promise.reject(new Error('no')) });
    expect(await statuses([readyScan(embeddedScanner(broken)), sibling])).toMatchObject({
      acme: 'ok',
      broken: expect.stringContaining('mistake inside'),
    });
  });

  test('when its engine is loaded leaves its siblings alone', async () => {
    const broken: EmbeddedScanner = {
      ...embeddedScanner(treeEngine('broken')),
      load: async () => Promise.reject(new Error('bad rule')),
    };
    expect(await statuses([readyScan(broken), sibling])).toEqual({
      broken: expect.stringMatching(/^could not be loaded: Error at .*run\.test\.ts/),
      acme: 'ok',
    });
  });

  test('because we are asked to stop stops everything', async () => {
    const broken = treeEngine('broken', { scan: async () => Promise.reject(new InterruptedError('interrupted')) });
    await expect(statuses([readyScan(embeddedScanner(broken))])).rejects.toBeInstanceOf(InterruptedError);
  });
});
