import { describe, expect, test } from '@jest/globals';
import { runOwn } from '../../../src/pipeline/run/own.ts';
import { exited, FakeFiles, FakeProcesses } from '../../support/fake-ports.ts';
import { readyScan, runContext, sarifWith } from '../../support/run-context.ts';
import { ownScanner } from '../../support/scanners.ts';

const OUTPUT = '/tmp/scan-mine-1/report.sarif';

/** Runs `command`; the program ends with `code` after it wrote its report to the file, or to standard output. */
async function runCommand(command: readonly string[], code = 0, { toFile = true } = {}) {
  const files = new FakeFiles({ '/repo/a.ts': '' });
  const processes = new FakeProcesses();
  processes.script('/usr/bin/mine', () => {
    if (toFile) files.addFile(OUTPUT, sarifWith(1));
    return exited(code, { stdout: toFile ? 'progress' : sarifWith(4) });
  });
  const scanner = ownScanner('mine', command);
  const context = runContext({ ports: { files, processes } });
  const ending = await runOwn(scanner, readyScan(scanner, { extraArgs: ['--more'] }), context);
  return { ...ending, args: processes.calls[0]?.command.args };
}

describe("a user's own scanner", () => {
  test.each([
    ['as whole arguments', ['mine', '--sarif', '{output}', '{target}'], ['--sarif', OUTPUT, '/repo', '--more']],
    [
      'inside arguments',
      ['mine', '--out=file:{output}', '{target}/src'],
      [`--out=file:${OUTPUT}`, '/repo/src', '--more'],
    ],
    ['several times', ['mine', '{output},{output}'], [`${OUTPUT},${OUTPUT}`, '--more']],
    [
      'and nothing else',
      ['mine', '{output}', '{home}', '$HOME', '{ output }'],
      [OUTPUT, '{home}', '$HOME', '{ output }', '--more'],
    ],
  ])('gets its places filled in %s', async (_, command, args) => {
    expect((await runCommand(command)).args).toEqual(args);
  });

  test('is not fooled by a root whose name is a place', async () => {
    const files = new FakeFiles();
    const processes = new FakeProcesses();
    const scanner = ownScanner('mine', ['mine', '{target}']);
    const context = runContext({ ports: { files, processes } });
    const fileSet = { ...context.fileSet, root: '/repo/{output}' };
    await runOwn(scanner, readyScan(scanner), { ...context, fileSet });
    expect(processes.calls[0]?.command.args).toEqual(['/repo/{output}']);
  });

  test.each([
    [0, 'ok'],
    [1, 'ok'],
    [2, 'failed'],
    [128, 'failed'],
  ])('that ends with status %i is %s', async (code, state) => {
    expect((await runCommand(['mine', '{output}'], code)).status.state).toBe(state);
  });

  test('that is not told where to write reports on standard output', async () => {
    const { status, results } = await runCommand(['mine', '{target}'], 0, { toFile: false });
    expect([status.state, results]).toEqual(['ok', 4]);
  });

  test('that is told where to write must write there', async () => {
    const { status } = await runCommand(['mine', '{output}'], 0, { toFile: false });
    expect(status).toEqual({ state: 'failed', why: 'ended with status 0 and no report' });
  });
});
