import { describe, expect, test } from '@jest/globals';
import { withinTime } from '../../../src/pipeline/run/time-limit.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { FakeClock } from '../../support/fake-ports.ts';

/** A clock that tells how many timers run. */
function watched(): { readonly clock: Clock; readonly fake: FakeClock; readonly timers: number[] } {
  const fake = new FakeClock();
  const timers: number[] = [];
  const every: Clock['every'] = (everyMs, tick) => {
    timers.push(everyMs);
    const stop = fake.every(everyMs, tick);
    return () => {
      timers.splice(timers.indexOf(everyMs), 1);
      stop();
    };
  };
  return { clock: { now: () => fake.now(), elapsed: () => fake.elapsed(), every }, fake, timers };
}

describe('a time limit', () => {
  test('gives the answer of work that is done in time, and leaves no timer behind', async () => {
    const { clock, timers } = watched();
    expect(await withinTime(Promise.resolve(undefined), 10, clock)).toEqual({ answer: undefined });
    expect(timers).toEqual([]);
  });

  test('gives nothing once it has passed, and leaves no timer behind', async () => {
    const { clock, fake, timers } = watched();
    const waiting = withinTime(new Promise(() => undefined), 10, clock);
    fake.advance(9);
    expect(timers).toEqual([10]);
    fake.advance(1);
    expect(await waiting).toBeUndefined();
    expect(timers).toEqual([]);
  });

  test('passes a rejection on, and hears none that comes too late', async () => {
    const { clock, fake } = watched();
    await expect(withinTime(Promise.reject(new Error('no')), 10, clock)).rejects.toThrow('no');
    let reject = (_: Error): void => undefined;
    const waiting = withinTime(
      new Promise((_, refuse) => {
        reject = refuse;
      }),
      10,
      clock,
    );
    fake.advance(10);
    expect(await waiting).toBeUndefined();
    reject(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('of a year does not overflow the timer', async () => {
    const { clock, timers } = watched();
    void withinTime(new Promise(() => undefined), 365 * 86_400_000, clock);
    expect(timers).toEqual([2 ** 31 - 1]);
  });
});
