import { describe, expect, test } from '@jest/globals';
import type { Engine } from '../../../src/engines/contract.ts';
import { type FileTask, scanFiles } from '../../../src/pipeline/run/file-task.ts';
import { FakeFiles } from '../../support/fake-ports.ts';
import { fileEngine, treeEngine } from '../../support/scanners.ts';

const task = (...files: readonly (readonly [string, ...string[]])[]): FileTask => ({
  root: '/repo',
  files: files.map(([path, ...engines]) => ({ path, engines })),
  settings: { trustedRegistries: ['ghcr.io/acme'] },
});

/** A worker with these engines, which counts how often each is loaded. */
function workerWith(...engines: readonly Engine[]) {
  const files = new FakeFiles({ '/repo/a.ts': 'A', '/repo/b.ts': 'B' });
  const loads: string[] = [];
  const loadEngine = async (name: string): Promise<Engine> => {
    loads.push(name);
    const engine = engines.find((candidate) => candidate.name === name);
    if (engine === undefined) throw new Error(`no engine is called ${name}`);
    return engine;
  };
  return { files, loads, scan: (input: unknown) => scanFiles(input, { files, loadEngine }) };
}

describe("the worker's side of the file engines", () => {
  test('loads each engine once, however many shards it gets', async () => {
    const { loads, scan } = workerWith(fileEngine('one'), fileEngine('two'));
    await scan(task(['a.ts', 'one'], ['b.ts', 'one']));
    await Promise.all([scan(task(['a.ts', 'one', 'two'])), scan(task(['b.ts', 'two']))]);
    expect(loads).toEqual(['one', 'two']);
  });

  test('does not share engines between two ways of loading them', async () => {
    const first = workerWith(fileEngine('one', { scan: () => ({ results: [], notLookedAt: 'first' }) }));
    const second = workerWith(fileEngine('one', { scan: () => ({ results: [], notLookedAt: 'second' }) }));
    expect(await first.scan(task(['a.ts', 'one']))).toMatchObject([{ report: { notLookedAt: 'first' } }]);
    expect(await second.scan(task(['a.ts', 'one']))).toMatchObject([{ report: { notLookedAt: 'second' } }]);
  });

  test('says nothing of a file in which nothing was found', async () => {
    expect(await workerWith(fileEngine('one')).scan(task(['a.ts', 'one'], ['b.ts', 'one']))).toEqual([]);
  });

  test('gives an engine the path as the file set has it, the bytes, and the settings', async () => {
    const seen: string[] = [];
    const engine = fileEngine('one', {
      scan: (path, bytes, settings) => {
        seen.push(`${path}=${Buffer.from(bytes).toString()} ${settings?.trustedRegistries}`);
        return { results: [] };
      },
    });
    await workerWith(engine).scan(task(['b.ts', 'one'], ['a.ts', 'one']));
    expect(seen).toEqual(['b.ts=B ghcr.io/acme', 'a.ts=A ghcr.io/acme']);
  });

  test('says once that a file cannot be read, for all that wanted it', async () => {
    const { scan } = workerWith(fileEngine('one'), fileEngine('two'));
    expect(await scan(task(['gone.ts', 'one', 'two']))).toEqual([
      { path: 'gone.ts', kind: 'unread', code: 'not-found' },
    ]);
  });

  test('answers only with what can cross a thread border', async () => {
    const broken = fileEngine('broken', {
      category: 'sast',
      scan: () => {
        throw Object.assign(new Error('no'), { context: () => undefined });
      },
    });
    const answers = await workerWith(broken).scan(task(['a.ts', 'broken'], ['gone.ts', 'broken']));
    expect(structuredClone(answers)).toEqual(answers);
  });

  test.each([
    ['no error', 'a secret of the tree', /^one broke on it: a thrown string$/],
    ['an error', new Error('a secret\nof the tree'), /^one broke on it: Error at .*file-task\.test\.ts:\d+:\d+\)$/],
  ])('says where an engine broke that throws %s, and not what it said', async (_, thrown, why) => {
    const engine = fileEngine('one', {
      category: 'sast',
      scan: () => {
        throw thrown;
      },
    });
    expect(await workerWith(engine).scan(task(['a.ts', 'one']))).toEqual([
      { path: 'a.ts', kind: 'broken', engine: 'one', why: expect.stringMatching(why) },
    ]);
  });

  test.each([
    ['an engine that nobody knows', 'unknown', 'no engine is called unknown'],
    ['an engine of another unit', 'tree', 'tree does not work file by file'],
  ])('rejects for %s', async (_, name, message) => {
    await expect(workerWith(treeEngine('tree')).scan(task(['a.ts', name]))).rejects.toThrow(message);
  });

  test('is stopped by what is no error of the file system', async () => {
    const { files, scan } = workerWith(fileEngine('one'));
    files.read = async () => Promise.reject(new RangeError('a bug'));
    await expect(scan(task(['a.ts', 'one']))).rejects.toThrow('a bug');
  });
});
