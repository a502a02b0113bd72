import type { ScannedFile } from '../engines/contract.ts';
import type { Origin } from '../model/scan.ts';
import type { ScanStatus } from '../model/scan-status.ts';
import type { Scanner } from '../scanners/contract.ts';

/** One scanner that has something to do here. */
export interface PlannedScan {
  readonly scanner: Scanner;
  readonly required: boolean;
  /** The files it wants, sorted by path. Everything for a user's own scanner. */
  readonly files: readonly ScannedFile[];
  readonly extraArgs: readonly string[];
  /** From `scanners.NAME.path`. */
  readonly programPath: string | undefined;
  readonly timeoutMs: number;
}

/** A scanner that was chosen but does not run, with the status that says why. */
export interface SettledScan {
  readonly scanner: Scanner;
  readonly required: boolean;
  readonly status: ScanStatus;
}

export interface Plan {
  readonly scans: readonly PlannedScan[];
  readonly settled: readonly SettledScan[];
}

/** A planned scan whose program was found and found fit. */
export interface ReadyScan extends PlannedScan {
  readonly version: string | undefined;
  readonly origin: Origin;
  /** Absolute path; `undefined` for an engine. */
  readonly program: string | undefined;
}

export interface Acquired {
  readonly ready: readonly ReadyScan[];
  readonly settled: readonly SettledScan[];
}
