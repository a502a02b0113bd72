import type { PlatformErrorCode } from '../../model/errors.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { Shortfall } from '../../model/scan-status.ts';
import { count, printable, shorten } from '../../model/text.ts';

/**
 * What a file that could not be read costs. What has vanished, grown beyond the limit or become a device since the file set was fixed
 * is no longer (or would not have been) a part of it: a note. Everything else is there and was not seen: a gap.
 */
export function unreadable(code: PlatformErrorCode): { readonly gap: boolean; readonly why: string } {
  switch (code) {
    case 'not-found':
      return { gap: false, why: 'it vanished while the scan ran' };
    case 'not-a-file':
      return { gap: false, why: 'it became something else than a file while the scan ran' };
    case 'too-large':
      return { gap: false, why: 'it grew beyond the size limit while the scan ran' };
    case 'forbidden':
      return { gap: true, why: 'it may not be read' };
    default:
      return { gap: true, why: 'it could not be read' };
  }
}

const REMEDY = 'paths.exclude leaves it out';

/** The words of a scan's status; `losses` is not empty. */
export function couldNotLookAt(losses: readonly NotLookedAt[]): Shortfall {
  const [first] = losses;
  const where = `${shorten(printable(first?.path ?? ''), 80)} (${shorten(printable(first?.why ?? ''), 80)})`;
  const why =
    losses.length === 1
      ? `could not look at ${where}`
      : `could not look at ${count(losses.length, 'file')}, first ${where}`;
  return { why, remedy: REMEDY };
}
