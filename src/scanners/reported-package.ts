import type { AffectedPackage, Ecosystem } from '../model/package.ts';
import type { FilePath } from '../model/path.ts';
import { canonicalPurl, PURL_TYPES } from '../model/purl.ts';
import type { Remediation } from '../model/result.ts';
import { ecosystemOfManifest } from './manifest-ecosystem.ts';

/** A package as the text of a report names it. */
export interface NamedPackage {
  readonly manifest: FilePath;
  readonly name: string;
  readonly version: string;
  /** Versions that are said to cure it, of whatever line of releases. */
  readonly fixed: readonly string[];
}

/**
 * The package with the name, the version and the purl that the embedded engine would give it, so that the two correlate; `undefined` when
 * the manifest's ecosystem is not known. Whether it is needed for development only, and what brought it, a report does not say.
 */
export function reportedPackage({ manifest, name: given, version, fixed }: NamedPackage): AffectedPackage | undefined {
  const ecosystem = ecosystemOfManifest(manifest);
  if (ecosystem === undefined) return undefined;
  const name = spelled(ecosystem, given);
  const installed = ecosystem === 'Go' ? version.replace(/^v/, '') : version;
  const path = name.split(ecosystem === 'Maven' ? ':' : '/').map(encodeURIComponent);
  const purl = canonicalPurl(`pkg:${PURL_TYPES[ecosystem]}/${path.join('/')}`);
  if (purl === undefined) return undefined;
  const cures = fixed.map((one) => (ecosystem === 'Go' ? one.replace(/^v/, '') : one));
  return {
    ecosystem,
    name,
    version: installed,
    purl,
    fixedVersions: laterThan(installed, cures),
    path: [],
    development: false,
  };
}

/** `raise lodash to 4.17.19 (first fixed)`; `undefined` where no version is known to cure it. */
export function raiseTo({ name, fixedVersions: [first] }: AffectedPackage): Remediation | undefined {
  return first === undefined ? undefined : { text: `raise ${name} to ${first} (first fixed)` };
}

/** As OSV spells names: PEP 503 for PyPI, everything else as it is. */
function spelled(ecosystem: Ecosystem, name: string): string {
  return ecosystem === 'PyPI' ? name.replace(/[-_.]+/g, '-').toLowerCase() : name;
}

/**
 * The versions above the installed one, lowest first. Advisories name a cure for each line of releases, and one below the installed
 * version cures nothing here. Versions that are not plain numbers cannot be compared without knowing the ecosystem: then only a single
 * one is believed.
 */
function laterThan(installed: string, fixed: readonly string[]): readonly string[] {
  const unique = [...new Set(fixed)];
  const from = numbersOf(installed);
  const read = unique.map((version) => ({ version, numbers: numbersOf(version) }));
  if (from === undefined || read.some(({ numbers }) => numbers === undefined)) return unique.length === 1 ? unique : [];
  return read
    .flatMap(({ version, numbers }) => (numbers === undefined ? [] : [{ version, numbers }]))
    .filter(({ numbers }) => compare(numbers, from) > 0)
    .sort((a, b) => compare(a.numbers, b.numbers))
    .map(({ version }) => version);
}

function numbersOf(version: string): readonly number[] | undefined {
  return /^v?\d{1,9}(?:\.\d{1,9})*$/.test(version) ? version.replace(/^v/, '').split('.').map(Number) : undefined;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
