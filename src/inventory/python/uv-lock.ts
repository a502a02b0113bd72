import type { FilePath } from '../../model/path.ts';
import type { ForeignOrigin, Reading } from '../inventory.ts';
import { isRecord, textOf } from '../json-shapes.ts';
import type { TomlPackage } from '../toml/lock-toml.ts';
import { type PythonEntry, readPythonLock } from './lock-nodes.ts';

/** Reads uv.lock (https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile); members of the workspace are its projects. */
export function readUvLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readPythonLock(manifest, bytes, 'version', entryOf, true);
}

function entryOf(value: TomlPackage['value']): PythonEntry {
  return {
    origin: originOf(value['source']),
    requires: [...namesIn(value['dependencies']), ...namesInGroups(value['optional-dependencies'])],
    developmentRequires: namesInGroups(value['dev-dependencies']),
    development: undefined,
  };
}

function namesIn(requests: unknown): readonly string[] {
  if (!Array.isArray(requests)) return [];
  return requests.flatMap((request) => (isRecord(request) ? (textOf(request['name']) ?? []) : []));
}

function namesInGroups(groups: unknown): readonly string[] {
  return isRecord(groups) ? Object.values(groups).flatMap(namesIn) : [];
}

/** `editable` and `virtual` are the workspace's own projects. */
function originOf(source: unknown): 'registry' | 'project' | ForeignOrigin {
  if (!isRecord(source)) return 'registry';
  if ('registry' in source) return 'registry';
  if ('editable' in source || 'virtual' in source) return 'project';
  if ('git' in source) return 'git';
  if ('directory' in source || 'path' in source) return 'folder';
  return 'url' in source ? 'address' : 'unknown';
}
