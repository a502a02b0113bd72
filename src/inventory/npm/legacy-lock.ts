import { walkKeys } from '../json-keys.ts';
import { isRecord, keysOf, textOf } from '../json-shapes.ts';
import {
  downloadOf,
  isPackageName,
  LONGEST_NAME,
  type LockEntries,
  type LockEntry,
  originOf,
  originOfPackage,
} from './lock-entry.ts';

/** Nesting beyond this is not followed but named as not understood; no file system could hold it. */
const DEEPEST = 64;

interface Level {
  readonly folder: string;
  readonly depth: number;
  readonly dependencies: Readonly<Record<string, unknown>>;
}

/**
 * The entries of a lockfile's `dependencies` (version 1), which nest as their folders do. The lockfile does not say what the
 * project itself asks for: taken for that is whatever nobody else asks for.
 */
export function entriesOfDependencies(dependencies: Readonly<Record<string, unknown>>, text: string): LockEntries {
  const lines = linesOf(text);
  const entries: LockEntry[] = [];
  const misunderstood: number[] = [];
  const levels: Level[] = [{ folder: '', depth: 1, dependencies }];
  for (let level = levels.pop(); level !== undefined; level = levels.pop()) {
    for (const [name, value] of Object.entries(level.dependencies)) {
      const location = `${level.folder}node_modules/${name.slice(0, LONGEST_NAME + 1)}`;
      const line = lines.get(location) ?? 1;
      const entry = isRecord(value) ? entryOf(location, name, value, line) : undefined;
      if (entry !== undefined) entries.push(entry);
      const nested = isRecord(value) ? value['dependencies'] : undefined;
      const isBelow = isRecord(nested) && level.depth < DEEPEST;
      if (entry === undefined || (nested !== undefined && !isBelow)) misunderstood.push(line);
      else if (isBelow) levels.push({ folder: `${location}/`, depth: level.depth + 1, dependencies: nested });
    }
  }
  return { entries: [rootOf(dependencies, entries), ...entries], misunderstood };
}

/** Lines by location. Keys are at even places of the path, `dependencies` at odd ones. */
function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  walkKeys(text, (path, line) => {
    if (path.length % 2 !== 0 || path.length > 2 * DEEPEST || path[path.length - 2] !== 'dependencies') return;
    const isNested = path.every((key, index) =>
      index % 2 === 1 ? key.length <= LONGEST_NAME : key === 'dependencies',
    );
    const names = path.filter((_, index) => index % 2 === 1);
    if (isNested) lines.set(names.map((name) => `node_modules/${name}`).join('/'), line);
  });
  return lines;
}

function entryOf(
  location: string,
  folderName: string,
  value: Readonly<Record<string, unknown>>,
  line: number,
): LockEntry | undefined {
  // Version 1 writes an alias as `npm:name@version`, and what comes from elsewhere as an address.
  const written = textOf(value['version']) ?? '';
  const alias = /^npm:(.+)@([^@]*)$/.exec(written);
  const name = alias?.[1] ?? folderName;
  if (!isPackageName(name) || folderName.length > LONGEST_NAME) return undefined;
  const version = alias?.[2] ?? written;
  return {
    location,
    line,
    kind: 'package',
    target: undefined,
    name,
    version,
    origin: /^https?:/.test(version) ? 'address' : originOfLegacy(version, name, textOf(value['resolved'])),
    development: value['dev'] === true,
    requires: keysOf(value['requires']),
    download: downloadOf(value),
  };
}

function rootOf(dependencies: Readonly<Record<string, unknown>>, entries: readonly LockEntry[]): LockEntry {
  const asked = new Set(entries.flatMap(({ requires }) => requires));
  const requires = Object.keys(dependencies).filter((name) => !asked.has(name));
  const common = { location: '', line: 1, name: '', version: undefined, target: undefined, download: downloadOf({}) };
  return { ...common, kind: 'project', origin: 'folder', development: false, requires };
}

/** What `version` leads to when it is an address itself, else what `resolved` does. */
function originOfLegacy(version: string, name: string, resolved: string | undefined): LockEntry['origin'] {
  const origin = originOf(version);
  return origin === 'registry' ? originOfPackage(resolved ?? '', name, version) : origin;
}
