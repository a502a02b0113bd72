import { availableParallelism, homedir, platform } from 'node:os';
import { ConfigurationError } from '../model/errors.ts';

/** The process we are: what it was started with, and how it ends. */
export interface Host {
  /** Arguments after the script's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder. Throws `ConfigurationError` if somebody removed it. */
  readonly cwd: string;
  readonly home: string;
  readonly cores: number;
  readonly platform: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** A file that was built beside the program: dist/ holds all that is needed at run time. */
  besideProgram(name: string): URL;
  /** Sets the status with which the process ends when nothing is left to do. */
  setExitStatus(status: number): void;
  /** Ends at once: for an interruption, after everything was cleaned up. */
  exit(status: number): never;
  /** Runs `cleanUp` when the process ends, however it ends short of SIGKILL; it must be synchronous. */
  onExit(cleanUp: () => void): void;
  /** What nobody caught, wherever it was thrown; instead of Node's own report, which would show it in full. */
  onCrash(handler: (error: unknown) => void): void;
}

/** `entry`: `import.meta.url` of the entry, whose folder holds all that was built. */
export function createHost(entry: string): Host {
  return {
    args: process.argv.slice(2),
    env: process.env,
    get cwd() {
      return currentFolder();
    },
    home: homedir(),
    cores: availableParallelism(),
    platform: platform(),
    stdout: process.stdout,
    stderr: process.stderr,
    besideProgram: (name) => new URL(name, entry),
    setExitStatus: (status) => {
      process.exitCode = status;
    },
    exit: (status) => process.exit(status),
    onExit: (cleanUp) => {
      process.on('exit', cleanUp);
    },
    onCrash: (handler) => {
      process.on('uncaughtException', handler);
      process.on('unhandledRejection', handler);
    },
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    const problem = 'somebody removed it: go to a folder that is there, and run again';
    throw new ConfigurationError([{ place: 'the current folder', problem }], { cause });
  }
}
