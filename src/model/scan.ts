import type { Category } from './category.ts';
import type { FilePath } from './path.ts';
import type { ScanStatus } from './scan-status.ts';

/** Where a scanner comes from. */
export type Origin = 'embedded' | 'path' | 'tool-cache' | 'configuration' | 'report';

/** What a run was kept from: see docs/architecture.md, Isolation. An engine runs no program at all. */
export type Isolation = 'full' | 'no-network' | 'environment';

/** One scanner's run, without anything volatile. */
export interface Scan {
  readonly scanner: string;
  readonly category: Category;
  readonly version: string | undefined;
  readonly origin: Origin;
  readonly required: boolean;
  readonly status: ScanStatus;
  readonly isolation: Isolation;
  /** How many results it reported, before anything was merged or dropped. */
  readonly results: number;
  /** What its report needed to be readable, in words: `2 results without a region`. */
  readonly repairs: readonly string[];
  /** Files of its kind that it left out for their names alone, where there are any: other people's, installed or built. */
  readonly leftOut?: number;
  /** Things worth knowing that are no failure: `answers from the cache, 3 h old`. */
  readonly notes: readonly string[];
}

/** Something in the scanned tree that nobody looked at, or not fully. */
export interface NotLookedAt {
  readonly path: FilePath;
  readonly why: string;
}
