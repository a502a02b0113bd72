import type { WorkerAnswer, Workers } from '../../src/ports/workers.ts';

type Task = (input: never) => unknown;

/**
 * Workers on the same thread: inputs and outputs are cloned as between threads, and a task that throws is a crashed worker.
 * What each call was given is in `calls`.
 */
export class InlineWorkers implements Workers {
  readonly calls: { readonly task: string; readonly inputs: readonly unknown[]; readonly timeoutMs: number }[] = [];
  readonly size: number;
  readonly #tasks: Readonly<Record<string, Task>>;

  constructor(tasks: Readonly<Record<string, Task>> = {}, size = 2) {
    this.#tasks = tasks;
    this.size = size;
  }

  async map<Input, Output>(
    task: string,
    inputs: readonly Input[],
    options: { readonly timeoutMs: number },
  ): Promise<readonly WorkerAnswer<Output>[]> {
    this.calls.push({ task, inputs, timeoutMs: options.timeoutMs });
    return Promise.all(inputs.map((input) => this.#answer<Output>(task, input)));
  }

  async #answer<Output>(task: string, input: unknown): Promise<WorkerAnswer<Output>> {
    const work = this.#tasks[task];
    if (work === undefined) return { failed: `no task is called ${task}` };
    try {
      // The port's types are a promise between both sides of the border, here as in the real one.
      return { output: structuredClone(await work(structuredClone(input) as never)) as Output };
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  }
}
