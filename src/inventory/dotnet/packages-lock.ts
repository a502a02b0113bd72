import type { Package } from '../../model/package.ts';
import type { FilePath } from '../../model/path.ts';
import { type ForeignPackage, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { walkKeys } from '../json-keys.ts';
import { isRecord, keysOf, textOf } from '../json-shapes.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockJson } from '../lock-text.ts';

/**
 * Reads packages.lock.json (https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies):
 * one graph per target framework. It does not say what is for development.
 */
export function readNugetLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockJson(bytes, (lock, text) => {
    const frameworks = lock['dependencies'];
    if (!isRecord(frameworks) || !('version' in lock))
      return unreadable('is no packages.lock.json: it has no "dependencies"');
    const lines = linesOf(text);
    const wrong: number[] = [];
    const packages: Package[] = [];
    const foreign: ForeignPackage[] = [];
    for (const [framework, entries] of Object.entries(frameworks)) {
      const found = packagesOfGraph('NuGet', manifest, nodesOf(framework, entries, lines, wrong));
      for (const item of found.packages) packages.push(item);
      for (const item of found.foreign) foreign.push(item);
    }
    return { kind: 'read', inventory: { packages, foreign, problems: problemOfLines(wrong, 'entry') } };
  });
}

function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  walkKeys(text, (path, line) => {
    if (path.length <= 3 && path[0] === 'dependencies') lines.set(path.slice(1).join('\n'), line);
  });
  return lines;
}

function nodesOf(
  framework: string,
  entries: unknown,
  lines: ReadonlyMap<string, number>,
  wrong: number[],
): readonly LockNode[] {
  const nodes: LockNode[] = [];
  const direct: string[] = [];
  if (!isRecord(entries)) wrong.push(lines.get(framework) ?? 1);
  for (const [name, value] of Object.entries(isRecord(entries) ? entries : {})) {
    const line = lines.get(`${framework}\n${name}`) ?? 1;
    const type = isRecord(value) ? textOf(value['type']) : undefined;
    const version = isRecord(value) ? textOf(value['resolved']) : undefined;
    if (
      !isRecord(value) ||
      !isPackageName(name) ||
      type === undefined ||
      (version === undefined && type !== 'Project')
    ) {
      wrong.push(line);
      continue;
    }
    // Names differ by case for no one.
    const id = name.toLowerCase();
    const requires = keysOf(value['dependencies']).map((other) => other.toLowerCase());
    const origin = type === 'Project' ? 'project' : 'registry';
    if (type === 'Direct') direct.push(id);
    nodes.push({ id, name, version, line, origin, requires, developmentRequires: [], development: undefined });
  }
  return [{ ...ROOT, requires: direct }, ...nodes];
}

const ROOT = {
  id: '',
  name: '',
  version: undefined,
  line: 1,
  origin: 'project',
  developmentRequires: [],
  development: undefined,
} as const;
