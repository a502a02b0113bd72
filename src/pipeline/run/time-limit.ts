import type { Clock } from '../../ports/clock.ts';

/** Node's timers hold 31 bits; a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What `work` gives, or `undefined` once `limitMs` have passed. The work itself cannot be stopped; its answer is dropped. */
export async function withinTime<Answer>(
  work: Promise<Answer>,
  limitMs: number,
  clock: Clock,
): Promise<{ readonly answer: Answer } | undefined> {
  let stop = (): void => undefined;
  const limit = new Promise<undefined>((resolve) => {
    stop = clock.every(Math.min(limitMs, MAX_TIMER_MS), () => resolve(undefined));
  });
  try {
    return await Promise.race([work.then((answer) => ({ answer })), limit]);
  } finally {
    stop();
  }
}

/** `timed out after 120 s`, as a status says it. */
export function timedOutAfter(limitMs: number): {
  readonly state: 'timed-out';
  readonly why: string;
  readonly remedy: string;
} {
  const why = `timed out after ${Math.round(limitMs / 100) / 10} s`;
  return { state: 'timed-out', why, remedy: 'raise its timeout, or mark it optional' };
}
