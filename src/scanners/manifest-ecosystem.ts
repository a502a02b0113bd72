import type { FilePath } from '../model/path.ts';
import type { KnownEcosystem } from '../model/purl.ts';

/** Whose packages a manifest or lockfile names, by its file name; the ecosystems as OSV spells them (https://ossf.github.io/osv-schema/#defined-ecosystems). */
const BY_NAME: Readonly<Record<string, KnownEcosystem>> = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'yarn.lock': 'npm',
  'pnpm-lock.yaml': 'npm',
  'bun.lock': 'npm',
  'Pipfile.lock': 'PyPI',
  'poetry.lock': 'PyPI',
  'pdm.lock': 'PyPI',
  'pylock.toml': 'PyPI',
  'uv.lock': 'PyPI',
  'go.mod': 'Go',
  'Cargo.lock': 'crates.io',
  'Gemfile.lock': 'RubyGems',
  'gems.locked': 'RubyGems',
  'composer.lock': 'Packagist',
  'packages.lock.json': 'NuGet',
  'packages.config': 'NuGet',
  'pom.xml': 'Maven',
  'gradle.lockfile': 'Maven',
  'buildscript-gradle.lockfile': 'Maven',
  'mix.lock': 'Hex',
  'pubspec.lock': 'Pub',
};

/** The ecosystem of a manifest's packages; `undefined` for every other file. */
export function ecosystemOfManifest(path: FilePath): KnownEcosystem | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
  return /^requirements[^/]*\.txt$|requirements\.txt$/.test(name) ? 'PyPI' : undefined;
}
