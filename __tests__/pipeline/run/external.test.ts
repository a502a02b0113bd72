import { describe, expect, test } from '@jest/globals';
import type { Category } from '../../../src/model/category.ts';
import { PlatformError } from '../../../src/model/errors.ts';
import { runExternal } from '../../../src/pipeline/run/external.ts';
import { MAX_REPORT_BYTES } from '../../../src/pipeline/run/program.ts';
import type { ProcessEnd } from '../../../src/ports/processes.ts';
import type { ExternalScanner } from '../../../src/scanners/contract.ts';
import { exited, FakeFiles, FakeProcesses, killed, timedOut } from '../../support/fake-ports.ts';
import { readyScan, runContext, sarifWith } from '../../support/run-context.ts';
import { externalScanner } from '../../support/scanners.ts';

const OUTPUT = '/tmp/scan-acme-1/report.sarif';

/** A program that ends so, after it wrote `report` where it was told to. */
function world(end: ProcessEnd, report?: string) {
  const files = new FakeFiles({ '/repo/a.ts': 'code' });
  const processes = new FakeProcesses();
  processes.script('/usr/bin/acme', ({ args }) => {
    const output = args[args.indexOf('--sarif') + 1];
    if (report !== undefined && output !== undefined) files.addFile(output, report);
    return end;
  });
  return { files, processes, context: runContext({ ports: { files, processes } }) };
}

async function statusOf(end: ProcessEnd, report?: string, changed: Partial<ExternalScanner> = {}) {
  const scanner = externalScanner('acme', changed);
  const { files, context } = world(end, report);
  const ending = await runExternal(scanner, readyScan(scanner), context);
  expect(files.has('/tmp/scan-acme-1')).toBe(false);
  return ending;
}

describe('an external scanner', () => {
  test('runs in the root with a bare environment, a private home, and its own arguments before those of the user', async () => {
    const scanner = externalScanner('acme', {
      invoke: ({ output, scratch, files }) => ({
        args: ['scan', '--sarif', output, ...files],
        env: { ACME_HOME: `${scratch}/home`, PATH: '/opt/acme' },
      }),
    });
    const { processes, context } = world(exited(0), sarifWith(0));
    await runExternal(scanner, readyScan(scanner, { extraArgs: ['--fast'], timeoutMs: 5_000 }), context);
    expect(processes.calls).toEqual([
      {
        command: {
          file: '/usr/bin/acme',
          args: ['scan', '--sarif', OUTPUT, 'a.ts', '--fast'],
          cwd: '/repo',
          env: {
            PATH: '/opt/acme',
            HOME: '/tmp/scan-acme-1',
            TMPDIR: '/tmp/scan-acme-1',
            LANG: 'C.UTF-8',
            ACME_HOME: '/tmp/scan-acme-1/home',
          },
        },
        limits: { timeoutMs: 5_000, maxOutputBytes: 4 * 1024 * 1024 },
      },
    ]);
  });

  test('starts in its private folder when its adapter fears what the tree would make it do', async () => {
    const scanner = externalScanner('acme', {
      invoke: ({ output }) => ({ args: ['--sarif', output], workingFolder: 'scratch' }),
    });
    const { processes, context } = world(exited(0), sarifWith(0));
    await runExternal(scanner, readyScan(scanner), context);
    expect(processes.calls.map(({ command }) => command.cwd)).toEqual(['/tmp/scan-acme-1']);
  });

  test('knows the arguments of the user, so that its own do not contradict them', async () => {
    const scanner = externalScanner('acme', {
      invoke: ({ output }, userArgs) => ({
        args: ['--sarif', output, ...(userArgs.includes('--rules') ? [] : ['--rules', 'default'])],
      }),
    });
    const { processes, context } = world(exited(0), sarifWith(0));
    await runExternal(scanner, readyScan(scanner, { extraArgs: ['--rules', 'mine'] }), context);
    expect(processes.calls.map(({ command }) => command.args.slice(2))).toEqual([['--rules', 'mine']]);
  });

  test('finds the files that its adapter wants written', async () => {
    const scanner = externalScanner('acme', {
      invoke: ({ output }) => ({ args: ['--sarif', output], writes: { 'empty.ini': '[acme]\n' } }),
    });
    const { files, processes, context } = world(exited(0), sarifWith(0));
    let seen = '';
    processes.script('/usr/bin/acme', () => {
      seen = files.text('/tmp/scan-acme-1/empty.ini');
      return exited(0);
    });
    await runExternal(scanner, readyScan(scanner), context);
    expect(seen).toBe('[acme]\n');
  });

  test('hands its report over with the target that it looked at', async () => {
    const { status, report, results } = await statusOf(exited(1), sarifWith(3));
    expect(status).toEqual({ state: 'ok' });
    expect(results).toBe(3);
    expect(report).toEqual({
      kind: 'sarif',
      bytes: Buffer.from(sarifWith(3)),
      target: { root: '/repo', files: ['a.ts'], output: OUTPUT, scratch: '/tmp/scan-acme-1' },
    });
  });

  test('may write its report to standard output', async () => {
    const invoke = () => ({ args: [], reportOnStdout: true });
    const { status, results } = await statusOf(exited(0, { stdout: sarifWith(2) }), undefined, { invoke });
    expect([status.state, results]).toEqual(['ok', 2]);
  });

  test('that has nothing to do says so by its exit status', async () => {
    const { status, report } = await statusOf(exited(128), undefined, { exits: { 0: 'ok', 128: 'nothing' } });
    expect(status).toEqual({ state: 'skipped', why: 'nothing for acme' });
    expect(report.kind).toBe('none');
  });
});

describe('an external scanner that fails', () => {
  const noReport = 'ended with status 0 and no report';
  test.each<[string, ProcessEnd, string | undefined, string]>([
    ['writes no report', exited(0), undefined, noReport],
    ['writes an empty report', exited(0), '', 'wrote an empty report'],
    ['writes prose', exited(0), 'all good!', 'wrote a report that'],
    ['writes half a report', exited(0), sarifWith(1).slice(0, 80), 'wrote a report that'],
    ['writes other JSON', exited(0), '[]', 'wrote a report that is no SARIF'],
    ['ends with a status that means nothing good', exited(2), undefined, 'ended with status 2 and no report'],
    ['ends with an unknown status and a report', exited(7), sarifWith(1), 'ended with status 7'],
    ['crashes', killed('SIGSEGV'), sarifWith(1), 'crashed with signal SIGSEGV'],
    ['crashes inside a shell', exited(139), sarifWith(1), 'crashed with signal SIGSEGV'],
    ['is killed', killed('SIGKILL'), undefined, 'was killed (SIGKILL), perhaps because memory ran out'],
    ['is killed inside a container', exited(137), undefined, 'was killed (SIGKILL), perhaps because memory ran out'],
    [
      'cannot be started',
      { kind: 'not-started', why: 'no such file' },
      undefined,
      'could not be started: no such file',
    ],
  ])('because it %s', async (_, end, report, why) => {
    const { status } = await statusOf(end, report);
    expect(status).toMatchObject({ state: 'failed', why: expect.stringContaining(why) });
  });

  test('because it takes too long says after how long, whatever it wrote', async () => {
    const { status, report } = await statusOf(timedOut(), sarifWith(1));
    expect(status).toMatchObject({ state: 'timed-out', why: 'timed out after 120 s' });
    expect(report.kind).toBe('none');
  });

  test('with an unknown status keeps a report that can be read', async () => {
    const { report, results } = await statusOf(exited(7), sarifWith(2));
    expect([report.kind, results]).toEqual(['sarif', 2]);
  });

  test('with a status that its own table knows is not taken for a signal', async () => {
    const { status } = await statusOf(exited(137), sarifWith(0), { exits: { 137: 'ok' } });
    expect(status.state).toBe('ok');
  });

  test('is not saved by a table that inherits', async () => {
    const exits = Object.create({ 5: 'ok' });
    expect((await statusOf(exited(5), sarifWith(0), { exits })).status.state).toBe('failed');
  });

  test('because standard output was cut', async () => {
    const invoke = () => ({ args: [], reportOnStdout: true });
    const end = exited(0, { stdout: sarifWith(1), stdoutTruncated: true });
    expect((await statusOf(end, undefined, { invoke })).status).toEqual({
      state: 'failed',
      why: 'wrote a report of more than 256 MB',
    });
  });

  test.each([
    ['larger than the limit', new PlatformError('too-large', 'large'), 'wrote a report of more than 256 MB'],
    ['a device', new PlatformError('not-a-file', 'device'), 'wrote a report that cannot be opened'],
    ['unreadable', new PlatformError('forbidden', 'no'), 'wrote a report that cannot be opened'],
  ])('because its report is %s', async (_, error, why) => {
    const { files, context } = world(exited(0), sarifWith(1));
    files.read = async (path, maxBytes) => {
      expect([path, maxBytes]).toEqual([OUTPUT, MAX_REPORT_BYTES]);
      throw error;
    };
    const scanner = externalScanner('acme');
    const { status } = await runExternal(scanner, readyScan(scanner), context);
    expect(status).toEqual({ state: 'failed', why });
  });

  test('because there is no room for it', async () => {
    const { files, context } = world(exited(0));
    files.makeTemporaryFolder = async () => Promise.reject(new PlatformError('full', 'no space is left on the device'));
    const scanner = externalScanner('acme');
    const { status } = await runExternal(scanner, readyScan(scanner), context);
    expect(status).toEqual({ state: 'failed', why: 'could not be run: no space is left on the device' });
  });
});

describe('the last words of a scanner', () => {
  const whyAfter = async (stderr: string, category: Category = 'iac') => {
    const { status } = await statusOf(exited(2, { stderr }), undefined, { category });
    return 'why' in status ? status.why : '';
  };

  test('are quoted', async () => {
    const stderr = "Traceback (most recent call last):\n  …\nModuleNotFoundError: No module named 'yaml'\n\n";
    expect(await whyAfter(stderr)).toBe(
      'ended with status 2 and no report; its last words: "ModuleNotFoundError: No module named \'yaml\'"',
    );
  });

  test('are cut, so that the whole stays within 200 characters', async () => {
    const why = await whyAfter(`error ${'word '.repeat(200)}`);
    expect(why.length).toBeLessThanOrEqual(200);
    expect(why).toMatch(/…"$/);
  });

  test('cannot write a workflow command or colour the log', async () => {
    expect(await whyAfter('fine\r\n\u001b[31m::error::owned\u001b[0m\u202e')).toBe(
      'ended with status 2 and no report; its last words: "::error::owned\\u{202e}"',
    );
  });

  test('never hold a credential', async () => {
    const value = `gh${'p_'}${'aB3dE5gH7jK9'.repeat(3)}`;
    expect(await whyAfter(`401 for token ${value}`)).not.toContain(value);
  });

  test('of a secrets scanner are not quoted at all', async () => {
    expect(await whyAfter('found hunter2 in a.ts', 'secrets')).toBe('ended with status 2 and no report');
  });
});
