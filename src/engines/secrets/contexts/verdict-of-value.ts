import type { Severity } from '../../../model/severity.ts';
import { isPathOrAddress, isPlaceholder, isReference } from '../placeholder.ts';
import type { Source } from '../source.ts';

/** Severity of a password that stands where nothing but a password can stand; `undefined` for a place-holder or a variable. */
export function judgePassword(value: string, source: Source): Severity | undefined {
  if (value.length < 3 || isReference(value) || isPlaceholder(value) || isPathOrAddress(value)) return undefined;
  if (/^[$<{[%*]|[{}<>]|\\$|\xe2\x80\xa6/.test(value) || source.kind.formatsOnly) return undefined;
  return source.kind.test || source.kind.prose ? 'low' : 'medium';
}
