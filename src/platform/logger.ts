import { printableLines, withoutCommands } from '../model/text.ts';
import type { Logger } from '../ports/logger.ts';

export interface Loudness {
  /** Shows `debug` too. */
  readonly verbose: boolean;
  /** Leaves out `info`. */
  readonly quiet: boolean;
}

/** Gives `write` one line at a time, without its end, made printable and free of workflow commands. */
export function createLogger(write: (line: string) => void, { verbose, quiet }: Loudness): Logger {
  const say = (message: string) => {
    for (const line of printableLines(message).split('\n')) write(withoutCommands(line));
  };
  return {
    info: (message) => {
      if (!quiet) say(message);
    },
    warn: (message) => say(`warning: ${message}`),
    debug: (message) => {
      if (verbose) say(`debug: ${message}`);
    },
  };
}
