import { PlatformError, type PlatformErrorCode } from '../../src/model/errors.ts';
import type { HttpResponse } from '../../src/ports/http.ts';
import { exited, killed, timedOut } from '../support/fake-ports.ts';

/** One way in which one call can go wrong. `original` makes the call as it would have been. */
export interface Fault {
  readonly name: string;
  /** Whether it can happen to this call at all; every call that it is not for is told with the reason. */
  readonly notFor?: { readonly why: string; readonly isSo: (args: readonly unknown[]) => boolean };
  act(original: () => unknown, args: readonly unknown[]): unknown;
}

const refuses = (...codes: readonly PlatformErrorCode[]): readonly Fault[] =>
  codes.map((code) => ({ name: code, act: () => Promise.reject(new PlatformError(code, `made up: ${code}`)) }));

const answers = (name: string, answer: unknown): Fault => ({ name, act: async () => answer });

/** The call happens, and its effect too, but what comes back is changed. */
const changes = (name: string, change: (answer: unknown) => unknown): Fault => ({
  name,
  act: async (original) => change(await original()),
});

const DISK = ['not-found', 'forbidden', 'not-a-file', 'too-large', 'failed'] as const;
const GARBAGE = Buffer.from('\u0000garbage{{{');

const half = (bytes: unknown): Uint8Array =>
  (bytes as Uint8Array).subarray(0, Math.floor((bytes as Uint8Array).length / 2));

/** A file of the scanned tree *is* the input: the port gives all of it or refuses (`platform/read-file.ts` compares with its size). */
const inTheTree = {
  why: 'the bytes of the scanned tree are the input itself',
  isSo: ([path]: readonly unknown[]) => String(path).startsWith('/repo/'),
};

const body = (name: string, change: (bytes: Uint8Array) => Uint8Array): Fault =>
  changes(`body ${name}`, (answer) => ({ ...(answer as HttpResponse), body: change((answer as HttpResponse).body) }));

const ended = { stdout: '', stderr: 'made up' };

/** By port and method: every kind of fault that its calls can have. A method without a row fails the proof. */
export const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  'files.stat': refuses(...DISK),
  // A folder is listed whole or not at all: an answer with too little in it is none that the port can give.
  'files.list': refuses('not-found', 'forbidden', 'not-a-file', 'failed'),
  'assets.read': refuses('not-found', 'failed'),
  'files.read': [
    ...refuses(...DISK),
    { ...changes('half', half), notFor: inTheTree },
    { ...answers('nothing', new Uint8Array()), notFor: inTheTree },
    { ...answers('garbage', GARBAGE), notFor: inTheTree },
  ],
  'files.readPart': [...refuses(...DISK), { ...changes('half', half), notFor: inTheTree }],
  'files.resolve': refuses('not-found', 'forbidden', 'failed'),
  'files.write': refuses('full', 'forbidden', 'not-a-file', 'failed'),
  'files.makeTemporaryFolder': refuses('full', 'forbidden', 'failed'),
  'files.remove': refuses('forbidden', 'failed'),
  'git.worktree': [
    ...refuses('failed', 'timed-out'),
    answers('no work tree', { worktree: undefined, note: 'made up' }),
  ],
  'git.entries': [...refuses('failed', 'timed-out'), answers('nothing', [])],
  'http.send': [
    ...refuses('refused', 'timed-out', 'rate-limited', 'server-error', 'bad-answer', 'too-large', 'failed'),
    ...[204, 301, 400, 403, 404].map((status) =>
      answers(`status ${status}`, { status, headers: {}, body: new Uint8Array() }),
    ),
    body('half', half),
    body('empty', () => new Uint8Array()),
    body('garbage', () => GARBAGE),
    ...[
      'null',
      '{}',
      '[]',
      '{"results":null}',
      '{"results":[]}',
      '{"results":[{"vulns":[{}]}]}',
      '<html>sign in</html>',
    ].map((text) => body(text, () => Buffer.from(text))),
  ],
  'cache.get': [
    answers('nothing', undefined),
    answers('garbage', { value: GARBAGE, ageMs: 0 }),
    answers('empty', { value: new Uint8Array(), ageMs: 0 }),
    answers('{}', { value: Buffer.from('{}'), ageMs: 0 }),
    answers('[]', { value: Buffer.from('[]'), ageMs: 0 }),
  ],
  'cache.put': [answers('lost', undefined)],
  'workers.map': [
    ...refuses('failed'),
    answers('no answer', []),
    changes('all crash', (all) => (all as readonly unknown[]).map(() => ({ failed: 'crashed' }))),
    changes('all hang', (all) => (all as readonly unknown[]).map(() => ({ failed: 'timed out after 10 s' }))),
  ],
  'processes.run': [
    answers('not started', { kind: 'not-started', why: 'made up' }),
    answers('timed out', timedOut(ended)),
    answers('killed', killed('SIGSEGV', ended)),
    ...[1, 2, 127, 139, 255].map((code) => answers(`exits ${code} and does nothing`, exited(code, ended))),
    answers('exits 0 and does nothing', exited(0)),
    changes('works, then is killed', () => killed('SIGKILL', ended)),
    changes('works, then exits 2', () => exited(2, ended)),
    changes('works, but prints too much', (end) => ({ ...(end as object), stdoutTruncated: true })),
  ],
  'tools.find': [...refuses('failed'), answers('nothing', undefined)],
  'stdout.write': refuses('full', 'failed'),
};

/** Calls that cannot fail by their contract, with the reason. */
export const INFALLIBLE: Readonly<Record<string, string>> = {
  'clock.now': 'reads a number',
  'clock.elapsed': 'reads a number',
  'clock.every': 'sets a timer',
  'logger.info': 'writes for people; a reader who left is no failure',
  'logger.warn': 'writes for people; a reader who left is no failure',
  'logger.debug': 'writes for people; a reader who left is no failure',
  'screen.draw': 'writes for people; a reader who left is no failure',
  'screen.print': 'writes for people; a reader who left is no failure',
  'tools.environment': 'computes from our own environment',
};
