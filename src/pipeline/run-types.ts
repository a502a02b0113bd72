import type { Advisory } from '../model/advisory.ts';
import type { ReportedResult } from '../model/result.ts';
import type { Isolation, NotLookedAt, Origin } from '../model/scan.ts';
import type { ScanStatus } from '../model/scan-status.ts';
import type { Scanner, Target } from '../scanners/contract.ts';

/** What a scanner handed over: an engine's results, or the bytes of a SARIF report. */
export type RawReport =
  | { readonly kind: 'none' }
  | { readonly kind: 'sarif'; readonly bytes: Uint8Array; readonly target: Target }
  | {
      readonly kind: 'results';
      readonly results: readonly ReportedResult[];
      readonly notLookedAt: readonly NotLookedAt[];
      readonly notes: readonly string[];
      readonly advisories: readonly Advisory[];
      readonly advisoriesDigest: string | undefined;
      readonly rulesDigest: string;
    };

/** One scanner's run, ended. A failed one may still carry a report. */
export interface FinishedScan {
  readonly scanner: Scanner;
  readonly required: boolean;
  readonly version: string | undefined;
  readonly origin: Origin;
  readonly isolation: Isolation;
  readonly status: ScanStatus;
  readonly report: RawReport;
  /** Milliseconds since the run stage began. */
  readonly startedMs: number;
  readonly durationMs: number;
}
