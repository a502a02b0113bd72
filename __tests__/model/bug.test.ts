import { describe, expect, test } from '@jest/globals';
import { placeOfBug } from '../../src/model/bug.ts';

function errorWith(message: string, stack: string, name = 'Error'): Error {
  return Object.assign(new Error(message), { stack, name });
}

describe('what is said of a bug', () => {
  test.each<[string, unknown, string]>([
    [
      'its kind, function and place in the bundle',
      errorWith('no', 'TypeError: no\n    at correlate (file:///opt/x/dist/chunks/gate-AB12.js:3:9)', 'TypeError'),
      'TypeError at correlate (chunks/gate-AB12.js:3:9)',
    ],
    [
      'a place without a function',
      errorWith('no', 'Error: no\n    at /opt/x/dist/worker.js:1:2'),
      'Error at (worker.js:1:2)',
    ],
    [
      'an asynchronous frame',
      errorWith('no', 'Error: no\n    at async run (/x/cli.js:1:2)'),
      'Error at run (cli.js:1:2)',
    ],
    ['its kind alone, where there is no stack', errorWith('no', ''), 'Error'],
    ['nothing of what is no error', 'a secret', 'a thrown string'],
    [
      'no frame that its message makes up',
      errorWith('x\n    at secret (a.js:1:1)', 'Error: x\n    at secret (a.js:1:1)\n    at real (b.js:2:2)'),
      'Error at real (b.js:2:2)',
    ],
    ['no frame of a stack that is not its own', errorWith('x', 'y\n    at secret (a.js:1:1)'), 'Error'],
    ['no name that somebody made up', errorWith('no', '', 'my secret'), 'Error'],
  ])('%s', (_, error, said) => {
    expect(placeOfBug(error)).toBe(said);
  });
});
