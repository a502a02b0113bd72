import type { Severity } from '../../model/severity.ts';
import type { Span } from './program.ts';
import type { SastRule } from './rule.ts';

/** A result before it has lines and columns. */
export interface Found {
  readonly rule: SastRule;
  readonly span: Span;
  readonly message: string;
  readonly severity: Severity;
  readonly fix?: string;
  readonly sensitive?: boolean;
  /** From the source to the sink. */
  readonly flow?: readonly FoundStep[];
}

export interface FoundStep {
  readonly span: Span;
  readonly message: string;
}

/** A path as people read it. */
export function shownPath(path: string): string {
  return path.replace(/^(?:\?\.)+/, '').replaceAll('.?', '[…]');
}
