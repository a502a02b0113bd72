import type { FilePath } from '../../model/path.ts';
import { type ForeignOrigin, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { walkKeys } from '../json-keys.ts';
import { isRecord, keysOf, textOf } from '../json-shapes.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockJson } from '../lock-text.ts';

/** Reads composer.lock (https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control). */
export function readComposerLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockJson(bytes, (lock, text) => {
    const sections = ['packages', 'packages-dev'].filter((section) => section in lock);
    if (!Array.isArray(lock['packages'])) return unreadable('is no composer.lock: it has no list of packages');
    if (!Array.isArray(lock['packages-dev'] ?? [])) return unreadable('is no composer.lock: "packages-dev" is no list');
    const lines = linesOfComposer(text);
    const wrong: number[] = [];
    const nodes: LockNode[] = [];
    for (const section of sections) {
      const list: unknown = lock[section];
      let named = 0;
      for (const value of Array.isArray(list) ? list : []) {
        const isNamed = isRecord(value) && 'name' in value;
        const line = lines.get(`${section} ${isNamed ? named++ : named}`) ?? 1;
        const node = isRecord(value) ? nodeOf(value, line, section === 'packages-dev') : undefined;
        if (node === undefined) wrong.push(line);
        else nodes.push(node);
      }
    }
    return {
      kind: 'read',
      inventory: { ...packagesOfGraph('Packagist', manifest, nodes), problems: problemOfLines(wrong, 'entry') },
    };
  });
}

/** Lines of the names of packages, by section and place among the named ones. */
export function linesOfComposer(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const counts = new Map<string, number>();
  walkKeys(text, (path, line) => {
    if (path.length !== 3 || path[1] !== '[]' || path[2] !== 'name') return;
    const section = path[0] ?? '';
    const place = counts.get(section) ?? 0;
    lines.set(`${section} ${place}`, line);
    counts.set(section, place + 1);
  });
  return lines;
}

function nodeOf(value: Readonly<Record<string, unknown>>, line: number, development: boolean): LockNode | undefined {
  // Names differ by case for no one, and Packagist writes them small.
  const name = textOf(value['name'])?.toLowerCase();
  const version = textOf(value['version']);
  if (!isPackageName(name) || version === undefined) return undefined;
  const requires = keysOf(value['require']).map((other) => other.toLowerCase());
  const origin = originOf(value, version);
  return {
    id: name,
    name,
    version,
    line,
    origin,
    requires,
    developmentRequires: [],
    development,
  };
}

/** Branches (`dev-main`, `1.x-dev`) are no versions; a `path` is a folder beside. */
function originOf({ dist }: Readonly<Record<string, unknown>>, version: string): 'registry' | ForeignOrigin {
  if (isRecord(dist) && dist['type'] === 'path') return 'folder';
  return /^dev-|[.x]-dev$|^9999999/i.test(version) ? 'git' : 'registry';
}
