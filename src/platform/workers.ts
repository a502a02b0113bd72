import type { WorkerAnswer, Workers } from '../ports/workers.ts';
import { HEAP_MB, startThread, type Thread, type ThreadAnswer } from './worker-thread.ts';

interface Job {
  readonly task: string;
  readonly input: unknown;
  readonly timeoutMs: number;
  settle(answer: WorkerAnswer<unknown>): void;
}

/**
 * A pool of at most `size` worker threads that run `script` (which calls `serveTasks`). Threads start when there is work for them, stay
 * for the next, and never keep the process alive while idle. `heapMb` bounds the JavaScript heap of each. A script that does not even start fails all that waits at once.
 */
export function createWorkers(script: URL, size: number, heapMb = HEAP_MB): Workers & { stop(): Promise<void> } {
  const threads = new Set<Thread>();
  const idle: Thread[] = [];
  const queue: Job[] = [];

  const freeThread = (): Thread | undefined => {
    const waiting = idle.pop();
    if (waiting?.dead === true) {
      threads.delete(waiting);
      return freeThread();
    }
    if (waiting !== undefined || threads.size >= size) return waiting;
    const thread = startThread(script, heapMb);
    threads.add(thread);
    return thread;
  };
  const ended = (thread: Thread, job: Job, answer: ThreadAnswer) => {
    if (answer.kind === 'output') job.settle({ output: answer.output });
    else job.settle({ failed: answer.why });
    if (answer.kind !== 'broken') idle.push(thread);
    else threads.delete(thread);
    if (answer.kind === 'broken' && !answer.started) failAll(queue, answer.why);
    work();
  };
  const work = () => {
    while (queue.length > 0) {
      const thread = freeThread();
      const job = thread && queue.shift();
      if (job === undefined) return;
      thread?.ask({ task: job.task, input: job.input }, job.timeoutMs, (answer) => ended(thread, job, answer));
    }
  };

  return {
    size,
    async map<Input, Output>(task: string, inputs: readonly Input[], { timeoutMs }: { readonly timeoutMs: number }) {
      const answers = inputs.map(
        (input) =>
          new Promise<WorkerAnswer<Output>>((resolve) => {
            // The task's name decides what its output is: only its caller knows, and parses or trusts it.
            queue.push({ task, input, timeoutMs, settle: (answer) => resolve(answer as WorkerAnswer<Output>) });
          }),
      );
      work();
      return Promise.all(answers);
    },
    async stop() {
      failAll(queue, 'stopped');
      await Promise.all([...threads].map((thread) => thread.stop()));
      threads.clear();
      idle.length = 0;
    },
  };
}

function failAll(queue: Job[], why: string): void {
  for (const job of queue.splice(0)) job.settle({ failed: why });
}
