import type { ForeignOrigin } from '../inventory.ts';

/** Longest name that the registry takes (https://docs.npmjs.com/package-name-guidelines). */
export const LONGEST_NAME = 214;

/** One place of an npm lockfile, whatever the lockfile's version. */
export interface LockEntry {
  /** The folder that it describes, as in `packages` of version 3: `node_modules/a/node_modules/b`; empty for the root. */
  readonly location: string;
  readonly line: number;
  /** `project`: the root or a workspace; `link`: a symbolic link to the folder `target`. */
  readonly kind: 'package' | 'project' | 'link';
  readonly target: string | undefined;
  /** The name in the registry, which an alias' folder does not bear. */
  readonly name: string;
  readonly version: string | undefined;
  readonly origin: 'registry' | ForeignOrigin;
  readonly development: boolean;
  /** The names that it asks for, resolved from its folder as Node does. */
  readonly requires: readonly string[];
}

/** Entries of a lockfile, and the lines of those that are none. */
export interface LockEntries {
  readonly entries: readonly LockEntry[];
  readonly misunderstood: readonly number[];
}

/** Where a lockfile says that a package comes from (https://docs.npmjs.com/cli/configuring-npm/package-lock-json, `resolved`). */
export function originOf(specifier: string): 'registry' | ForeignOrigin {
  if (/^(git[+:]|git@|ssh:|github:|gitlab:|bitbucket:|gist:)/.test(specifier)) return 'git';
  if (specifier.startsWith('file:')) return 'folder';
  return 'registry';
}

/** The name of the package in a folder: what follows the last `node_modules/`; `undefined` for a folder outside of any. */
export function nameInFolder(location: string): string | undefined {
  const at = location.lastIndexOf('node_modules/');
  return at === 0 || location[at - 1] === '/' ? location.slice(at + 'node_modules/'.length) : undefined;
}

/** Whether the registry could hold such a name: of limited length, with one scope at most. */
export function isPackageName(name: string): boolean {
  return name.length <= LONGEST_NAME && /^(@[^/\s]+\/)?[^@/\s][^/\s]*$/.test(name);
}
