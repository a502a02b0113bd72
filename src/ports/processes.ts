/** A program to run: never through a shell. */
export interface Command {
  /** Absolute path of the program. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
}

export interface ProcessLimits {
  readonly timeoutMs: number;
  /** Bytes kept of each stream; what comes after is read and counted, not kept. */
  readonly maxOutputBytes: number;
}

export interface Output {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly stdoutTruncated: boolean;
  readonly durationMs: number;
}

export type ProcessEnd =
  | ({ readonly kind: 'exited'; readonly code: number } & Output)
  | ({ readonly kind: 'killed'; readonly signal: string } & Output)
  | ({ readonly kind: 'timed-out' } & Output)
  | { readonly kind: 'not-started'; readonly why: string };

/** Child processes. A child's whole process group ends with it, with its time limit, and with us. */
export interface Processes {
  /** Never rejects: how it ended is the answer. */
  run(command: Command, limits: ProcessLimits): Promise<ProcessEnd>;
}
