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
}
