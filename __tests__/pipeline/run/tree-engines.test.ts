import { describe, expect, test } from '@jest/globals';
import type { EngineContext, Tree } from '../../../src/engines/contract.ts';
import { PlatformError } from '../../../src/model/errors.ts';
import { runTreeEngine } from '../../../src/pipeline/run/tree-engines.ts';
import { FakeClock } from '../../support/fake-ports.ts';
import { fileSetOf } from '../../support/file-set.ts';
import { readyScan, runContext, workWith } from '../../support/run-context.ts';
import { embeddedScanner, emptyTreeReport, treeEngine } from '../../support/scanners.ts';

describe('a tree engine', () => {
  test('gets its files, a way to read them, and the settings of the run', async () => {
    const { files, fileSet } = workWith({ 'dir/go.mod': 'module x', 'b.ts': '' });
    let given: { readonly tree: Tree; readonly context: EngineContext; readonly text: string } | undefined;
    const engine = treeEngine('sca', {
      scan: async (tree, context) => {
        given = { tree, context, text: Buffer.from(await tree.read('dir/go.mod')).toString() };
        return emptyTreeReport;
      },
    });
    const context = runContext({ fileSet, settings: { offline: true }, ports: { files } });
    const wanted = [{ path: 'dir/go.mod', sizeBytes: 8 }];
    const { status, report } = await runTreeEngine(
      engine,
      readyScan(embeddedScanner(engine), { files: wanted }),
      context,
    );
    expect(status).toEqual({ state: 'ok' });
    expect(report).toEqual({
      kind: 'results',
      results: [],
      notLookedAt: [],
      notes: [],
      advisories: [],
      advisoriesDigest: undefined,
      rulesDigest: 'rules of sca',
    });
    expect(given).toMatchObject({
      text: 'module x',
      tree: { files: wanted },
      context: {
        offline: true,
        root: '/repo',
        serviceUrl: 'https://osv.example',
        advisories: context.settings.advisories,
      },
    });
  });

  test('says by a rejection that a file cannot be read', async () => {
    const engine = treeEngine('sca', {
      scan: async (tree) => {
        await expect(tree.read('gone')).rejects.toBeInstanceOf(PlatformError);
        return emptyTreeReport;
      },
    });
    expect((await runTreeEngine(engine, readyScan(embeddedScanner(engine)), runContext())).status.state).toBe('ok');
  });

  test('is not complete when a file of the set could not be read, whatever it makes of that', async () => {
    const { files, fileSet } = workWith({ 'go.mod': 'module x' });
    files.forbid('/repo');
    const engine = treeEngine('sca', {
      scan: async (tree) => {
        await tree.read('go.mod').catch(() => undefined);
        return emptyTreeReport;
      },
    });
    const { status } = await runTreeEngine(
      engine,
      readyScan(embeddedScanner(engine)),
      runContext({ fileSet, ports: { files } }),
    );
    expect(status).toEqual({
      state: 'failed',
      why: 'could not look at go.mod (it may not be read)',
      remedy: 'paths.exclude leaves it out',
    });
  });

  test('reads nothing beside the set: a file that names another cannot lead it out', async () => {
    const { files } = workWith({ 'go.mod': 'module x', ignored: 'secret' });
    const engine = treeEngine('sca', {
      scan: async (tree) => {
        await expect(tree.read('ignored')).rejects.toMatchObject({ code: 'not-found' });
        await expect(tree.read('../etc/passwd')).rejects.toMatchObject({ code: 'not-found' });
        return emptyTreeReport;
      },
    });
    const context = runContext({ fileSet: fileSetOf(['go.mod']), ports: { files } });
    expect((await runTreeEngine(engine, readyScan(embeddedScanner(engine)), context)).status.state).toBe('ok');
    expect(files.calls.read).toBe(0);
  });

  test('with an incomplete report has failed and keeps its results', async () => {
    const result = {
      rule: { id: 'r', title: 'r', cwes: [] },
      category: 'sca',
      message: 'm',
      claims: {},
      path: 'go.mod',
    } as const;
    const incomplete = { why: 'got no answer', remedy: 'ask again' };
    const engine = treeEngine('sca', { scan: async () => ({ ...emptyTreeReport, results: [result], incomplete }) });
    const ending = await runTreeEngine(engine, readyScan(embeddedScanner(engine)), runContext());
    expect(ending).toMatchObject({
      status: { state: 'failed', ...incomplete },
      results: 1,
      report: { results: [result] },
    });
    expect(ending.report).not.toHaveProperty('incomplete');
  });

  test('that never ends times out', async () => {
    const clock = new FakeClock();
    const engine = treeEngine('sca', { scan: () => new Promise(() => undefined) });
    const running = runTreeEngine(
      engine,
      readyScan(embeddedScanner(engine), { timeoutMs: 1_500 }),
      runContext({ ports: { clock } }),
    );
    clock.advance(1_500);
    expect((await running).status).toMatchObject({ state: 'timed-out', why: 'timed out after 1.5 s' });
  });
});
