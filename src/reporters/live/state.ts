import type { Category } from '../../model/category.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { Origin } from '../../model/scan.ts';
import type { ScanStatus } from '../../model/scan-status.ts';

/** How far one scanner has come. Times are milliseconds of the clock whose `elapsedMs` the events came with. */
export type Progress =
  | { readonly stage: 'waiting' }
  | { readonly stage: 'running'; readonly sinceMs: number; readonly expectedMs: number | undefined }
  | { readonly stage: 'ended'; readonly status: ScanStatus; readonly results: number; readonly durationMs: number };

export interface LiveRow {
  readonly scanner: string;
  /** `undefined` for a scanner that ended without having been planned. */
  readonly category: Category | undefined;
  readonly origin: Origin | undefined;
  readonly progress: Progress;
}

/** The run as far as its events tell it. */
export interface LiveState {
  readonly toolVersion: string;
  readonly plan:
    | { readonly profile: string; readonly files: number; readonly bytes: number; readonly parallel: number }
    | undefined;
  /** In the order of the plan. */
  readonly rows: readonly LiveRow[];
}

/** Before the first event. */
export function beginLive(toolVersion: string): LiveState {
  return { toolVersion, plan: undefined, rows: [] };
}

/** The state after one more event, which came `elapsedMs` after the beginning. Never changes the state it is given. */
export function followRun(state: LiveState, event: RunEvent, elapsedMs: number): LiveState {
  switch (event.kind) {
    case 'planned':
      return {
        ...state,
        plan: { profile: event.profile, files: event.files.count, bytes: event.files.bytes, parallel: event.parallel },
        rows: event.scans.map((scan) => ({ ...scan, progress: { stage: 'waiting' } })),
      };
    case 'started':
      return withProgress(state, event.scanner, { stage: 'running', sinceMs: elapsedMs, expectedMs: event.expectedMs });
    case 'ended':
      return withProgress(state, event.scanner, {
        stage: 'ended',
        status: event.status,
        results: event.results,
        durationMs: event.durationMs,
      });
  }
}

function withProgress(state: LiveState, scanner: string, progress: Progress): LiveState {
  if (state.rows.some((row) => row.scanner === scanner)) {
    return { ...state, rows: state.rows.map((row) => (row.scanner === scanner ? { ...row, progress } : row)) };
  }
  return { ...state, rows: [...state.rows, { scanner, category: undefined, origin: undefined, progress }] };
}
