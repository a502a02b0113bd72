import { PackageURL } from 'packageurl-js';
import { type KnownEcosystem, PURL_TYPES } from '../model/purl.ts';

/**
 * The purl of a package without its version. Throws for an empty name.
 * https://github.com/package-url/purl-spec
 */
export function purlOf(ecosystem: KnownEcosystem, name: string): string {
  const type = PURL_TYPES[ecosystem];
  switch (ecosystem) {
    case 'npm':
    case 'Go':
    case 'Packagist':
      return divided(type, name, '/');
    case 'Maven':
      return divided(type, name, ':');
    case 'PyPI':
    case 'crates.io':
    case 'RubyGems':
    case 'NuGet':
    case 'Hex':
    case 'Pub':
      return purl(type, undefined, name);
  }
}

function divided(type: string, name: string, separator: '/' | ':'): string {
  const at = name.lastIndexOf(separator);
  return purl(type, at > 0 ? name.slice(0, at) : undefined, name.slice(at + 1));
}

/** Types of whose names the purl specification says more. */
const OWN_RULES: ReadonlySet<string> = new Set(['maven', 'pub']);
/** Names of these letters are written in a purl as they are; each part begins with none of the signs. Most names are such. */
const PLAIN = /^[a-z0-9][a-z0-9.-]{0,200}$/;

function purl(type: string, namespace: string | undefined, name: string): string {
  // Building one by the library takes twenty times as long, and lockfiles have thousands.
  if (
    !OWN_RULES.has(type) &&
    PLAIN.test(name) &&
    (namespace === undefined || namespace.split('/').every((part) => PLAIN.test(part)))
  )
    return namespace === undefined ? `pkg:${type}/${name}` : `pkg:${type}/${namespace}/${name}`;
  return new PackageURL(type, namespace, name, undefined, undefined, undefined).toString();
}
