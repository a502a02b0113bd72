import type { KnownEcosystem } from '../../model/purl.ts';

/** One package of a lockfile, as far as it says how that package gets here. */
export interface LockedEntry {
  readonly name: string;
  readonly version: string | undefined;
  readonly line: number;
  /** The other name that it is asked for by, where an alias gives it one. */
  readonly alias?: string;
  /** `elsewhere`: git, a folder, or an address that the lockfile says somebody asked for by itself. */
  readonly origin: 'registry' | 'elsewhere';
  /** What is downloaded; empty where the lockfile leaves the address to the registry. */
  readonly addresses: readonly string[];
  /** The registry that the entry names, where a format does so for each. */
  readonly registry: string | undefined;
  /** `unasked`: an entry of this kind has none in this format. */
  readonly hash: 'present' | 'absent' | 'unasked';
  readonly hasInstallScript: boolean;
}

/** What a lockfile has for something that a project asks for. */
export type Held =
  /** `version`: where the lockfile may hold one that the request does not allow. */
  | { readonly kind: 'held'; readonly version: string | undefined }
  | { readonly kind: 'absent' }
  /** The lockfile was made for another request. */
  | { readonly kind: 'other'; readonly range: string };

/** A project whose requests the lockfile answers: the folder of its package.json, relative to the lockfile's. */
export interface LockedProject {
  readonly folder: string;
  held(name: string, range: string): Held;
}

/** A lockfile's entries, and the registries that it names for all. */
export interface LockedFile {
  readonly kind: 'read';
  readonly ecosystem: KnownEcosystem;
  readonly entries: readonly LockedEntry[];
  readonly registries: readonly { readonly address: string; readonly line: number }[];
  /** Names whose requests the lockfile answers otherwise on purpose. */
  readonly overridden: readonly string[];
  readonly projects: readonly LockedProject[];
}

/** A lockfile that was read, or one printable clause on why it was not. */
export type LockedReading = LockedFile | { readonly kind: 'unreadable'; readonly why: string };

/** What most lockfiles have none of. */
export const NO_PROJECTS = { registries: [], overridden: [], projects: [] } as const;

/** What most entries of most formats say nothing of. */
export const PLAIN = { registry: undefined, hasInstallScript: false } as const;
