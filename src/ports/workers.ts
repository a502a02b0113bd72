/**
 * Work that is spread over threads. `task` names a function that the worker entry knows; inputs and outputs are structured-cloneable.
 * Outputs come in the order of the inputs. An input whose worker crashed, hung or ran out of memory is tried nowhere else:
 * its place holds `{ failed: why }`.
 */
export interface Workers {
  map<Input, Output>(
    task: string,
    inputs: readonly Input[],
    options: { readonly timeoutMs: number },
  ): Promise<readonly WorkerAnswer<Output>[]>;
  /** How many run at once. */
  readonly size: number;
}

export type WorkerAnswer<Output> = { readonly output: Output } | { readonly failed: string };
