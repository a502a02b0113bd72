import type { Outcome } from '../model/outcome.ts';

/** What a surface may know besides the outcome. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly columns: number;
  readonly colour: boolean;
  /** Show warnings and notes in full. */
  readonly all: boolean;
  /** Prefix of a link to a file at the judged commit, with `/` at its end. */
  readonly blobUrl: string | undefined;
  /** Where the full report was written, to point to. */
  readonly reportFile: string | undefined;
  /** Whether a pull request is judged, so that the headline may say so. */
  readonly pullRequest?: boolean;
}

/**
 * A surface that is a text: a pure function of the outcome. Whatever the outcome's texts hold, no line of what it gives is a
 * workflow command, a terminal escape (its own colours apart) or a mention.
 */
export interface Reporter {
  /** As users write it in `--format`. */
  readonly format: string;
  /** Name of the file under `report-dir`. */
  readonly file: string;
  render(outcome: Outcome, options: RenderOptions): string;
}
