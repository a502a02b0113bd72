import type { FilePath } from '../../model/path.ts';
import { problemOfLines, type Reading } from '../inventory.ts';
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

/** Reads a Python lockfile in TOML: `key` stands at the top of every whole one, `entryOf` knows what its tool writes of a package. */
export function readPythonLock(
  manifest: FilePath,
  bytes: Uint8Array,
  key: string,
  entryOf: (value: TomlPackage['value']) => PythonEntry,
): Reading {
  return readLockToml(
    bytes,
    (lock) => key in lock,
    (packages) => {
      const { nodes, wrong } = pythonNodes(packages, entryOf);
      return {
        kind: 'read',
        inventory: { ...packagesOfGraph('PyPI', manifest, nodes), problems: problemOfLines(wrong, 'entry') },
      };
    },
  );
}

/**
 * The packages of a Python lockfile as nodes. Several versions of one package (for several Pythons) are all asked for by its name.
 * Gives also the lines of entries that are none.
 */
function pythonNodes(
  packages: readonly TomlPackage[],
  entryOf: (value: TomlPackage['value']) => PythonEntry,
): { readonly nodes: readonly LockNode[]; readonly wrong: readonly number[] } {
  const ids = new Map<string, string[]>();
  for (const [index, { value }] of packages.entries()) {
    const name = normalizePythonName(textOf(value['name']) ?? '');
    const known = ids.get(name);
    if (known === undefined) ids.set(name, [`${index}`]);
    else if (known.length < MOST_VERSIONS) known.push(`${index}`);
  }
  const idsOf = (names: readonly string[]) => names.flatMap((name) => ids.get(normalizePythonName(name)) ?? []);
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
  return { nodes, wrong };
}

/** Versions of one package that a lockfile may resolve; more would let requests and versions of a hostile one multiply. */
const MOST_VERSIONS = 16;
