/** What a person or a runner sends to stop us: Ctrl-C, a cancelled job, a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type Interrupt = (typeof SIGNALS)[number];

/** Calls `handler` for each interruption instead of ending the process; the returned function goes back to the usual. */
export function onInterrupt(handler: (signal: Interrupt) => void): () => void {
  const listeners = SIGNALS.map((signal) => ({ signal, listener: () => handler(signal) }));
  for (const { signal, listener } of listeners) process.on(signal, listener);
  return () => {
    for (const { signal, listener } of listeners) process.off(signal, listener);
  };
}
