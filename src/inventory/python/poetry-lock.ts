import type { FilePath } from '../../model/path.ts';
import type { ForeignOrigin, Reading } from '../inventory.ts';
import { isRecord, keysOf, textOf } from '../json-shapes.ts';
import type { TomlPackage } from '../toml/lock-toml.ts';
import { areForDevelopment } from './groups.ts';
import { type PythonEntry, readPythonLock } from './lock-nodes.ts';

/**
 * Reads poetry.lock (https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock). What is for development stands in
 * `category` (up to Poetry 1.4) or `groups` (since 2.0); between, the lockfile does not say it.
 */
export function readPoetryLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readPythonLock(manifest, bytes, 'metadata', entryOf);
}

function entryOf(value: TomlPackage['value']): PythonEntry {
  const source = isRecord(value['source']) ? textOf(value['source']['type']) : undefined;
  return {
    origin: originOf(source),
    requires: keysOf(value['dependencies']),
    developmentRequires: [],
    development: value['category'] === 'dev' || areForDevelopment(value['groups']),
  };
}

/** `legacy` is an index of one's own, often a mirror of PyPI. */
function originOf(type: string | undefined): 'registry' | ForeignOrigin {
  switch (type) {
    case undefined:
    case 'legacy':
      return 'registry';
    case 'git':
      return 'git';
    case 'directory':
    case 'file':
      return 'folder';
    case 'url':
      return 'address';
    default:
      return 'unknown';
  }
}
