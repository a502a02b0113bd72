import { walkKeys } from '../json-keys.ts';
import { isRecord, keysOf, textOf } from '../json-shapes.ts';
import {
  downloadOf,
  isPackageName,
  type LockEntries,
  type LockEntry,
  nameInFolder,
  originOf,
  originOfPackage,
} from './lock-entry.ts';

/** The entries of a lockfile's `packages` (versions 2 and 3): one per folder, named by its path from the root. */
export function entriesOfPackages(packages: Readonly<Record<string, unknown>>, text: string): LockEntries {
  const lines = linesOf(text);
  const entries: LockEntry[] = [];
  const misunderstood: number[] = [];
  for (const [location, value] of Object.entries(packages)) {
    const line = lines.get(location) ?? 1;
    const entry = isRecord(value) ? entryOf(location, value, line) : undefined;
    if (entry === undefined) misunderstood.push(line);
    else entries.push(entry);
  }
  return { entries, misunderstood };
}

function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  walkKeys(text, (path, line) => {
    if (path.length === 2 && path[0] === 'packages') lines.set(path[1] ?? '', line);
  });
  return lines;
}

function entryOf(location: string, value: Readonly<Record<string, unknown>>, line: number): LockEntry | undefined {
  const folderName = nameInFolder(location);
  const resolved = textOf(value['resolved']);
  const development = value['dev'] === true;
  const common = { location, line, development, origin: originOf(resolved ?? ''), download: downloadOf(value) };
  const own = { version: undefined, target: undefined };
  if (value['link'] === true) {
    return { ...common, ...own, kind: 'link', name: folderName ?? location, target: resolved, requires: [] };
  }
  if (folderName === undefined) {
    return { ...common, ...own, kind: 'project', name: location, requires: requestsOfProject(value) };
  }
  const name = textOf(value['name']) ?? folderName;
  if (!isPackageName(name)) return undefined;
  const version = textOf(value['version']);
  const origin = originOfPackage(resolved ?? '', name, version);
  return { ...common, origin, kind: 'package', name, target: undefined, version, requires: requestsOfPackage(value) };
}

function requestsOfPackage(value: Readonly<Record<string, unknown>>): readonly string[] {
  return keysOf(value['dependencies'], value['optionalDependencies'], value['peerDependencies']);
}

function requestsOfProject(value: Readonly<Record<string, unknown>>): readonly string[] {
  return [...requestsOfPackage(value), ...keysOf(value['devDependencies'])];
}
