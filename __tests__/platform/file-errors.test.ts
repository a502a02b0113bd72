import { closeSync, openSync, writeSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { PlatformError } from '../../src/model/errors.ts';
import { fileError } from '../../src/platform/file-errors.ts';

test('a full device is full, and says what to do', () => {
  const device = openSync('/dev/full', 'w');
  let thrown: unknown;
  try {
    writeSync(device, 'x');
  } catch (error) {
    thrown = error;
  } finally {
    closeSync(device);
  }
  const error = fileError(thrown, 'write', 'reports/a.json');
  expect(error.code).toBe('full');
  expect(error.message).toBe('cannot write reports/a.json: no space is left on the device: free some and run again');
  expect(error.cause).toBe(thrown);
});

test('what is unknown keeps the system’s word, printable', () => {
  expect(fileError(Object.assign(new Error('x'), { code: 'EWEIRD' }), 'read', 'a').message).toBe(
    'cannot read a: the system says EWEIRD',
  );
  expect(fileError('bang\u001b[0m', 'read', 'a').message).toBe('cannot read a: the system says bang\\x1b[0m');
});

test('what is ours already is passed through', () => {
  const error = new PlatformError('too-large', 'x');
  expect(fileError(error, 'read', 'a')).toBe(error);
});
