import { availableParallelism, homedir, platform } from 'node:os';

/** The process we are: what it was started with, and how it ends. */
export interface Host {
  /** Arguments after the script's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly cores: number;
  readonly platform: string;
  /** Sets the status with which the process ends when nothing is left to do. */
  setExitStatus(status: number): void;
  /** Ends at once: for an interruption, after everything was cleaned up. */
  exit(status: number): never;
  /** Runs `cleanUp` when the process ends, however it ends short of SIGKILL; it must be synchronous. */
  onExit(cleanUp: () => void): void;
}

export function createHost(): Host {
  return {
    args: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    cores: availableParallelism(),
    platform: platform(),
    setExitStatus: (status) => {
      process.exitCode = status;
    },
    exit: (status) => process.exit(status),
    onExit: (cleanUp) => {
      process.on('exit', cleanUp);
    },
  };
}
