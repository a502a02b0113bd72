import { compare as comparePython, valid as validPython } from '@renovatebot/pep440';
import type { Ecosystem } from '../model/package.ts';
import { styleOf } from './ecosystems.ts';
import { apkOrdering } from './orderings/apk.ts';
import { debianOrdering } from './orderings/debian.ts';
import { mavenOrdering } from './orderings/maven.ts';
import { nugetOrdering } from './orderings/nuget.ts';
import type { Ordering } from './orderings/ordering.ts';
import { packagistOrdering } from './orderings/packagist.ts';
import { rpmOrdering } from './orderings/rpm.ts';
import { rubyOrdering } from './orderings/ruby.ts';
import { pubOrdering, semanticOrdering } from './orderings/semantic.ts';

/** PEP 440. A local version (`2.0.0+cpu`) is the public version that it was built from. */
const pythonOrdering: Ordering = {
  compare: (a, b) => {
    const [left, right] = [publicVersion(a), publicVersion(b)];
    return validPython(left) === null || validPython(right) === null ? undefined : comparePython(left, right);
  },
};

/** The ordering of an ecosystem; `undefined` for one that cannot be judged here. */
export function orderingOf(ecosystem: Ecosystem): Ordering | undefined {
  switch (ecosystem) {
    case 'npm':
    case 'Go':
    case 'crates.io':
    case 'Hex':
      return semanticOrdering;
    case 'PyPI':
      return pythonOrdering;
    case 'Maven':
      return mavenOrdering;
    case 'NuGet':
      return nugetOrdering;
    case 'Packagist':
      return packagistOrdering;
    case 'Pub':
      return pubOrdering;
    case 'RubyGems':
      return rubyOrdering;
    default:
      return distributionOrdering(ecosystem);
  }
}

function distributionOrdering(ecosystem: Ecosystem): Ordering | undefined {
  switch (styleOf(ecosystem)) {
    case 'deb':
      return debianOrdering;
    case 'apk':
      return apkOrdering;
    case 'rpm':
      return rpmOrdering;
    case undefined:
      return undefined;
  }
}

/** The version without what was built locally, as the advisories and the service know it. */
export function publicVersion(version: string): string {
  return version.split('+', 1)[0] ?? version;
}
