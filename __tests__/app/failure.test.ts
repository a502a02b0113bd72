import { describe, expect, test } from '@jest/globals';
import { statusOfError, statusOfVerdict } from '../../src/app/exit-status.ts';
import { describeFailure } from '../../src/app/failure.ts';
import { ConfigurationError, InterruptedError, PlatformError } from '../../src/model/errors.ts';

const SECRET = ['gh', 'p_', 'madeUpForThisTest'].join('');

describe('what is said about an error that ends the run', () => {
  test('every mistake of the user is a line of its own', () => {
    const error = new ConfigurationError([
      { place: 'a.yml:3:1', problem: 'unknown key' },
      { place: '--fail-on', problem: 'no severity' },
    ]);
    expect(describeFailure(error, '1.0.0')).toBe('a.yml:3:1: unknown key\n--fail-on: no severity');
  });

  test('a machine that says no is quoted, made printable', () => {
    expect(describeFailure(new PlatformError('full', 'no space\u001b[2J left'), '1.0.0')).toBe(
      'gatehouse could not finish, so nothing was judged: no space\\x1b[2J left',
    );
  });

  test('a bug names its kind and place and never its message', () => {
    const text = describeFailure(new TypeError(`cannot read ${SECRET}`), '1.0.0');
    expect(text).toContain('This is a bug in gatehouse');
    expect(text).toMatch(/gatehouse 1\.0\.0, TypeError at .*failure\.test\.ts:\d+:\d+/);
    expect(text).not.toContain(SECRET);
  });

  test('a stack and a name that hold a secret are not shown', () => {
    const error = new Error(SECRET);
    error.stack = `Error: ${SECRET}\n    at ${SECRET}`;
    error.name = SECRET;
    expect(describeFailure(error, '1.0.0')).not.toContain(SECRET);
    expect(describeFailure(SECRET, '1.0.0')).not.toContain(SECRET);
  });
});

describe('the exit status', () => {
  test.each([
    ['a mistake of the user', new ConfigurationError([]), 2],
    ['an interruption', new InterruptedError('SIGINT'), 130],
    ['a machine that says no', new PlatformError('failed', 'no'), 4],
    ['a bug', new TypeError('no'), 4],
    ['something that is no error', 'no', 4],
  ])('of %s', (_sentence, error, status) => {
    expect(statusOfError(error)).toBe(status);
  });

  test('of each verdict', () => {
    expect([statusOfVerdict('pass'), statusOfVerdict('fail'), statusOfVerdict('incomplete')]).toEqual([0, 1, 3]);
  });
});
