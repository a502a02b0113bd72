import { valid } from 'semver';
import { isOldPnpm, parsePnpmKey, withoutPeers } from '../npm/pnpm-key.ts';
import { readLockYaml } from '../yaml/read-yaml.ts';
import { entriesOf, textAt, type YamlMap, type YamlValue } from '../yaml/tree.ts';
import type { Held, LockedEntry, LockedProject, LockedReading } from './locked-file.ts';
import { readLockedText } from './locked-text.ts';

/** How pnpm-lock.yaml says that packages get here (https://github.com/pnpm/spec/tree/master/lockfile). */
export function readPnpmLocked(bytes: Uint8Array): LockedReading {
  return readLockedText(bytes, (text) => {
    const { documents } = readLockYaml(text);
    return {
      kind: 'read',
      ecosystem: 'npm',
      entries: documents.flatMap(entriesOfDocument),
      registries: [],
      overridden: documents.flatMap((document) => [...entriesOf(document.get('overrides')?.value).keys()]),
      // The last one is the project's own, whatever pnpm locks for itself before.
      projects: documents.slice(-1).flatMap(projectsOf),
    };
  });
}

function entriesOfDocument(document: YamlMap): readonly LockedEntry[] {
  const isOld = isOldPnpm(document);
  return [...entriesOf(document.get('packages')?.value)].flatMap(([id, { line, value }]) => {
    const key = parsePnpmKey(withoutPeers(id, isOld), isOld);
    if (key === undefined) return [];
    const resolution = entriesOf(value).get('resolution')?.value;
    const tarball = textAt(resolution, 'tarball');
    const isRegistry = valid(key.reference) !== null;
    const hasHash = textAt(resolution, 'integrity') !== undefined;
    return [
      {
        name: textAt(value, 'name') ?? key.name,
        version: isRegistry ? key.reference : undefined,
        line,
        origin: isRegistry ? 'registry' : 'elsewhere',
        addresses: tarball === undefined ? [] : [tarball],
        registry: textAt(resolution, 'registry'),
        hash: hasHash ? 'present' : isRegistry ? 'absent' : 'unasked',
        hasInstallScript: textAt(value, 'requiresBuild') === 'true',
      },
    ];
  });
}

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Since version 6 requests stand at each dependency; before, in a map of `specifiers`. */
function projectsOf(document: YamlMap): readonly LockedProject[] {
  const importers = entriesOf(document.get('importers')?.value);
  const projects = importers.size > 0 ? [...importers].map(([folder, { value }]) => [folder, value] as const) : [];
  const all: readonly (readonly [string, YamlValue])[] = projects.length > 0 ? projects : [['.', document]];
  return all.map(([folder, project]) => ({
    folder: folder === '.' ? '' : folder,
    held: (name, range) => heldBy(project, name, range),
  }));
}

function heldBy(project: YamlValue, name: string, range: string): Held {
  const specifiers = entriesOf(project).get('specifiers')?.value;
  const entries = SECTIONS.map((section) => entriesOf(entriesOf(project).get(section)?.value).get(name)?.value);
  const locked = textAt(specifiers, name) ?? entries.map((entry) => textAt(entry, 'specifier')).find(Boolean);
  if (locked === undefined) {
    // Written in a way that is not known: present all the same.
    return entries.some((entry) => entry !== undefined) ? { kind: 'held', version: undefined } : { kind: 'absent' };
  }
  return locked === range ? { kind: 'held', version: undefined } : { kind: 'other', range: locked };
}
