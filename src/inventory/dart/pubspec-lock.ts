import type { FilePath } from '../../model/path.ts';
import type { ForeignOrigin } from '../inventory.ts';
import { problemOfEnd, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockText } from '../lock-text.ts';
import { readLockYaml } from '../yaml/read-yaml.ts';
import { entriesOf, isMapOrNothing, textAt, type YamlMap, type YamlValue } from '../yaml/tree.ts';

/**
 * Reads pubspec.lock (https://dart.dev/tools/pub/glossary#lockfile): flat, so that what brings a package in is not known, and only
 * direct packages are marked as for development.
 */
export function readPubspecLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockText(bytes, (text) => {
    const { documents, misunderstood } = readLockYaml(text);
    const [document] = documents;
    if (document?.has('packages') !== true) return unreadable('is no pubspec.lock: it has no packages');
    if (!isMapOrNothing(document.get('packages')?.value)) return unreadable('is no pubspec.lock: "packages" is no map');
    const wrong = [...misunderstood];
    const nodes: LockNode[] = [];
    for (const [name, { line, value }] of entriesOf(document.get('packages')?.value)) {
      const version = textAt(value, 'version');
      if (!isPackageName(name) || version === undefined || version === '') wrong.push(line);
      else nodes.push(nodeOf(name, version, line, value));
    }
    return {
      kind: 'read',
      inventory: {
        ...packagesOfGraph('Pub', manifest, nodes),
        problems: [...problemOfLines(wrong, 'entry'), ...problemOfEnd(hasEnd(document), '"sdks"')],
      },
    };
  });
}

/** Pub writes the section last, since its version 2 (before: `sdk`). */
function hasEnd(document: YamlMap): boolean {
  return document.has('sdks') || document.has('sdk');
}

function nodeOf(key: string, version: string, line: number, value: YamlValue): LockNode {
  const description = entriesOf(value).get('description')?.value;
  const name = textAt(description, 'name') ?? key;
  return {
    id: key,
    name: isPackageName(name) ? name : key,
    version,
    line,
    origin: originOf(textAt(value, 'source'), textAt(description, 'url')),
    requires: [],
    developmentRequires: [],
    development: textAt(value, 'dependency') === 'direct dev',
  };
}

/** Advisories speak of pub.dev; packages of an SDK (`flutter`) come with it. */
function originOf(source: string | undefined, url: string | undefined): 'registry' | ForeignOrigin {
  switch (source) {
    case 'hosted':
      return /^https:\/\/(pub\.dev|pub\.dartlang\.org)\/?$/.test(url ?? 'https://pub.dev') ? 'registry' : 'address';
    case 'git':
      return 'git';
    case 'path':
      return 'folder';
    default:
      return 'unknown';
  }
}
