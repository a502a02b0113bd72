/** How one scanner's run ended. `why` is one printable clause without a full stop: `timed out after 120 s`. */
export type ScanStatus =
  | { readonly state: 'ok' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'timed-out'; readonly why: string }
  /** There was nothing here for it to look at: never incomplete. */
  | { readonly state: 'skipped'; readonly why: string }
  /** It could not be had or is not fit to run. `remedy` says what to do. */
  | { readonly state: 'unavailable'; readonly why: string; readonly remedy: string };

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
