import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { bundle, temporaryFolder } from './child.ts';

const program = bundle(
  `import { onInterrupt } from './interrupts.ts';
   const stop = onInterrupt((signal) => {
     if (process.argv[2] === 'once') stop();
     process.stdout.write('got ' + signal + '\\n');
   });
   setInterval(() => {}, 1000);
   process.stdout.write('ready\\n');`,
  temporaryFolder(),
);

/** A running program and its lines. */
function started(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const nextLine = async () => String((await once(child.stdout, 'data'))[0]).trim();
  return { child, nextLine, ended: once(child, 'exit') };
}

describe('an interruption', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s is told, every time, and does not end the process',
    async (signal) => {
      const { child, nextLine, ended } = started();
      expect(await nextLine()).toBe('ready');
      for (let time = 0; time < 2; time += 1) {
        child.kill(signal);
        expect(await nextLine()).toBe(`got ${signal}`);
      }
      child.kill('SIGKILL');
      await ended;
    },
  );

  test('is the usual end again after going back', async () => {
    const { child, nextLine, ended } = started('once');
    await nextLine();
    child.kill('SIGTERM');
    expect(await nextLine()).toBe('got SIGTERM');
    child.kill('SIGTERM');
    expect((await ended)[1]).toBe('SIGTERM');
  });
});
