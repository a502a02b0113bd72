import { type MessagePort, parentPort } from 'node:worker_threads';
import { messageOf } from '../model/errors.ts';
import { printable } from '../model/text.ts';
import type { WorkerQuestion, WorkerReply } from './worker-messages.ts';

export type Tasks = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** Makes this thread a worker that knows `tasks`. What a task throws is its input's answer; the thread goes on. */
export function serveTasks(tasks: Tasks): void {
  const port = parentPort;
  if (port === null) throw new Error('serveTasks works in a worker thread only');
  const reply = (message: WorkerReply) => port.postMessage(message);
  port.on('message', (question: WorkerQuestion) => {
    answer(tasks, question).then(
      (message) => send(port, message),
      () => undefined,
    );
  });
  reply({ kind: 'ready' });
}

async function answer(tasks: Tasks, { task, input }: WorkerQuestion): Promise<WorkerReply> {
  try {
    const work = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
    if (work === undefined) throw new Error(`no task is called ${task}`);
    return { kind: 'output', output: await work(input) };
  } catch (error) {
    return { kind: 'failed', why: printable(messageOf(error)) };
  }
}

/** An output that cannot be cloned must not leave the other side waiting. */
function send(port: MessagePort, message: WorkerReply): void {
  try {
    port.postMessage(message);
  } catch (error) {
    port.postMessage({ kind: 'failed', why: printable(messageOf(error)) } satisfies WorkerReply);
  }
}
