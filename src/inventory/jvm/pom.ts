import type { Package } from '../../model/package.ts';
import type { FilePath } from '../../model/path.ts';
import { type ForeignPackage, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { isPackageName } from '../lock-graph.ts';
import { readLockText } from '../lock-text.ts';
import { purlOf } from '../purl.ts';
import { type PomDependency, type PomParts, readPomParts } from './pom-parts.ts';

/** Properties name properties; deeper, or longer than any version, is a circle or an attack. */
const MOST_ROUNDS = 8;
const LONGEST_VALUE = 500;

/**
 * Reads the dependencies that a pom.xml declares (https://maven.apache.org/pom.html#Dependencies). Properties and managed versions of
 * the same file are followed; those of a parent or an imported one are not here, and such a version is not known.
 */
export function readPom(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockText(bytes, (text) => {
    const parts = readPomParts(text);
    if (parts === undefined) return unreadable('is no pom.xml');
    const managed = managedVersions(parts);
    const packages: Package[] = [];
    const foreign: ForeignPackage[] = [];
    const wrong: number[] = [];
    for (const dependency of parts.dependencies) {
      if (dependency.isManaged) continue;
      const name = nameOf(dependency, parts);
      if (name === undefined) wrong.push(dependency.line);
      else if (isElsewhere(dependency, parts)) foreign.push({ name, line: dependency.line, origin: 'folder' });
      else packages.push(packageOf(name, dependency, parts, managed, manifest));
    }
    const problems = [...problemOfLines(wrong, 'dependency'), ...(packages.length > 0 ? [DECLARED_ONLY] : [])];
    return { kind: 'read', inventory: { packages, foreign, problems } };
  });
}

const DECLARED_ONLY =
  'a pom.xml names what is declared: what those dependencies bring in, or a parent changes, was not looked at';

function packageOf(
  name: string,
  { line, fields }: PomDependency,
  parts: PomParts,
  managed: ReadonlyMap<string, string>,
  manifest: FilePath,
): Package {
  const version = exactVersion(fields.get('version') ?? managed.get(name), parts);
  const development = interpolate(fields.get('scope') ?? '', parts) === 'test';
  return {
    ecosystem: 'Maven',
    name,
    version,
    purl: purlOf('Maven', name),
    manifest,
    line,
    path: [],
    development,
    declaredOnly: true,
  };
}

function nameOf({ fields }: PomDependency, parts: PomParts): string | undefined {
  const group = interpolate(fields.get('groupId') ?? '', parts);
  const artifact = interpolate(fields.get('artifactId') ?? '', parts);
  if (!isPackageName(group) || !isPackageName(artifact)) return undefined;
  return /[:/]/.test(group + artifact) ? undefined : `${group}:${artifact}`;
}

/** A file of the machine, or a module of the same build: of the project's own group, and released with it. */
function isElsewhere({ fields }: PomDependency, parts: PomParts): boolean {
  if (fields.get('scope') === 'system') return true;
  const isOwnGroup = interpolate(fields.get('groupId') ?? '', parts) === parts.values.get('project.groupId');
  return isOwnGroup && /^\$\{(project|pom)\.(parent\.)?version\}$/.test(fields.get('version') ?? '');
}

function managedVersions(parts: PomParts): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const dependency of parts.dependencies) {
    const name = dependency.isManaged ? nameOf(dependency, parts) : undefined;
    const version = dependency.fields.get('version');
    if (name !== undefined && version !== undefined && dependency.fields.get('scope') !== 'import')
      versions.set(name, version);
  }
  return versions;
}

/** `1.0`, or `[1.0]`; ranges and `LATEST` leave the version open. */
function exactVersion(written: string | undefined, parts: PomParts): string | undefined {
  const version = interpolate(written ?? '', parts)
    ?.replace(/^\[([^,[\]()]+)\]$/, '$1')
    .trim();
  return version === undefined || version === '' || /[[\](),\s]|^(LATEST|RELEASE)$/.test(version) ? undefined : version;
}

/** The text with its `${…}` followed; `undefined` where one leads out of the file. */
function interpolate(text: string, { values }: PomParts): string | undefined {
  let value = text;
  for (let round = 0; round < MOST_ROUNDS && value.includes('${'); round += 1) {
    if (value.length > LONGEST_VALUE) return undefined;
    value = value.replace(/\$\{([^{}]*)\}/g, (whole, name) => values.get(name)?.slice(0, LONGEST_VALUE) ?? whole);
  }
  return value.includes('${') || value.length > LONGEST_VALUE ? undefined : value;
}
