interface ErrorOptions {
  readonly cause?: unknown;
}

/** Base of everything that Gatehouse throws on purpose. Anything else that is thrown is a bug of ours. */
export abstract class GatehouseError extends Error {
  abstract readonly code: string;

  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** One thing wrong with what the user wrote. `place` is `.github/gatehouse.yml:3:3`, `--fail-on` or `input fail-on`. */
export interface Mistake {
  readonly place: string;
  /** One sentence on what is wrong and what to do, without the place. */
  readonly problem: string;
}

/** The user can fix it: all mistakes at once. Exit status 2. */
export class ConfigurationError extends GatehouseError {
  readonly code = 'configuration';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[], options: ErrorOptions = {}) {
    super(mistakes.map(({ place, problem }) => `${place}: ${problem}`).join('\n'), options);
    this.mistakes = mistakes;
  }
}

export type PlatformErrorCode =
  | 'not-found'
  | 'forbidden'
  | 'not-a-file'
  | 'too-large'
  | 'full'
  | 'refused'
  | 'timed-out'
  | 'rate-limited'
  | 'server-error'
  | 'bad-answer'
  | 'closed'
  | 'failed';

/** The machine or the network said no. Stages turn it into a status or a note; what nobody expects ends in exit status 4. */
export class PlatformError extends GatehouseError {
  readonly code: PlatformErrorCode;

  constructor(code: PlatformErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.code = code;
  }
}

/** A scanner's report or a rule's data cannot be used. Becomes the scanner's status `failed`, never ends its siblings. */
export class ScannerError extends GatehouseError {
  readonly code: 'install' | 'exit' | 'timeout' | 'parse' | 'unsupported';

  constructor(code: ScannerError['code'], message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.code = code;
  }
}

/** A person or the runner asked us to stop. Exit status 130. */
export class InterruptedError extends GatehouseError {
  readonly code = 'interrupted';
}

/** The first line of whatever was thrown, for a status or a note. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
}
