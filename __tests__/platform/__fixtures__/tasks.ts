// The tasks of the worker threads in workers.test.ts; bundled there, because Node 20 runs no TypeScript.
import { setTimeout as later } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { serveTasks } from '../../../src/platform/worker-side.ts';

let asked = 0;

serveTasks({
  double: async (input) => Number(input) * 2,
  slowest_first: async (input) => {
    await later(Number(input));
    return input;
  },
  thread: async () => {
    await later(5);
    return threadId;
  },
  counted: async () => {
    asked += 1;
    return asked;
  },
  environment: async () => Object.keys(process.env),
  bytes: async (input) => Buffer.from(String(input)),
  length: async (input) => (input as Uint8Array).length,
  refuse: async (input) => {
    throw new Error(`no ${input}\u001b[0m\nsecond line`);
  },
  refuse_oddly: async () => {
    throw 'a string';
  },
  uncloneable: async () => () => undefined,
  exit: async (input) => (input === 'exit' ? process.exit(7) : input),
  reject_elsewhere: async (input) => {
    if (input === 'crash') {
      void Promise.reject(new Error('nobody caught this'));
      await later(1_000);
    }
    return input;
  },
  hang: async (input) => {
    if (input === 'hang') for (;;);
    return input;
  },
  eat: async (input) => {
    if (input !== 'eat') return input;
    const eaten: unknown[] = [];
    for (;;) eaten.push(Array.from({ length: 100_000 }, (_, number) => ({ number })));
  },
});
