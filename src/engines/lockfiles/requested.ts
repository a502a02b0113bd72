import { asksForAddress } from '../../inventory/integrity/asked-by-address.ts';
import type { LockedEntry } from '../../inventory/integrity/locked-file.ts';
import type { Lockfile } from './audit.ts';
import type { Manifest } from './manifest.ts';

/**
 * Whether an entry has to come from a registry: no package.json of the tree asks for it by an address. What the lockfile says about requests is
 * no witness, because whoever bends an entry bends these too; it counts only where not every package.json is there.
 */
export function mustComeFromRegistry(lockfile: Lockfile): (entry: LockedEntry) => boolean {
  const asked = namesAskedOtherwise(lockfile);
  if (asked === undefined) return ({ origin }) => origin === 'registry';
  return ({ name, alias }) => !asked.has(name) && (alias === undefined || !asked.has(alias));
}

/** The names that projects ask for by an address, or answer otherwise on purpose; `undefined` where not all projects are known. */
function namesAskedOtherwise({ locked, around }: Lockfile): ReadonlySet<string> | undefined {
  const manifests = [...around.manifests.values()];
  // Yarn 1 does not name the members of a workspace.
  const isCut = locked.projects.length < 2 && manifests.some(({ hasWorkspaces }) => hasWorkspaces);
  if (manifests.length === 0 || manifests.length < locked.projects.length || isCut) return undefined;
  return new Set([...locked.overridden.map(nameInOverride), ...manifests.flatMap(namesOf)]);
}

function namesOf({ requests, overridden }: Manifest): readonly string[] {
  const byAddress = requests.flatMap(({ name, range }) => (asksForAddress(range) ? [name] : []));
  return [...byAddress, ...overridden.map(nameInOverride)];
}

/** `name`, `parent>name` and `parent/name` (the scope of a name stays), `name@^1`. */
export function nameInOverride(key: string): string {
  const last = key.split('>').at(-1) ?? key;
  return /(?:^|\/)((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?$/.exec(last)?.[1] ?? last;
}
