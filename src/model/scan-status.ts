/**
 * How one scanner's run ended. `why` is a printable predicate without a full stop, to be read after the scanner's name: `timed out after 120 s`.
 * `remedy` says what somebody can do about it, where that is known.
 */
export type ScanStatus =
  | { readonly state: 'ok' }
  | { readonly state: 'failed'; readonly why: string; readonly remedy?: string }
  | { readonly state: 'timed-out'; readonly why: string; readonly remedy?: string }
  /** There was nothing here for it to look at: never incomplete. */
  | { readonly state: 'skipped'; readonly why: string }
  /** It could not be had or is not fit to run. */
  | { readonly state: 'unavailable'; readonly why: string; readonly remedy: string };

/** What is missing of an answer, in the words of a status. */
export interface Shortfall {
  readonly why: string;
  readonly remedy?: string;
}

/** Whether a required scanner that ended so leaves the scan incomplete. */
export function leavesGap(status: ScanStatus): boolean {
  switch (status.state) {
    case 'ok':
    case 'skipped':
      return false;
    case 'failed':
    case 'timed-out':
    case 'unavailable':
      return true;
  }
}
