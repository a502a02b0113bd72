import type { Ecosystem } from '../model/package.ts';
import { baseEcosystem } from './ecosystems.ts';

/** A package in the one version that is installed. */
export interface PackageVersion {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
}

/** One text per package and version, to look it up by. */
export function packageKey({ ecosystem, name, version }: PackageVersion): string {
  return `${ecosystem}\n${name}\n${version}`;
}

/** One text per package, whatever its version: an ecosystem's suffix (`Debian:12`) and the spellings of a name are levelled. */
export function nameKey(ecosystem: string, name: string): string {
  const base = baseEcosystem(ecosystem);
  return `${base}\n${levelledName(base, name)}`;
}

/** PEP 503 for PyPI; NuGet and Packagist make no difference of case. */
function levelledName(ecosystem: string, name: string): string {
  switch (ecosystem) {
    case 'PyPI':
      return name.replace(/[-_.]+/g, '-').toLowerCase();
    case 'NuGet':
    case 'Packagist':
      return name.toLowerCase();
    default:
      return name;
  }
}
