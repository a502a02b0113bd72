import type { Settings } from '../../config/settings.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { ScanStatus } from '../../model/scan-status.ts';
import type { Ports } from '../../ports/ports.ts';
import type { FileSet } from '../file-set.ts';
import type { RawReport } from '../run-types.ts';

/** What the run stage needs of the gate's request. */
export interface RunRequest {
  /** The version of every engine. */
  readonly toolVersion: string;
  /** Base address of the OSV service. */
  readonly advisoryServiceUrl: string;
  readonly onEvent: (event: RunEvent) => void;
}

export interface RunContext {
  readonly fileSet: FileSet;
  readonly settings: Settings;
  readonly request: RunRequest;
  readonly ports: Ports;
}

/** How one scanner ended and what it left behind. */
export interface Ending {
  readonly status: ScanStatus;
  readonly report: RawReport;
  /** How many results the report holds. */
  readonly results: number;
}

/** An ending without a report. */
export function endedWith(status: ScanStatus): Ending {
  return { status, report: { kind: 'none' }, results: 0 };
}

export function failed(why: string): Ending {
  return endedWith({ state: 'failed', why });
}
