export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Milliseconds from some fixed point, never running backwards. */
  elapsed(): number;
  /** Calls `tick` every `everyMs` until the returned function is called; never keeps the process alive. */
  every(everyMs: number, tick: () => void): () => void;
}
