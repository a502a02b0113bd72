import { valid } from 'semver';
import type { FilePath } from '../../model/path.ts';
import { type ForeignOrigin, problemOfLines, problemOfMissing, type Reading } from '../inventory.ts';
import { textOf } from '../json-shapes.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockToml, type TomlPackage } from '../toml/lock-toml.ts';

/**
 * Reads Cargo.lock of version 1 to 4 (https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html). Packages without a source
 * are the workspace's own. The lockfile does not say what is for development.
 */
export function readCargoLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockToml(
    bytes,
    (lock) => 'version' in lock || 'root' in lock,
    (packages) => {
      const byName = new Map<string, string[]>();
      for (const { value } of packages) {
        const name = textOf(value['name']) ?? '';
        const known = byName.get(name);
        if (known === undefined) byName.set(name, [idOf(value)]);
        else known.push(idOf(value));
      }
      const wrong: number[] = [];
      const missing: string[] = [];
      const nodes: LockNode[] = [];
      for (const item of packages) {
        const node = nodeOf(item, byName, missing);
        if (node === undefined) wrong.push(item.line);
        else nodes.push(node);
      }
      return {
        kind: 'read',
        inventory: {
          ...packagesOfGraph('crates.io', manifest, nodes),
          problems: [...problemOfLines(wrong, 'entry'), ...problemOfMissing(missing)],
        },
      };
    },
  );
}

function idOf(value: TomlPackage['value']): string {
  return `${textOf(value['name'])} ${textOf(value['version'])} ${textOf(value['source']) ?? ''}`.trim();
}

function nodeOf(
  { value, line }: TomlPackage,
  byName: ReadonlyMap<string, readonly string[]>,
  missing: string[],
): LockNode | undefined {
  const name = textOf(value['name']);
  const version = textOf(value['version']);
  const source = textOf(value['source']);
  if (!isPackageName(name) || version === undefined || valid(version) === null) return undefined;
  if (source === undefined && 'source' in value) return undefined;
  const requires: string[] = [];
  for (const request of Array.isArray(value['dependencies']) ? value['dependencies'] : []) {
    if (typeof request !== 'string') continue;
    const id = resolve(request, byName);
    if (id === undefined) missing.push(request);
    else requires.push(id);
  }
  return {
    id: idOf(value),
    name,
    version,
    line,
    origin: originOf(source),
    requires,
    developmentRequires: [],
    development: undefined,
  };
}

/** `name`, `name 1.0.0` where there are several versions, `name 1.0.0 (source)` where there are several sources. */
function resolve(request: string, byName: ReadonlyMap<string, readonly string[]>): string | undefined {
  const [name = '', version, source] = request.split(' ');
  const ids = byName.get(name) ?? [];
  const start = [name, version, source?.replace(/^\(|\)$/g, '')].filter(Boolean).join(' ');
  return ids.find((id) => id === start || id.startsWith(`${start} `));
}

/** Advisories speak of crates.io; a crate of the same name in another registry is another one. */
function originOf(source: string | undefined): 'registry' | 'project' | ForeignOrigin {
  if (source === undefined) return 'project';
  if (
    /^(registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index|sparse\+https:\/\/index\.crates\.io\/)$/.test(
      source,
    )
  )
    return 'registry';
  if (source.startsWith('git+')) return 'git';
  return /^(registry|sparse)\+/.test(source) ? 'address' : 'unknown';
}
