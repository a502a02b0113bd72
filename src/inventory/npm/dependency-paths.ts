import { extendWay, LONGEST_WAY } from '../way.ts';
import { LONGEST_NAME, type LockEntry } from './lock-entry.ts';

/** Folders to climb from a package while looking for what it asks for; deeper than any file system goes (PATH_MAX is 4,096). */
const MOST_FOLDERS = 64;
const LONGEST_LOCATION = 1024;

interface Places {
  readonly entries: ReadonlyMap<string, LockEntry>;
  /** Folders with a `node_modules` of their own; most packages have none, which saves looking there. */
  readonly nesting: ReadonlySet<string>;
}

/**
 * The shortest way to every package that a project reaches: names from the project's direct dependency to the package's parent,
 * by location. Asking for a name is resolved as Node does (https://nodejs.org/api/modules.html#loading-from-node_modules-folders).
 * Packages that nobody reaches are named by the folders they lie in. Linear in the number of requests; circles do no harm.
 */
export function dependencyPaths(entries: readonly LockEntry[]): ReadonlyMap<string, readonly string[]> {
  const places: Places = {
    entries: new Map(entries.map((entry) => [entry.location, entry])),
    nesting: new Set(
      entries.map(({ location }) => location.slice(0, Math.max(location.lastIndexOf('/node_modules/'), 0))),
    ),
  };
  const paths = new Map<string, readonly string[]>();
  const queue = entries.filter(({ kind }) => kind === 'project');
  // Grows while it is walked: breadth first, so the first way found is a shortest.
  for (const asking of queue) {
    const way = asking.kind === 'project' ? [] : extendWay(paths.get(asking.location) ?? [], shownName(asking));
    for (const name of asking.requires) {
      const found = resolve(asking.location, name, places);
      if (found === undefined || found.kind !== 'package' || paths.has(found.location)) continue;
      paths.set(found.location, way);
      queue.push(found);
    }
  }
  for (const { kind, location } of entries) {
    if (kind === 'package' && !paths.has(location)) paths.set(location, enclosing(location));
  }
  return paths;
}

function resolve(from: string, name: string, { entries, nesting }: Places): LockEntry | undefined {
  if (from.length > LONGEST_LOCATION || name.length > LONGEST_NAME) return undefined;
  let folder = from;
  for (let climbed = 0; climbed < MOST_FOLDERS; climbed += 1) {
    const found = nesting.has(folder)
      ? entries.get(folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`)
      : undefined;
    if (found !== undefined) return found.kind === 'link' ? entries.get(found.target ?? '') : found;
    if (folder === '') return undefined;
    folder = parentFolder(folder);
  }
  return undefined;
}

/** The next folder up that may have a `node_modules` of its own. */
function parentFolder(folder: string): string {
  const parent = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0));
  return parent === 'node_modules' || parent.endsWith('/node_modules') ? parentFolder(parent) : parent;
}

/** As its parent calls it: an alias by the alias. */
function shownName({ location, name }: LockEntry): string {
  return location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length) || name;
}

function enclosing(location: string): readonly string[] {
  if (location.length > LONGEST_LOCATION) return [];
  return location
    .split(/(?:^|\/)node_modules\//)
    .slice(1, -1)
    .slice(-LONGEST_WAY);
}
