import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createWorkers } from '../../src/platform/workers.ts';
import { bundle, runChild, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
const fixture = fileURLToPath(new URL('__fixtures__/tasks.ts', import.meta.url));
const program = readFileSync(fixture, 'utf8').replace('../../../src/platform/', './');
const tasks = pathToFileURL(bundle(program, folder, 'tasks.mjs'));

const pools: ReturnType<typeof createWorkers>[] = [];
function pool(size: number, script = tasks, heapMb = 256) {
  const workers = createWorkers(script, size, heapMb);
  pools.push(workers);
  return workers;
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((workers) => workers.stop()));
});

const PATIENT = { timeoutMs: 20_000 };
const outputs = (values: readonly unknown[]) => values.map((output) => ({ output }));

describe('answers', () => {
  test('come in the order of the inputs, whoever is ready first', async () => {
    expect(await pool(3).map('slowest_first', [60, 30, 1, 20, 2], PATIENT)).toEqual(outputs([60, 30, 1, 20, 2]));
  });

  test('to many inputs come from few threads', async () => {
    const inputs = Array.from({ length: 500 }, (_, number) => number);
    expect(await pool(2).map('double', inputs, PATIENT)).toEqual(outputs(inputs.map((number) => number * 2)));
  });

  test('to none are none', async () => {
    expect(await pool(2).map('double', [], PATIENT)).toEqual([]);
  });

  test('to several callers at once are not mixed up', async () => {
    const workers = pool(2);
    const all = await Promise.all([1, 2, 3].map((number) => workers.map('double', [number, number * 10], PATIENT)));
    expect(all).toEqual([2, 4, 6].map((number) => outputs([number, number * 10])));
  });

  test('may be bytes, and inputs too', async () => {
    const [answer] = await pool(1).map<string, Uint8Array>('bytes', ['abc'], PATIENT);
    expect(answer && 'output' in answer && Buffer.from(answer.output).toString()).toBe('abc');
    expect(await pool(1).map('length', [new Uint8Array(10_000_000)], PATIENT)).toEqual(outputs([10_000_000]));
  });
});

describe('threads', () => {
  test('are never more than the size, nor than the inputs', async () => {
    const ids = async (size: number, inputs: number) => {
      const answers = await pool(size).map<number, number>('thread', Array(inputs).fill(0), PATIENT);
      return new Set(answers.map((answer) => ('output' in answer ? answer.output : 'failed'))).size;
    };
    expect(await ids(2, 12)).toBe(2);
    expect(await ids(8, 1)).toBe(1);
  });

  test('are kept for the next work', async () => {
    const workers = pool(1);
    await workers.map('counted', [0, 0], PATIENT);
    expect(await workers.map('counted', [0], PATIENT)).toEqual(outputs([3]));
  });

  test('see no environment', async () => {
    expect(await pool(1).map('environment', [0], PATIENT)).toEqual(outputs([[]]));
  });

  test('say how many there may be', () => {
    expect(pool(3).size).toBe(3);
  });
});

describe('what goes wrong with one input is its answer, and no other’s', () => {
  test.each<[string, string, readonly unknown[], readonly unknown[]]>([
    ['an error', 'refuse', ['a'], [{ failed: 'no a\\x1b[0m' }]],
    ['something thrown that is no error', 'refuse_oddly', [1], [{ failed: 'a string' }]],
    ['an unknown task', 'nothing', [1], [{ failed: 'no task is called nothing' }]],
    ['a task that every object has', 'toString', [1], [{ failed: 'no task is called toString' }]],
    [
      'a thread that ends',
      'exit',
      ['a', 'exit', 'b'],
      [{ output: 'a' }, { failed: 'its worker ended with status 7' }, { output: 'b' }],
    ],
    [
      'a crash',
      'reject_elsewhere',
      ['a', 'crash', 'b'],
      [
        { output: 'a' },
        { failed: expect.stringMatching(/^its worker crashed: (Error: )?nobody caught this$/) },
        { output: 'b' },
      ],
    ],
  ])('%s', async (_, task, inputs, expected) => {
    expect(await pool(1).map(task, inputs, PATIENT)).toEqual(expected);
  });

  test('a task that hangs', async () => {
    expect(await pool(1).map('hang', ['a', 'hang', 'b', 'hang', 'c'], { timeoutMs: 500 })).toEqual([
      { output: 'a' },
      { failed: 'timed out after 0.5 s' },
      { output: 'b' },
      { failed: 'timed out after 0.5 s' },
      { output: 'c' },
    ]);
  });

  test('an output that cannot be handed over', async () => {
    const [answer] = await pool(1).map('uncloneable', [1], PATIENT);
    expect(answer).toEqual({ failed: expect.stringContaining('could not be cloned') });
  });

  test('inputs that cannot be handed over, thousands of them', async () => {
    const inputs = Array.from({ length: 5_000 }, () => () => undefined);
    const answers = await pool(1).map('double', inputs, PATIENT);
    expect(new Set(answers.map((answer) => 'failed' in answer && answer.failed.slice(0, 33)))).toEqual(
      new Set(['it cannot be handed to a worker: ']),
    );
  });

  test('all memory eaten', async () => {
    expect(await pool(1, tasks, 32).map('eat', ['a', 'eat', 'b'], PATIENT)).toEqual([
      { output: 'a' },
      { failed: 'ran out of memory (32 MB)' },
      { output: 'b' },
    ]);
  });
});

describe('a script that does not start fails all inputs at once', () => {
  writeFileSync(join(folder, 'throws.mjs'), 'throw new Error("broken\\u001b[0m build");');
  writeFileSync(join(folder, 'ends.mjs'), '');
  test.each([
    ['is not there', 'missing.mjs', /^its worker crashed: (Error: )?Cannot find module/],
    ['throws', 'throws.mjs', /^its worker crashed: (Error: )?broken\\x1b\[0m build$/],
    ['serves nothing', 'ends.mjs', /^its worker ended with status 0$/],
  ])('because it %s', async (_, name, why) => {
    const answers = await pool(2, pathToFileURL(join(folder, name))).map('double', Array(200).fill(1), PATIENT);
    expect(answers.length).toBe(200);
    for (const answer of answers) expect('failed' in answer && answer.failed).toMatch(why);
  });
});

describe('the process', () => {
  test('ends while a pool is idle, and not before the answers are there', () => {
    const file = bundle(
      `import { createWorkers } from './workers.ts';
       const workers = createWorkers(new URL(${JSON.stringify(tasks.href)}), 2);
       console.log(JSON.stringify(await workers.map('slowest_first', [30, 10], { timeoutMs: 20000 })));`,
      folder,
      'idle.mjs',
    );
    expect(runChild(file)).toEqual({ status: 0, stdout: '[{"output":30},{"output":10}]\n', stderr: '' });
  });

  test('is not held up by what was stopped', async () => {
    const workers = pool(1);
    const running = workers.map('hang', ['hang', 'never'], PATIENT);
    await workers.map('double', [], PATIENT);
    await workers.stop();
    expect(await running).toEqual([{ failed: 'stopped' }, { failed: 'stopped' }]);
  });
});

test('serving tasks outside of a worker thread is a mistake that is named', () => {
  const file = bundle(`import { serveTasks } from './worker-side.ts'; serveTasks({});`, folder, 'outside.mjs');
  expect(runChild(file).stderr).toContain('serveTasks works in a worker thread only');
});
