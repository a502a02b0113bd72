import type { FilePath } from '../../model/path.ts';
import type { ForeignOrigin, Reading } from '../inventory.ts';
import type { TomlPackage } from '../toml/lock-toml.ts';
import { areForDevelopment } from './groups.ts';
import { type PythonEntry, readPythonLock } from './lock-nodes.ts';

/** Reads pdm.lock (https://pdm-project.org/en/latest/usage/lockfile/); a package with extras stands there once more. */
export function readPdmLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readPythonLock(manifest, bytes, 'metadata', entryOf);
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
