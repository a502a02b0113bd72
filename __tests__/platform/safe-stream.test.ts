import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createOutput } from '../../src/platform/safe-stream.ts';
import { bundle, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
const program = bundle(
  `import { writeFileSync } from 'node:fs';
   import { createOutput } from './safe-stream.ts';
   const output = createOutput(process.stdout);
   const said = [];
   for (let time = 0; time < 3; time += 1) {
     await output.write('x'.repeat(1_000_000) + '\\n').then(() => said.push('written'), (error) => said.push(error.code + ' ' + error.message));
   }
   writeFileSync(process.argv[2], JSON.stringify({ said, closed: output.closed }));`,
  folder,
);

/** Runs the program before a shell's redirection, and gives what it wrote of itself. */
function runBefore(redirection: string) {
  const notes = join(folder, `notes-${redirection.replace(/\W/g, '-')}`);
  const { stdout, stderr, status } = spawnSync(
    '/bin/bash',
    ['--norc', '-c', `set -o pipefail; "$0" "$1" "$2" ${redirection}`, process.execPath, program, notes],
    { encoding: 'utf8', maxBuffer: 10_000_000 },
  );
  return { stdout, stderr, status, notes: JSON.parse(readFileSync(notes, 'utf8')) };
}

describe('standard output', () => {
  test('into a pipe arrives whole before the next write', () => {
    const { stdout, notes, status } = runBefore('| cat');
    expect(stdout.length).toBe(3_000_003);
    expect(notes).toEqual({ said: ['written', 'written', 'written'], closed: false });
    expect(status).toBe(0);
  });

  test('into a reader that goes away ends quietly', () => {
    const { stdout, stderr, notes, status } = runBefore('| head -c 5');
    expect(stdout).toBe('xxxxx');
    expect(stderr).toBe('');
    expect(notes).toEqual({ said: ['written', 'written', 'written'], closed: true });
    expect(status).toBe(0);
  });

  test('onto a full disk is a failure that is told', () => {
    const { notes } = runBefore('> /dev/full');
    expect(notes.said[0]).toBe(
      'full cannot write to standard output: no space is left on the device: free some and run again',
    );
    expect(notes.closed).toBe(false);
  });
});

test('nothing is written after the reader went away, nor for an empty text', async () => {
  let writes = 0;
  const output = createOutput({
    on: () => undefined,
    write: (_, done) => {
      writes += 1;
      done(Object.assign(new Error('gone'), { code: 'EPIPE' }));
    },
  });
  await output.write('');
  expect([writes, output.closed]).toEqual([0, false]);
  await output.write('a');
  await output.write('b');
  expect([writes, output.closed]).toEqual([1, true]);
});
