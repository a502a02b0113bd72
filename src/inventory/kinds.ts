import type { FilePath } from '../model/path.ts';

/** Lockfiles and manifests that are known by their whole name, and how they are read. */
const KINDS_BY_NAME = {
  'package-lock.json': 'npm-lockfile',
  'npm-shrinkwrap.json': 'npm-lockfile',
  'yarn.lock': 'yarn',
  'pnpm-lock.yaml': 'pnpm',
  'poetry.lock': 'poetry',
  'uv.lock': 'uv',
  'pdm.lock': 'pdm',
  'Pipfile.lock': 'pipfile',
  'go.mod': 'go-mod',
  'Cargo.lock': 'cargo',
  'Gemfile.lock': 'gemfile',
  'gems.locked': 'gemfile',
  'composer.lock': 'composer',
  'gradle.lockfile': 'gradle',
  'buildscript-gradle.lockfile': 'gradle',
  'pom.xml': 'pom',
  'packages.lock.json': 'nuget',
  'mix.lock': 'mix',
  'pubspec.lock': 'pubspec',
} as const;

/** The kinds of lockfile and manifest that can be read. */
export type ManifestKind = (typeof KINDS_BY_NAME)[keyof typeof KINDS_BY_NAME] | 'requirements';

/** A file of the same folder that says what a lockfile leaves out; it is not needed. */
const COMPANIONS: Partial<Readonly<Record<ManifestKind, string>>> = {
  yarn: 'package.json',
  'go-mod': 'go.sum',
};

const BY_NAME: ReadonlyMap<string, ManifestKind> = new Map(Object.entries(KINDS_BY_NAME));

/**
 * What kind of manifest a file is, by its path alone; `undefined` for all others. What lies in `node_modules` belongs to
 * installed packages, whose own lockfiles npm never reads. Imports no parser, so that asking costs nothing.
 */
export function manifestKind(path: FilePath): ManifestKind | undefined {
  return isInstalled(path) ? undefined : kindOfName(path);
}

/** Whether a file would be a manifest, did it not belong to an installed package. */
export function isInstalledManifest(path: FilePath): boolean {
  return isInstalled(path) && kindOfName(path) !== undefined;
}

function isInstalled(path: FilePath): boolean {
  return /(^|\/)node_modules\//.test(path);
}

function kindOfName(path: FilePath): ManifestKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return BY_NAME.get(name) ?? (isRequirements(path, name) ? 'requirements' : undefined);
}

/** The path of the file beside a manifest that its reader likes to see, whether or not it exists. */
export function companionPath(path: FilePath, kind: ManifestKind): FilePath | undefined {
  const name = COMPANIONS[kind];
  return name === undefined ? undefined : path.slice(0, path.lastIndexOf('/') + 1) + name;
}

/** `requirements.txt`, `requirements-dev.txt`, `dev_requirements.txt`, `requirements/production.txt`. */
function isRequirements(path: FilePath, name: string): boolean {
  if (!name.toLowerCase().endsWith('.txt')) return false;
  return /(^|[-_.])requirements([-_.]|$)/i.test(name) || /(^|\/)requirements\/[^/]+$/i.test(path);
}
