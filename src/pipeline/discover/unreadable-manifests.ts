/** A kind of file that names dependencies. */
export interface DependencyFile {
  /** The file's name; `*` at its start stands for anything. */
  readonly name: string;
  /** What people call the format. */
  readonly format: string;
  /** Lockfiles that say the same more exactly: beside or above, they speak for this one. */
  readonly lockedBy?: readonly string[];
  /** Whether a file of this name, read as text, names any dependency; all do where this is missing. */
  readonly namesDependencies?: (text: string) => boolean;
}

/**
 * Dependency files that no engine reads yet, so that they are never silently green. What `inventory/kinds.ts` has learnt to read
 * drops out by itself; its row can then go. Names are those of each package manager's own documentation.
 */
export const UNREADABLE_MANIFESTS: readonly DependencyFile[] = [
  // https://docs.npmjs.com/cli/configuring-npm/package-json, https://yarnpkg.com, https://pnpm.io, https://bun.com/docs/install/lockfile
  {
    name: 'package.json',
    format: 'npm',
    lockedBy: ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'],
    namesDependencies: packageJsonNamesDependencies,
  },
  { name: 'bun.lock', format: 'Bun' },
  { name: 'bun.lockb', format: 'Bun' },
  { name: 'deno.lock', format: 'Deno' },
  // https://packaging.python.org/en/latest/specifications/pyproject-toml/, https://pipenv.pypa.io, https://docs.astral.sh/uv
  {
    name: 'pyproject.toml',
    format: 'Python project',
    lockedBy: ['poetry.lock', 'uv.lock', 'pdm.lock', 'pylock.toml', 'Pipfile.lock', 'requirements.txt'],
    namesDependencies: pyprojectNamesDependencies,
  },
  { name: 'Pipfile', format: 'Pipenv', lockedBy: ['Pipfile.lock'] },
  { name: 'pylock.toml', format: 'Python lock' },
  { name: 'environment.yml', format: 'Conda' },
  // https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html
  { name: 'Cargo.toml', format: 'Cargo', lockedBy: ['Cargo.lock'], namesDependencies: cargoNamesDependencies },
  // https://docs.gradle.org/current/userguide/dependency_locking.html
  { name: 'build.gradle', format: 'Gradle', lockedBy: ['gradle.lockfile'] },
  { name: 'build.gradle.kts', format: 'Gradle', lockedBy: ['gradle.lockfile'] },
  { name: 'libs.versions.toml', format: 'Gradle', lockedBy: ['gradle.lockfile'] },
  { name: 'build.sbt', format: 'sbt' },
  // https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files
  { name: '*.csproj', format: '.NET', lockedBy: ['packages.lock.json'] },
  { name: '*.fsproj', format: '.NET', lockedBy: ['packages.lock.json'] },
  { name: '*.vbproj', format: '.NET', lockedBy: ['packages.lock.json'] },
  { name: 'packages.config', format: '.NET' },
  // https://bundler.io/guides/gemfile.html, https://getcomposer.org/doc/01-basic-usage.md, https://hexdocs.pm/mix
  { name: 'Gemfile', format: 'Bundler', lockedBy: ['Gemfile.lock'] },
  { name: 'composer.json', format: 'Composer', lockedBy: ['composer.lock'] },
  { name: 'mix.exs', format: 'Mix', lockedBy: ['mix.lock'] },
  // https://dart.dev/tools/pub/pubspec, https://docs.swift.org/package-manager, https://guides.cocoapods.org, https://docs.conan.io
  { name: 'pubspec.yaml', format: 'pub', lockedBy: ['pubspec.lock'] },
  { name: 'Package.swift', format: 'Swift', lockedBy: ['Package.resolved'] },
  { name: 'Package.resolved', format: 'Swift' },
  { name: 'Podfile', format: 'CocoaPods', lockedBy: ['Podfile.lock'] },
  { name: 'Podfile.lock', format: 'CocoaPods' },
  { name: 'conanfile.txt', format: 'Conan', lockedBy: ['conan.lock'] },
  { name: 'conan.lock', format: 'Conan' },
];

const NPM_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** A file that cannot be parsed may name some. */
function packageJsonNamesDependencies(text: string): boolean {
  const manifest = parseJson(text);
  if (manifest === undefined) return true;
  if (!isRecord(manifest)) return false;
  return NPM_FIELDS.some((field) => isRecord(manifest[field]) && Object.keys(manifest[field]).length > 0);
}

/** A `dependencies` that is not an empty list in `[project]`, or one of the tables of Poetry and PEP 735. Many such files configure tools only. */
function pyprojectNamesDependencies(text: string): boolean {
  return (
    /^\s*dependencies\s*=\s*\[\s*[^\s\]]/m.test(text) ||
    /^\s*\[(tool\.poetry\..*dependencies|dependency-groups)\]/m.test(text)
  );
}

/** Any table of dependencies: `[dependencies]`, `[workspace.dependencies]`, `[target.'cfg(unix)'.build-dependencies]`. */
function cargoNamesDependencies(text: string): boolean {
  return /^\s*\[(.+\.)?((dev|build)-)?dependencies(\..+)?\]/m.test(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
