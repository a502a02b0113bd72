import { PackageURL } from 'packageurl-js';

/** Ecosystems as OSV spells them, and the type of their purls (https://github.com/package-url/purl-spec/tree/main/types). */
export const PURL_TYPES = {
  npm: 'npm',
  PyPI: 'pypi',
  Go: 'golang',
  'crates.io': 'cargo',
  RubyGems: 'gem',
  Packagist: 'composer',
  NuGet: 'nuget',
  Maven: 'maven',
  Hex: 'hex',
  Pub: 'pub',
} as const;

/** The ecosystems whose lockfiles and manifests can be read. */
export type KnownEcosystem = keyof typeof PURL_TYPES;

/**
 * A package URL without version, qualifiers and subpath, in the one canonical spelling (https://github.com/package-url/purl-spec),
 * so that `pkg:npm/%40acme/a@1` and `pkg:npm/@acme/a` are equal. `undefined` for what is no package URL.
 */
export function canonicalPurl(text: string): string | undefined {
  try {
    const { type, namespace, name } = PackageURL.fromString(text);
    return type && name ? new PackageURL(type, namespace, name).toString() : undefined;
  } catch {
    // The library throws for everything that is not a package URL, and says nothing that helps more than "not one".
    return undefined;
  }
}

/** The version that a package URL names, if it is one and names one. */
export function purlVersion(text: string): string | undefined {
  try {
    return PackageURL.fromString(text).version ?? undefined;
  } catch {
    return undefined;
  }
}
