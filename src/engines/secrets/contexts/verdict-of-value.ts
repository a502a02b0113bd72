import type { Severity } from '../../../model/severity.ts';
import { isShown } from '../file-kind.ts';
import { isPathOrAddress, isPlaceholder, isReference } from '../placeholder.ts';
import { looksDrawn } from '../randomness.ts';
import type { Source } from '../source.ts';

/** 16 characters of letters and digits are 95 bits. */
const SURELY_DRAWN = 16;

/** Severity of a password that stands where nothing but a password can stand; `undefined` for a place-holder or a variable. */
export function judgePassword(value: string, source: Source): Severity | undefined {
  if (value.length < 3 || isReference(value) || isPlaceholder(value) || isPathOrAddress(value)) return undefined;
  if (/^[$<{[%*]|[{}<>]|\\$|\xe2\x80\xa6/.test(value) || source.kind.formatsOnly) return undefined;
  if (isShown(source.kind)) return 'low';
  // Drawn by a machine, where nothing but a password can stand, in a file that a program reads: nothing is left to doubt.
  return source.kind.configuration && value.length >= SURELY_DRAWN && looksDrawn(value) ? 'high' : 'medium';
}
