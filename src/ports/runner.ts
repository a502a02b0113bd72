/** An annotation, through a workflow command. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly path: string | undefined;
  readonly startLine: number | undefined;
  readonly endLine: number | undefined;
  readonly startColumn: number | undefined;
  readonly endColumn: number | undefined;
}

/** The GitHub runner: inputs, outputs, annotations, the job summary. Escapes everything it writes. */
export interface Runner {
  /** `undefined` when the input is empty or not given. */
  input(name: string): string | undefined;
  setOutput(name: string, value: string): Promise<void>;
  annotate(annotation: Annotation): void;
  appendSummary(markdown: string): Promise<void>;
  /** Tells the runner to keep this value out of all logs; only for values of 8 characters or more. */
  mask(value: string): void;
}
