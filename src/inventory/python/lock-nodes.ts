import type { FilePath } from '../../model/path.ts';
import { problemOfEnd, problemOfLines, problemOfMissing, problemOfMissingEnd, type Reading } from '../inventory.ts';
import { textOf } from '../json-shapes.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockToml, type TomlPackage } from '../toml/lock-toml.ts';
import { normalizePythonName } from './names.ts';

/** What the tools write of a package, each in its own way. */
export interface PythonEntry {
  readonly origin: LockNode['origin'];
  /** Names as written. */
  readonly requires: readonly string[];
  readonly developmentRequires: readonly string[];
  readonly development: boolean | undefined;
}

/**
 * Reads a Python lockfile in TOML: `key` stands in every whole one, `entryOf` knows what its tool writes of a package. `isClosed`: whether
 * all that packages ask for is written down, and not only what their markers and extras leave over.
 */
export function readPythonLock(
  manifest: FilePath,
  bytes: Uint8Array,
  key: string,
  entryOf: (value: TomlPackage['value']) => PythonEntry,
  isClosed = false,
): Reading {
  return readLockToml(
    bytes,
    (lock) => key in lock,
    (packages, lock) => {
      const { nodes, wrong, missing } = pythonNodes(packages, entryOf);
      const problems = [
        ...problemOfLines(wrong, 'entry'),
        ...(isClosed
          ? problemOfMissing(missing)
          : problemOfMissingEnd(
              missing,
              nodes.map(({ name }) => name),
            )),
        ...problemOfEnd(key in lock, `"${key}"`),
      ];
      return { kind: 'read', inventory: { ...packagesOfGraph('PyPI', manifest, nodes), problems } };
    },
  );
}

/**
 * The packages of a Python lockfile as nodes. Several versions of one package (for several Pythons) are all asked for by its name.
 * Gives also the lines of entries that are none, and names that are asked for and not there.
 */
function pythonNodes(
  packages: readonly TomlPackage[],
  entryOf: (value: TomlPackage['value']) => PythonEntry,
): { readonly nodes: readonly LockNode[]; readonly wrong: readonly number[]; readonly missing: readonly string[] } {
  const ids = new Map<string, string[]>();
  for (const [index, { value }] of packages.entries()) {
    const name = normalizePythonName(textOf(value['name']) ?? '');
    const known = ids.get(name);
    if (known === undefined) ids.set(name, [`${index}`]);
    else if (known.length < MOST_VERSIONS) known.push(`${index}`);
  }
  const missing = new Set<string>();
  const idsOf = (names: readonly string[]) =>
    names.flatMap((name) => {
      const found = ids.get(normalizePythonName(name));
      if (found === undefined) missing.add(normalizePythonName(name));
      return found ?? [];
    });
  const nodes: LockNode[] = [];
  const wrong: number[] = [];
  for (const [index, { value, line }] of packages.entries()) {
    const name = normalizePythonName(textOf(value['name']) ?? '');
    const { origin, requires, developmentRequires, development } = entryOf(value);
    const version = textOf(value['version']);
    if (!isPackageName(name) || (version === undefined && origin === 'registry')) wrong.push(line);
    else {
      const asked = { requires: idsOf(requires), developmentRequires: idsOf(developmentRequires) };
      nodes.push({ id: `${index}`, name, version, line, origin, development, ...asked });
    }
  }
  return { nodes, wrong, missing: [...missing] };
}

/** Versions of one package that a lockfile may resolve; more would let requests and versions of a hostile one multiply. */
const MOST_VERSIONS = 16;
