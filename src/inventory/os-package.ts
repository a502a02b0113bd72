/** The package managers of distributions, as package URLs name their packages. */
export type OsPackageKind = 'deb' | 'apk' | 'rpm';

/** A package that a distribution's package manager installed. */
export interface OsPackage {
  readonly kind: OsPackageKind;
  readonly name: string;
  /** As the package manager writes it: `1:2.36-9+deb12u4`. */
  readonly version: string;
  readonly architecture: string | undefined;
  /** What it was built from, which is what most distributions' advisories name. */
  readonly source: { readonly name: string; readonly version: string };
}

/** What a package database says. */
export interface OsPackages {
  readonly packages: readonly OsPackage[];
  /** What of it was not understood, as printable clauses. */
  readonly problems: readonly string[];
}
