import type { FilePath } from './path.ts';

/** An ecosystem's name as OSV spells it (https://ossf.github.io/osv-schema/#affectedpackage-field). */
export type Ecosystem = 'npm' | 'PyPI' | 'Go' | (string & {});

/** A package that something in the tree brings in, with the place that says so. */
export interface Package {
  readonly ecosystem: Ecosystem;
  /** The name as the ecosystem normalises it (PyPI: PEP 503; npm: with its scope). */
  readonly name: string;
  /** The exact installed version; `undefined` when the manifest allows a range only. */
  readonly version: string | undefined;
  /** https://github.com/package-url/purl-spec, without the version. */
  readonly purl: string;
  readonly manifest: FilePath;
  /** Line of the manifest that names it, from 1. */
  readonly line: number;
  /** Names from the root's direct dependency to the package's parent; empty for a direct dependency. */
  readonly path: readonly string[];
  readonly development: boolean;
  /** The manifest declares this version, but nothing there says that it is the one that gets installed (Maven). */
  readonly declaredOnly?: true;
}

/** The package of a finding: what is affected, and what cures it. */
export interface AffectedPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string | undefined;
  readonly purl: string;
  /** Versions that cure it, lowest first; empty when there is no fix yet. */
  readonly fixedVersions: readonly string[];
  readonly path: readonly string[];
  readonly development: boolean;
}
