import type { Category } from '../model/category.ts';
import type { Severity } from '../model/severity.ts';

/** From which severity on a finding blocks. */
export type Threshold = Severity | 'never';

/** A value with the place that decided it: `.github/gatehouse.yml:3`, `--fail-on`, `input fail-on`, `default`. */
export interface Sourced<T> {
  readonly value: T;
  readonly from: string;
}

/** A finding that its owner accepts, for a reason, until a day. */
export interface Exception {
  /** Canonical rule id, a witness' rule id, or an advisory's id or alias; `*` matches any run of characters. */
  readonly rule: string;
  /** Glob of the finding's path; `undefined` means any path. */
  readonly path: string | undefined;
  /** purl without version; `undefined` means any package. */
  readonly package: string | undefined;
  readonly reason: string;
  readonly owner: string;
  /** ISO date; the last day (UTC) on which it works. */
  readonly expires: string;
  readonly from: string;
}

/** What blocks. */
export interface Policy {
  readonly failOn: Sourced<Threshold>;
  readonly categories: Readonly<Partial<Record<Category, { readonly failOn: Sourced<Threshold> }>>>;
  /** What an incomplete scan means: `pass` lets it through, in words. */
  readonly onIncomplete: Sourced<'fail' | 'pass'>;
  /** Whether `gatehouse:allow RULE reason` in a file counts. */
  readonly inlineExceptions: Sourced<boolean>;
  readonly exceptions: readonly Exception[];
}
