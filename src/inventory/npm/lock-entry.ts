import type { ForeignOrigin } from '../inventory.ts';
import { textOf } from '../json-shapes.ts';

/** Longest name that the registry takes (https://docs.npmjs.com/package-name-guidelines). */
export const LONGEST_NAME = 214;

const LONGEST_ADDRESS = 2_000;

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
  readonly download: Download;
}

/** What a lockfile says of how a package gets here. */
export interface Download {
  /** The address that it is fetched from, where there is one. */
  readonly resolved: string | undefined;
  readonly hasHash: boolean;
  /** It lies in the archive of another package. */
  readonly isBundled: boolean;
  readonly hasInstallScript: boolean;
}

/** Reads it from an entry of any lockfile version (version 1 calls a bundled package `bundled` and names no scripts). */
export function downloadOf(value: Readonly<Record<string, unknown>>): Download {
  const { resolved, integrity, inBundle, bundled, hasInstallScript } = value;
  return {
    resolved: textOf(resolved),
    hasHash: typeof integrity === 'string' && integrity.trim() !== '',
    isBundled: inBundle === true || bundled === true,
    hasInstallScript: hasInstallScript === true,
  };
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

/**
 * Where a package comes from that the lockfile calls by this name and version. npm installs what `resolved` leads to, whatever the entry says
 * beside it: an address that does not hold both is another package. Registries lay out their addresses differently, all with name and version.
 */
export function originOfPackage(resolved: string, name: string, version: string | undefined): LockEntry['origin'] {
  const origin = originOf(resolved);
  if (origin !== 'registry' || version === undefined || !/^https?:/i.test(resolved)) return origin;
  if (resolved.length > LONGEST_ADDRESS) return 'address';
  const path = decoded(resolved.replace(/^https?:\/\/[^/]*|[?#].*$/gi, ''));
  // Build metadata (`1.0.0+x`) is no part of what a registry knows a version by.
  const isNamed = holds(path, name.slice(name.lastIndexOf('/') + 1)) && holds(path, version.replace(/\+.*$/, ''));
  return isNamed ? 'registry' : 'address';
}

/** Whether the text is in the path, and no number or word goes on beside it: `1.2.3` is not in `11.2.3`, nor in `1.2.30`. */
function holds(path: string, text: string): boolean {
  for (let at = path.indexOf(text); at !== -1; at = path.indexOf(text, at + 1)) {
    if (!/[A-Za-z0-9]/.test(path.charAt(at - 1) + path.charAt(at + text.length))) return true;
  }
  return false;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
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
