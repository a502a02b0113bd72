import type { PlatformError } from '../model/errors.ts';
import { errorNumber, fileError } from './file-errors.ts';

/** What an output needs of a stream: `process.stdout`, or a double. */
export interface OutputStream {
  write(text: string, done: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Standard output or standard error, as a place for whole texts. */
export interface TextOutput {
  /** Resolves when the text has left the process. Rejects with `PlatformError` when it cannot be written (`full`, `failed`). */
  write(text: string): Promise<void>;
  /** Whether the reader went away (`| head`): nothing more is written, and that is no failure. */
  readonly closed: boolean;
}

/** `name` is for sentences: `standard output`. */
export function createOutput(stream: OutputStream, name = 'standard output'): TextOutput {
  let closed = false;
  const fail = (error: Error): PlatformError | undefined => {
    if (!isGone(error)) return fileError(error, 'write to', name);
    closed = true;
    return undefined;
  };
  // Without a listener a broken pipe would end the process; each write learns of it by its own callback.
  stream.on('error', fail);
  return {
    get closed() {
      return closed;
    },
    write(text) {
      if (closed || text === '') return Promise.resolve();
      return new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          const failure = error ? fail(error) : undefined;
          if (failure === undefined) resolve();
          else reject(failure);
        });
      });
    },
  };
}

function isGone(error: Error): boolean {
  return ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'].includes(errorNumber(error));
}
