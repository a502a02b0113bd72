import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endedBadly, meaningOf } from '../../../src/pipeline/run/how-it-ended.ts';
import { lastWords } from '../../../src/pipeline/run/last-words.ts';
import { exited, killed, timedOut } from '../../support/fake-ports.ts';

const exits = { 0: 'ok', 1: 'ok', 128: 'nothing' } as const;

describe('the end of a program', () => {
  test.each([
    [0, { kind: 'ok' }],
    [1, { kind: 'ok' }],
    [128, { kind: 'nothing' }],
    [2, { kind: 'unexpected', code: 2 }],
    [255, { kind: 'unexpected', code: 255 }],
    [-1, { kind: 'unexpected', code: -1 }],
    [138, { kind: 'unexpected', code: 138 }],
  ])('with status %i is %j', (code, meaning) => {
    expect(meaningOf(exited(code), exits, 1_000)).toEqual(meaning);
  });

  test.each([
    [134, 'crashed with signal SIGABRT'],
    [135, 'crashed with signal SIGBUS'],
    [136, 'crashed with signal SIGFPE'],
    [139, 'crashed with signal SIGSEGV'],
    [137, 'was killed (SIGKILL), perhaps because memory ran out'],
    [143, 'crashed with signal SIGTERM'],
  ])('with status %i is a death by signal', (code, why) => {
    expect(meaningOf(exited(code), exits, 1_000)).toEqual({ kind: 'dead', status: { state: 'failed', why } });
  });

  test.each([
    ['SIGSEGV', 'crashed with signal SIGSEGV'],
    ['SIGKILL', 'was killed (SIGKILL), perhaps because memory ran out'],
    ['\u001b[31m', 'crashed with signal \\x1b[31m'],
  ])('by %j is a death by signal', (signal, why) => {
    expect(meaningOf(killed(signal), exits, 1_000)).toEqual({ kind: 'dead', status: { state: 'failed', why } });
  });

  test.each([
    [120_000, '120 s'],
    [1_500, '1.5 s'],
    [50, '0.1 s'],
  ])('after %i ms is a time-out after %s', (timeoutMs, time) => {
    const status = {
      state: 'timed-out',
      why: `timed out after ${time}`,
      remedy: 'raise its timeout, or mark it optional',
    };
    expect(meaningOf(timedOut(), exits, timeoutMs)).toEqual({ kind: 'dead', status });
  });

  test('is never taken for good unless the table says so', () => {
    const end = fc.oneof(
      fc.integer().map((code) => exited(code)),
      fc.string().map((signal) => killed(signal)),
      fc.constant(timedOut()),
    );
    fc.assert(
      fc.property(end, (how) => {
        const isGood = how.kind === 'exited' && (how.code === 0 || how.code === 1);
        expect(meaningOf(how, exits, 1_000).kind === 'ok').toBe(isGood);
      }),
    );
  });
});

describe('the words of a program that ended badly', () => {
  test.each([
    ['', false, 'ended with status 2 and no report'],
    [' \n\r\n', false, 'ended with status 2 and no report'],
    ['first\nlast\n', false, 'ended with status 2 and no report; its last words: "last"'],
    ['half\rover it', false, 'ended with status 2 and no report; its last words: "over it"'],
    ['last', true, 'ended with status 2 and no report'],
  ])('from %j (silent: %j): %s', (stderr, silent, sentence) => {
    expect(endedBadly(exited(2, { stderr }), ' and no report', silent)).toBe(sentence);
  });

  test('are one short printable line, whatever it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const words = lastWords(bytes);
        expect([...words].length).toBeLessThanOrEqual(120);
        expect(words).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      }),
    );
  });
});
