import { describe, expect, test } from '@jest/globals';
import { createClock, sleep } from '../../src/platform/clock.ts';
import { bundle, runChild, temporaryFolder } from './child.ts';

const folder = temporaryFolder();

describe('the clock', () => {
  const clock = createClock();

  test('tells the time of the day', () => {
    const [before, now, after] = [Date.now(), clock.now(), Date.now()];
    expect(before <= now && now <= after).toBe(true);
  });

  test('never runs backwards', () => {
    const times = Array.from({ length: 1_000 }, () => clock.elapsed());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('ticks until it is told to stop', async () => {
    let ticks = 0;
    await new Promise<void>((resolve) => {
      const stop = clock.every(1, () => {
        ticks += 1;
        if (ticks < 3) return;
        stop();
        resolve();
      });
    });
    await sleep(20);
    expect(ticks).toBe(3);
  });

  test('keeps no process alive by ticking', () => {
    const file = bundle(
      `import { createClock } from './clock.ts'; createClock().every(10, () => {}); console.log('on');`,
      folder,
    );
    expect(runChild(file)).toEqual({ status: 0, stdout: 'on\n', stderr: '' });
  });
});
