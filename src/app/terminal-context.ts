import type { Host } from '../platform/host.ts';

/** What every command gets besides its line. */
export interface TerminalContext {
  readonly host: Host;
  readonly version: string;
  /** Registers what must be undone when the process ends, however it ends. */
  readonly onRelease: (release: () => void) => void;
}
