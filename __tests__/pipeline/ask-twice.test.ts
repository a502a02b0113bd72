import { describe, expect, test } from '@jest/globals';
import { PlatformError } from '../../src/model/errors.ts';
import { askTwice } from '../../src/pipeline/ask-twice.ts';

/** Answers in turn; an error is thrown. */
function machine(...answers: readonly unknown[]) {
  const left = [...answers];
  return async (): Promise<unknown> => {
    const next = left.shift();
    if (next instanceof Error) throw next;
    return next;
  };
}

const refused = new PlatformError('not-found', 'no');

describe('asking twice', () => {
  test.each<[string, readonly unknown[]]>([
    ['takes the first answer', ['yes', 'never asked']],
    ['takes the second when the machine refused the first', [refused, 'yes']],
  ])('%s', async (_, answers) => {
    await expect(askTwice(machine(...answers))).resolves.toBe('yes');
  });

  test('believes what was told twice', async () => {
    await expect(askTwice(machine(refused, refused, 'too late'))).rejects.toBe(refused);
  });

  test('never asks again after a bug', async () => {
    await expect(askTwice(machine(new TypeError('bug'), 'yes'))).rejects.toThrow(TypeError);
  });
});
