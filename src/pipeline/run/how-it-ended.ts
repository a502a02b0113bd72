import { printable, shorten } from '../../model/text.ts';
import type { ProcessEnd } from '../../ports/processes.ts';
import type { ExitMeaning } from '../../scanners/contract.ts';
import { lastWords } from './last-words.ts';
import { timedOutAfter } from './time-limit.ts';

/** What a program's end means, before anybody looked at its report. */
export type Meaning =
  | { readonly kind: 'ok' }
  | { readonly kind: 'nothing' }
  /** A report may be there all the same, and is worth showing beside the failure. */
  | { readonly kind: 'unexpected'; readonly code: number }
  | {
      readonly kind: 'dead';
      readonly status: { readonly state: 'failed' | 'timed-out'; readonly why: string; readonly remedy?: string };
    };

// signal(7): a shell or a container turns a death by signal into the exit status 128 + number.
const SIGNALS: Readonly<Record<number, string>> = {
  132: 'SIGILL',
  133: 'SIGTRAP',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  141: 'SIGPIPE',
  143: 'SIGTERM',
  152: 'SIGXCPU',
  153: 'SIGXFSZ',
};

/** A program's end by its table of exit statuses; whatever is not in it is a failure. */
export function meaningOf(end: ProcessEnd, exits: Readonly<Record<number, ExitMeaning>>, timeoutMs: number): Meaning {
  switch (end.kind) {
    case 'not-started':
      return dead(`could not be started: ${shorten(printable(end.why), 160)}`);
    case 'timed-out':
      return { kind: 'dead', status: timedOutAfter(timeoutMs) };
    case 'killed':
      return dead(crash(end.signal));
    case 'exited': {
      const meaning = Object.hasOwn(exits, end.code) ? exits[end.code] : undefined;
      const signal = SIGNALS[end.code];
      if (meaning !== undefined) return { kind: meaning };
      return signal === undefined ? { kind: 'unexpected', code: end.code } : dead(crash(signal));
    }
  }
}

/**
 * `ended with status 2 and no report; its last words: "No module named 'yaml'"`. A secrets scanner (`silent`) is not quoted: its
 * words may be what it found.
 */
export function endedBadly(end: ProcessEnd, without: string, silent: boolean): string {
  const words = silent || end.kind === 'not-started' ? '' : lastWords(end.stderr);
  const status = end.kind === 'exited' ? `ended with status ${end.code}${without}` : `ended${without}`;
  return words === '' ? status : `${status}; its last words: "${words}"`;
}

function dead(why: string): Meaning {
  return { kind: 'dead', status: { state: 'failed', why } };
}

function crash(signal: string): string {
  return signal === 'SIGKILL'
    ? 'was killed (SIGKILL), perhaps because memory ran out'
    : `crashed with signal ${shorten(printable(signal), 20)}`;
}
