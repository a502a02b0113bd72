import { isRecord } from '../json-shapes.ts';
import { type LockEntry, nameInFolder } from '../npm/lock-entry.ts';
import { parsePackageLock } from '../npm/package-lock.ts';
import { asksForAddress } from './asked-by-address.ts';
import { type Held, type LockedEntry, type LockedProject, type LockedReading, NO_PROJECTS } from './locked-file.ts';

/** How npm's lockfile says that packages get here (https://docs.npmjs.com/cli/configuring-npm/package-lock-json). */
export function readNpmLocked(bytes: Uint8Array): LockedReading {
  const reading = parsePackageLock(bytes);
  if (reading.kind === 'unreadable') return reading;
  const asked = namesAskedByAddress(reading.lock);
  const entries = reading.entries.entries.flatMap((entry) => (entry.kind === 'package' ? [entryOf(entry, asked)] : []));
  return { kind: 'read', ecosystem: 'npm', entries, ...NO_PROJECTS, projects: projectsOf(reading.entries.entries) };
}

function entryOf(entry: LockEntry, asked: ReadonlySet<string>): LockedEntry {
  const { name, version, line, download, origin, location } = entry;
  const { resolved, hasHash, isBundled, hasInstallScript } = download;
  const alias = nameInFolder(location) ?? name;
  const isAsked = asked.has(name) || asked.has(alias);
  // `address` here is an archive that does not bear the name: from a registry unless somebody asked for just that one.
  const isRegistry = !isAsked && (origin === 'registry' || (origin === 'address' && !/^https?:/.test(version ?? '')));
  return {
    name,
    ...(alias !== name && { alias }),
    version,
    line,
    origin: isRegistry ? 'registry' : 'elsewhere',
    addresses: resolved === undefined ? [] : [resolved],
    registry: undefined,
    hash: hasHash ? 'present' : isBundled || !isRegistry ? 'unasked' : 'absent',
    hasInstallScript,
  };
}

/** The names that anything of the lockfile asks for by an address instead of a range. */
function namesAskedByAddress({ packages }: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const value of Object.values(isRecord(packages) ? packages : {})) {
    if (!isRecord(value)) continue;
    for (const section of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      const requests = value[section];
      for (const [name, range] of Object.entries(isRecord(requests) ? requests : {}))
        if (asksForAddress(range)) names.add(name);
    }
  }
  return names;
}

/** Deeper than any file system goes; a hostile folder name must not cost more. */
const MOST_FOLDERS = 64;

/** The projects of the lockfile, which find what they ask for as Node does: beside them, else in a folder above. */
function projectsOf(entries: readonly LockEntry[]): readonly LockedProject[] {
  const places = new Map(entries.map((entry) => [entry.location, entry]));
  return entries
    .filter(({ kind, location }) => kind === 'project' && location.split('/').length <= MOST_FOLDERS)
    .map(({ location: folder }) => ({ folder, held: (name) => heldIn(folder, name, places) }));
}

function heldIn(folder: string, name: string, places: ReadonlyMap<string, LockEntry>): Held {
  const segments = folder === '' ? [] : folder.split('/');
  for (let length = segments.length; length >= 0; length -= 1) {
    const entry = places.get([...segments.slice(0, length), 'node_modules', name].join('/'));
    if (entry === undefined) continue;
    const isJudged = entry.kind === 'package' && entry.origin === 'registry';
    return { kind: 'held', version: isJudged ? entry.version : undefined };
  }
  return { kind: 'absent' };
}
