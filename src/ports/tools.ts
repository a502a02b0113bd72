/** Where a program was found. */
export interface FoundTool {
  /** Absolute path. */
  readonly file: string;
  readonly origin: 'path' | 'tool-cache';
}

/** Finding programs, without running them. Never looks inside the scanned tree: a program that the tree brings along is not ours to run. */
export interface Tools {
  /** `avoid` is the scanned root: entries of PATH inside it, or relative ones, are passed over. */
  find(program: string, avoid: string): Promise<FoundTool | undefined>;
  /**
   * The bare environment of a scanner, complete: `PATH` without entries that are relative or inside `avoid` (the scanned root), `HOME`,
   * `TMPDIR` and the cache folders all inside `scratch` (a private folder that exists), `LANG`; on Windows also what programs
   * need to start (`SystemRoot`, `PATHEXT`, …). Never a token, a secret or anything else of our own environment.
   */
  environment(scratch: string, avoid: string): Readonly<Record<string, string>>;
}
