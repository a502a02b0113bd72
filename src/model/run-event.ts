import type { Category } from './category.ts';
import type { Origin } from './scan.ts';
import type { ScanStatus } from './scan-status.ts';

/** What a display follows while the scanners run. Nothing of it is part of the outcome. */
export type RunEvent =
  | {
      readonly kind: 'planned';
      readonly profile: string;
      readonly files: { readonly count: number; readonly bytes: number };
      /** How many scanners run at once. */
      readonly parallel: number;
      readonly scans: readonly { readonly scanner: string; readonly category: Category; readonly origin: Origin }[];
    }
  | {
      readonly kind: 'started';
      readonly scanner: string;
      /** How long it took the last time, where somebody remembers. */
      readonly expectedMs?: number;
    }
  | {
      readonly kind: 'ended';
      readonly scanner: string;
      readonly status: ScanStatus;
      readonly results: number;
      readonly durationMs: number;
    };
