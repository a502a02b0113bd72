import { valid } from 'semver';
import type { FilePath } from '../../model/path.ts';
import { problemOfEnd, problemOfLines, problemOfMissing, type Reading, unreadable } from '../inventory.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockText } from '../lock-text.ts';
import { readLockYaml } from '../yaml/read-yaml.ts';
import { entriesOf, isMapOrNothing, textAt, type YamlMap, type YamlValue } from '../yaml/tree.ts';
import { isOldPnpm, originOfPnpm, parsePnpmKey, withoutPeers } from './pnpm-key.ts';

/**
 * Reads pnpm-lock.yaml of version 5, 6 or 9 (https://github.com/pnpm/spec/tree/master/lockfile), all of its documents: pnpm 10 and later
 * lock in the first one what their own configuration needs.
 */
export function readPnpmLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockText(bytes, (text) => {
    const { documents, misunderstood } = readLockYaml(text);
    if (!documents.some((document) => document.has('lockfileVersion')))
      return unreadable('is no pnpm-lock.yaml: it has no lockfileVersion');
    const wrong = [...misunderstood, ...documents.flatMap(sectionsThatAreNone)];
    const missing: string[] = [];
    const nodes = documents.map((document) => nodesOf(document, wrong, missing));
    const found = nodes.map((list) => packagesOfGraph('npm', manifest, list));
    return {
      kind: 'read',
      inventory: {
        packages: found.flatMap(({ packages }) => packages),
        foreign: found.flatMap(({ foreign }) => foreign),
        problems: [
          ...problemOfLines(wrong, 'entry'),
          ...problemOfMissing(missing),
          ...problemOfEnd(documents.every(hasEnd), '"snapshots"'),
        ],
      },
    };
  });
}

/** The lines of sections that should be maps. */
function sectionsThatAreNone(document: YamlMap): readonly number[] {
  return ['importers', 'packages', 'snapshots'].flatMap((section) => {
    const entry = document.get(section);
    return entry === undefined || isMapOrNothing(entry.value) ? [] : [entry.line];
  });
}

/** Since version 9 every package stands in `snapshots` once more, behind all else. */
function hasEnd(document: YamlMap): boolean {
  const version = Number.parseFloat(textAt(document, 'lockfileVersion') ?? '');
  return !(version >= 9) || document.has('snapshots') || entriesOf(document.get('packages')?.value).size === 0;
}

function nodesOf(document: YamlMap, wrong: number[], missing: string[]): readonly LockNode[] {
  const isOld = isOldPnpm(document);
  const packages = new Map(
    [...entriesOf(document.get('packages')?.value)].map(([key, entry]) => [withoutPeers(key, isOld), entry]),
  );
  const idOf = (name: string, reference: string): string => {
    const plain = withoutPeers(reference, isOld);
    const spellings = [`${name}@${plain}`, `/${name}@${plain}`, `/${name}/${plain}`, plain];
    const found = spellings.find((spelling) => packages.has(spelling));
    // A member of the workspace is no package, and `link:` leads to a folder.
    if (found === undefined && plain !== '' && !plain.startsWith('link:')) missing.push(`${name} ${plain}`);
    return found ?? '';
  };
  const requests = requestsOf(document, isOld, idOf);
  const nodes: LockNode[] = [];
  for (const [id, { line, value }] of packages) {
    const key = parsePnpmKey(id, isOld);
    const name = textAt(value, 'name') ?? key?.name;
    if (key === undefined || !isPackageName(name)) {
      wrong.push(line);
      continue;
    }
    const origin = originOfPnpm(key.reference, value);
    const version = origin === 'registry' && valid(key.reference) !== null ? key.reference : undefined;
    const dev = textAt(value, 'dev');
    const development = dev === undefined ? undefined : dev === 'true';
    nodes.push({
      id,
      name,
      version,
      line,
      origin,
      requires: requests.get(id) ?? [],
      developmentRequires: [],
      development,
    });
  }
  return [...projectsOf(document, idOf), ...nodes];
}

/** What each package asks for: in `packages` itself, since version 9 in `snapshots`, one per set of peers. */
function requestsOf(
  document: YamlMap,
  isOld: boolean,
  idOf: (name: string, reference: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const requests = new Map<string, string[]>();
  for (const section of ['packages', 'snapshots']) {
    for (const [key, { value }] of entriesOf(document.get(section)?.value)) {
      const id = withoutPeers(key, isOld);
      const known = requests.get(id) ?? [];
      requests.set(id, known);
      for (const [name, reference] of referencesIn(value, ['dependencies', 'optionalDependencies']))
        known.push(idOf(name, reference));
    }
  }
  return requests;
}

/** The projects of the workspace; a lockfile of a single project up to version 6 has their fields at its top. */
function projectsOf(document: YamlMap, idOf: (name: string, reference: string) => string): readonly LockNode[] {
  const importers = [...entriesOf(document.get('importers')?.value)].map(([path, { value }]) => [path, value] as const);
  return [['', document] as const, ...importers].map(([path, project]) => {
    const ids = (...sections: readonly string[]) =>
      referencesIn(project, sections).map(([name, reference]) => idOf(name, reference));
    return {
      id: `importer ${path}`,
      name: path,
      version: undefined,
      line: 1,
      origin: 'project',
      requires: ids('dependencies', 'optionalDependencies', 'configDependencies', 'packageManagerDependencies'),
      developmentRequires: ids('devDependencies'),
      development: undefined,
    };
  });
}

/** Names and what they are resolved to: `1.0.0`, or since version 6 `{specifier, version}`. */
function referencesIn(value: YamlValue, sections: readonly string[]): readonly (readonly [string, string])[] {
  return sections.flatMap((section) =>
    [...entriesOf(entriesOf(value).get(section)?.value)].map(([name, { value: reference }]) => {
      return [name, typeof reference === 'string' ? reference : (textAt(reference, 'version') ?? '')] as const;
    }),
  );
}
