/** What goes to a worker thread. */
export interface WorkerQuestion {
  readonly task: string;
  readonly input: unknown;
}

/** What comes back: once `ready`, then one answer for each question. */
export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'output'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly why: string };
