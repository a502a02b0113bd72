import { Worker } from 'node:worker_threads';
import { messageOf } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import { errorNumber } from './file-errors.ts';
import type { WorkerQuestion, WorkerReply } from './worker-messages.ts';

/** A thread's JavaScript heap: enough for the syntax tree of the largest file that is looked at, and two of them fit a small runner. */
export const HEAP_MB = 1_024;
/** What a file leaves behind dies with it: more room for what is new only lets a thread hold more of it (Node 24 by itself 150 MB more, for nothing). */
const NEW_OBJECTS_MB = 24;
/** Loading the program takes under a second; a machine may be busy. */
const START_LIMIT_MS = 60_000;

/** How a question ended. After `broken` the thread is gone; `started` says whether it had ever been ready. */
export type ThreadAnswer =
  | { readonly kind: 'output'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'broken'; readonly why: string; readonly started: boolean };

/** One worker thread. Asked one question at a time; keeps the process alive only while it is asked. */
export interface Thread {
  ask(question: WorkerQuestion, timeoutMs: number, done: (answer: ThreadAnswer) => void): void;
  /** Whether it died while nobody asked it anything. */
  readonly dead: boolean;
  stop(): Promise<void>;
}

export function startThread(script: URL, heapMb: number): Thread {
  // Our own code, yet it reads hostile files: no environment to leak, no flags of ours (they may load more than the worker needs).
  const resourceLimits = { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: NEW_OBJECTS_MB };
  const worker = new Worker(script, { env: {}, execArgv: [], resourceLimits });
  let started = false;
  let dead = false;
  let current: { readonly timeoutMs: number; readonly done: (answer: ThreadAnswer) => void } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const finish = (answer: ThreadAnswer) => {
    clearTimeout(timer);
    const asked = current;
    current = undefined;
    worker.unref();
    asked?.done(answer);
  };
  const breakDown = (why: string) => {
    if (dead) return;
    dead = true;
    void worker.terminate();
    finish({ kind: 'broken', why, started });
  };
  const limit = (ms: number, what: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => breakDown(`${what} ${seconds(ms)} s`), Math.min(ms, 2 ** 31 - 1));
  };
  const limitWork = (timeoutMs: number) => limit(timeoutMs, 'timed out after');

  worker.unref();
  worker.on('message', (reply: WorkerReply) => {
    if (reply.kind !== 'ready') return finish(reply);
    started = true;
    if (current !== undefined) limitWork(current.timeoutMs);
  });
  worker.on('messageerror', (error) => breakDown(printable(messageOf(error))));
  worker.on('error', (error) => breakDown(whyBroken(error, heapMb)));
  worker.on('exit', (status) => breakDown(`its worker ended with status ${status}`));

  return {
    get dead() {
      return dead;
    },
    ask(question, timeoutMs, done) {
      current = { timeoutMs, done };
      worker.ref();
      if (started) limitWork(timeoutMs);
      else limit(START_LIMIT_MS, 'its worker did not start within');
      try {
        worker.postMessage(question);
      } catch (error) {
        const why = `it cannot be handed to a worker: ${printable(messageOf(error))}`;
        // Later, as all other answers come: an answer from within the question would pile up calls of whoever asks the next one.
        queueMicrotask(() => finish({ kind: 'failed', why }));
      }
    },
    async stop() {
      dead = true;
      finish({ kind: 'broken', why: 'stopped', started: true });
      await worker.terminate();
    },
  };
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function whyBroken(error: unknown, heapMb: number): string {
  return errorNumber(error) === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `ran out of memory (${heapMb} MB)`
    : `its worker crashed: ${printable(messageOf(error))}`;
}
