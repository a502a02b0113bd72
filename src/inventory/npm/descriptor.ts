import type { ForeignOrigin } from '../inventory.ts';

/** `name@rest`, the name with its scope: what Yarn and pnpm call packages and what they ask for. */
export interface Descriptor {
  readonly name: string;
  readonly rest: string;
}

/** Splits `@scope/name@rest` at the first `@` that follows the name; `undefined` when there is none. */
export function parseDescriptor(text: string): Descriptor | undefined {
  const at = text.indexOf('@', 1);
  return at < 0 ? undefined : { name: text.slice(0, at), rest: text.slice(at + 1) };
}

/** Where a range that names no version of a registry leads to; `undefined` for one that does. */
export function originOfRange(range: string): ForeignOrigin | undefined {
  if (/^(git[+:@]|ssh:|github:|gitlab:|bitbucket:|gist:)|\.git(#|$)|^[\w.-]+\/[\w.-]+(#|$)|#commit=/.test(range))
    return 'git';
  if (/^(file|link|portal|workspace|exec):|^\.{0,2}\//.test(range)) return 'folder';
  return /^https?:/.test(range) ? 'address' : undefined;
}
