import type { Clock } from '../ports/clock.ts';

/** The machine's clocks. */
export function createClock(): Clock {
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    every(everyMs, tick) {
      const timer = setInterval(tick, everyMs).unref();
      return () => clearInterval(timer);
    },
  };
}

/** Resolves after `ms` milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
