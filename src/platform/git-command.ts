import { PlatformError } from '../model/errors.ts';
import { type FilePath, pathToBytes } from '../model/path.ts';
import { printable, shorten } from '../model/text.ts';
import { type Environment, variable } from './environment.ts';

/** What git said. */
export interface GitAnswer {
  readonly status: number;
  readonly stdout: Uint8Array;
  /** The last line of its standard error, printable, without `fatal:`. */
  readonly complaint: string;
}

/** Listing half a million files takes git about two seconds; what takes this long hangs. */
const LIMIT_MS = 60_000;

/**
 * Nothing that a repository's own configuration can name is run (https://git-scm.com/docs/git-config): no file system monitor, hook or
 * pager. Settings of the command line win over all files. `safe.directory` lets us read what another user checked out, as containers do.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.quotePath=true',
  'protocol.allow=never',
  'safe.directory=*',
].flatMap((setting) => ['-c', setting]);

/** What starts git without being led astray. */
export function gitArguments(args: readonly string[]): string[] {
  return [...SETTINGS, ...args];
}

/**
 * `GIT_ALLOW_PROTOCOL` beats `protocol.<name>.allow` of a repository, so that a promised object is fetched through no command of its choice
 * (https://git-scm.com/docs/git#Documentation/git.txt-codeGITALLOWPROTOCOLcode). The user's and the machine's settings are not read:
 * the same tree gives the same list everywhere. `GIT_INDEX_FILE` is how git tells a hook which index the commit under way has: that of
 * `git commit -a` is not the usual one (https://git-scm.com/docs/githooks#_description).
 */
export function gitEnvironment(env: Environment): Record<string, string> {
  const systemRoot = variable(env, 'SystemRoot');
  const index = env.GIT_INDEX_FILE;
  return {
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    ...(index !== undefined && index !== '' && { GIT_INDEX_FILE: index }),
    GIT_NO_LAZY_FETCH: '1',
    // What a commit names is judged, and not what a local reference puts in its place (https://git-scm.com/docs/git-replace).
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    ...(systemRoot !== undefined && { SystemRoot: systemRoot }),
  };
}

/**
 * Runs git in a folder and gives what it said, whatever its exit status. Rejects with `PlatformError`: `failed` when it could not be
 * started, `timed-out` after a minute.
 */
export async function askGit(
  program: string,
  folder: FilePath,
  args: readonly string[],
  env: Environment,
  limitMs = LIMIT_MS,
): Promise<GitAnswer> {
  const { exec } = await import('@actions/exec');
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  // The library splits this string at spaces unless they stand in quotes.
  const running = exec(`"${program.replaceAll('"', '\\"')}"`, gitArguments(args), {
    cwd: folder,
    env: gitEnvironment(env),
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdout: (data) => stdout.push(data), stderr: (data) => stderr.push(data) },
  });
  const status = await inTime(running, limitMs, `git ${args[0] ?? ''} in ${printable(folder)}`);
  return { status, stdout: Buffer.concat(stdout), complaint: lastWords(Buffer.concat(stderr)) };
}

/** Whether a folder's name can be handed to a program: Node starts programs in folders with names of text only. */
export function isPlainName(folder: FilePath): boolean {
  return pathToBytes(folder).equals(Buffer.from(folder, 'utf8'));
}

async function inTime(running: Promise<number>, limitMs: number, what: string): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new PlatformError('timed-out', `${what} did not answer within ${Math.round(limitMs / 1000)} s`));
    }, limitMs);
  });
  try {
    return await Promise.race([running, late]);
  } catch (error) {
    if (error instanceof PlatformError) throw error;
    throw new PlatformError('failed', `${what} could not be run: ${lastWords(Buffer.from(String(error)))}`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

function lastWords(stderr: Buffer): string {
  const line = stderr.toString('utf8').trim().split('\n').at(-1) ?? '';
  return shorten(printable(line.replace(/^(fatal|error): /, '')), 300);
}
