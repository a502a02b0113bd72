import type { FilePath } from '../../model/path.ts';
import { type ForeignOrigin, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { walkKeys } from '../json-keys.ts';
import { isRecord, textOf } from '../json-shapes.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockJson } from '../lock-text.ts';
import { normalizePythonName } from './names.ts';

/**
 * Reads Pipfile.lock (https://pipenv.pypa.io/en/stable/pipfile.html): sections of packages, flat, of which `develop` is for development.
 */
export function readPipfileLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockJson(bytes, (lock, text) => {
    if (!isRecord(lock['_meta'])) return unreadable('is no Pipfile.lock: it has no "_meta"');
    const lines = linesOf(text);
    const wrong: number[] = [];
    const nodes: LockNode[] = [];
    for (const [section, packages] of Object.entries(lock)) {
      if (section === '_meta') continue;
      if (!isRecord(packages)) {
        wrong.push(lines.get(section) ?? 1);
        continue;
      }
      for (const [name, value] of Object.entries(packages)) {
        const id = `${section}\n${name}`;
        const line = lines.get(id) ?? 1;
        const node = isRecord(value) ? nodeOf(id, name, value, line, section === 'develop') : undefined;
        if (node === undefined) wrong.push(line);
        else nodes.push(node);
      }
    }
    return {
      kind: 'read',
      inventory: { ...packagesOfGraph('PyPI', manifest, nodes), problems: problemOfLines(wrong, 'entry') },
    };
  });
}

function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  walkKeys(text, (path, line) => {
    if (path.length <= 2) lines.set(path.join('\n'), line);
  });
  return lines;
}

function nodeOf(
  id: string,
  written: string,
  value: Readonly<Record<string, unknown>>,
  line: number,
  development: boolean,
): LockNode | undefined {
  const name = normalizePythonName(written);
  const origin = originOf(value);
  const version = /^={2,3}\s*([^\s,*]+)$/.exec(textOf(value['version']) ?? '')?.[1];
  if (!isPackageName(name)) return undefined;
  return { id, name, version, line, origin, requires: [], developmentRequires: [], development };
}

function originOf(value: Readonly<Record<string, unknown>>): 'registry' | ForeignOrigin {
  if (['git', 'hg', 'svn', 'bzr'].some((system) => system in value)) return 'git';
  if ('path' in value) return 'folder';
  if ('file' in value) return /^https?:/.test(textOf(value['file']) ?? '') ? 'address' : 'folder';
  return 'registry';
}
