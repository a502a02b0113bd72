import type { FilePath } from '../../model/path.ts';
import { type ForeignOrigin, problemOfLines, type Reading } from '../inventory.ts';
import { packagesOfGraph } from '../lock-graph.ts';
import { readLockToml, type TomlPackage } from '../toml/lock-toml.ts';
import { areForDevelopment } from './groups.ts';
import { type PythonEntry, pythonNodes } from './lock-nodes.ts';

/** Reads pdm.lock (https://pdm-project.org/en/latest/usage/lockfile/); a package with extras stands there once more. */
export function readPdmLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockToml(
    bytes,
    (lock) => 'metadata' in lock,
    (packages) => {
      const { nodes, wrong } = pythonNodes(packages, entryOf);
      return {
        kind: 'read',
        inventory: { ...packagesOfGraph('PyPI', manifest, nodes), problems: problemOfLines(wrong, 'entry') },
      };
    },
  );
}

function entryOf(value: TomlPackage['value']): PythonEntry {
  const requests = Array.isArray(value['dependencies']) ? value['dependencies'] : [];
  return {
    origin: originOf(value),
    // `name[extra]>=1.0; python_version < "3"` (PEP 508).
    requires: requests.flatMap((request) => (typeof request === 'string' ? (/^[\w.-]+/.exec(request)?.[0] ?? []) : [])),
    developmentRequires: [],
    development: areForDevelopment(value['groups']),
  };
}

function originOf(value: TomlPackage['value']): 'registry' | ForeignOrigin {
  if ('git' in value || 'hg' in value || 'svn' in value || 'bzr' in value) return 'git';
  if ('path' in value) return 'folder';
  return 'url' in value ? 'address' : 'registry';
}
