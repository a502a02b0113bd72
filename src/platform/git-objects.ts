import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf, PlatformError } from '../model/errors.ts';
import { type FilePath, pathToBytes } from '../model/path.ts';
import { printable } from '../model/text.ts';
import type { Environment } from './environment.ts';
import { errorNumber } from './file-errors.ts';
import { gitArguments, gitEnvironment } from './git-command.ts';

/** Where objects are read from. */
export interface Repository {
  /** Absolute path of git. */
  readonly program: string;
  readonly top: FilePath;
  readonly env: Environment;
}

/** An object to be written to a path. */
export interface Wanted {
  readonly path: FilePath;
  readonly object: string;
}

const NEWLINE = 0x0a;
/** git reads hundreds of megabytes a second; what takes this long hangs. */
const LIMIT_MS = 60_000;

/**
 * Writes objects as files, byte for byte: no filter and no conversion of line ends, which a repository could name. Asks for all sizes first,
 * so that only what fits is ever in memory, one at a time. Gives the size of each that there is; what is too large is not written, what
 * could not be written is left out. Rejects with `PlatformError`.
 */
export async function extractObjects(
  repository: Repository,
  wanted: readonly Wanted[],
  { folder, maxBytes }: { readonly folder: FilePath; readonly maxBytes: number },
): Promise<ReadonlyMap<FilePath, number>> {
  const sizes = new Map<FilePath, number>();
  if (wanted.length === 0) return sizes;
  await ask(repository, '--batch-check', wanted, ({ path }, { size }) => sizes.set(path, size));
  const fitting = wanted.filter(({ path }) => (sizes.get(path) ?? Number.POSITIVE_INFINITY) <= maxBytes);
  await ask(repository, '--batch', fitting, ({ path }, { content }) => {
    if (!writeNew(`${folder}/${path}`, content)) sizes.delete(path);
  });
  return sizes;
}

/** Whether it stands there afterwards. Not so where case does not count and another file has the name, or this system knows no such name. */
function writeNew(path: FilePath, content: Uint8Array): boolean {
  try {
    mkdirSync(pathToBytes(dirname(path)), { recursive: true, mode: 0o700 });
    writeFileSync(pathToBytes(path), content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    return errorNumber(error) === 'EEXIST' && holds(path, content);
  }
}

function holds(path: FilePath, content: Uint8Array): boolean {
  try {
    return readFileSync(pathToBytes(path)).equals(content);
  } catch {
    return false;
  }
}

interface Answer {
  readonly size: number;
  /** Empty when only sizes were asked for. */
  readonly content: Uint8Array;
}

/** `git cat-file --batch…` (https://git-scm.com/docs/git-cat-file#_batch_output): one answer to each name, in their order. */
async function ask(
  { program, top, env }: Repository,
  batch: '--batch' | '--batch-check',
  wanted: readonly Wanted[],
  take: (wanted: Wanted, answer: Answer) => void,
): Promise<void> {
  if (wanted.length === 0) return;
  const child = spawn(program, gitArguments(['cat-file', batch]), {
    cwd: top,
    env: gitEnvironment(env),
    stdio: ['pipe', 'pipe', 'ignore'],
    // Not `timeout`: its timer outlives a program that could not be started.
    signal: AbortSignal.timeout(LIMIT_MS),
    windowsHide: true,
  });
  const ended = new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(printable(messageOf(error))));
    child.on('close', (status, signal) => resolve(status === 0 ? undefined : `it ended with ${signal ?? status}`));
  });
  // A git that ends early closes the pipe; how it ended says more than that.
  child.stdin.on('error', () => undefined);
  child.stdin.end(wanted.map(({ object }) => `${object}\n`).join(''));

  let answered = 0;
  const reader = new BatchReader(batch === '--batch', (answer) => {
    const current = wanted[answered++];
    if (current !== undefined && answer !== undefined) take(current, answer);
  });
  for await (const chunk of child.stdout) reader.add(chunk);
  const failure = (await ended) ?? (answered < wanted.length ? 'it left questions unanswered' : undefined);
  if (failure !== undefined) {
    throw new PlatformError('failed', `git cannot read the objects of ${printable(top)}: ${failure}`);
  }
}

/** Cuts git's stream into answers: `<object> blob <size>` and, where content was asked for, that many bytes and a line end. */
class BatchReader {
  #held: Buffer = Buffer.alloc(0);
  #chunks: Buffer[] = [];
  #heldBytes = 0;
  #needed = 0;
  readonly #withContent: boolean;
  readonly #take: (answer: Answer | undefined) => void;

  /** `take` gets `undefined` for an object that the repository does not have, or that is no file. */
  constructor(withContent: boolean, take: (answer: Answer | undefined) => void) {
    this.#withContent = withContent;
    this.#take = take;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#heldBytes += chunk.length;
    // Joining at every chunk would copy a large object again and again.
    if (this.#heldBytes < this.#needed) return;
    this.#held = Buffer.concat(this.#chunks);
    while (this.#next()) this.#needed = 0;
    this.#chunks = [this.#held];
    this.#heldBytes = this.#held.length;
  }

  /** Takes one whole answer from what is held, if there is one. */
  #next(): boolean {
    const end = this.#held.indexOf(NEWLINE);
    if (end < 0) return false;
    const [, kind, length] = this.#held.toString('latin1', 0, end).split(' ');
    const size = Number(length);
    const isThere = Number.isSafeInteger(size) && length !== undefined;
    const whole = end + 1 + (this.#withContent && isThere ? size + 1 : 0);
    if (this.#held.length < whole) {
      this.#needed = whole;
      return false;
    }
    const content = this.#withContent ? this.#held.subarray(end + 1, end + 1 + size) : new Uint8Array();
    this.#take(isThere && kind === 'blob' ? { size, content } : undefined);
    this.#held = this.#held.subarray(whole);
    return true;
  }
}
