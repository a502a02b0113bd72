import type { Advisory } from '../model/advisory.ts';
import type { Category } from '../model/category.ts';
import type { RunFacts } from '../model/outcome.ts';
import type { Result } from '../model/result.ts';
import type { NotLookedAt, Scan } from '../model/scan.ts';

/**
 * The seam of the pipeline: everything that later stages need, serialisable as JSON, free of secrets.
 * Identical input gives identical bytes, `run` apart.
 */
export interface ScanRecord {
  readonly version: 1;
  readonly tool: { readonly name: 'gatehouse'; readonly version: string };
  readonly prefix: string;
  readonly files: { readonly count: number; readonly bytes: number };
  /** Sorted by category, then name. */
  readonly scans: readonly Scan[];
  readonly emptyCategories: readonly { readonly category: Category; readonly why: string }[];
  /** Sorted by path, region, scanner, rule. */
  readonly results: readonly Result[];
  /** Results dropped because their path is excluded. */
  readonly excluded: number;
  readonly notLookedAt: readonly NotLookedAt[];
  /** Sorted by id. */
  readonly advisories: readonly Advisory[];
  readonly digests: { readonly rules: string; readonly advisories: string | undefined };
  readonly run: RunFacts;
}
