import { PackageURL } from 'packageurl-js';

/**
 * The purl of a package without its version. Throws for an empty name.
 * https://github.com/package-url/purl-spec
 */
export function purlOf(ecosystem: 'npm' | 'PyPI' | 'Go', name: string): string {
  const slash = name.lastIndexOf('/');
  const namespace = slash > 0 ? name.slice(0, slash) : undefined;
  switch (ecosystem) {
    case 'npm':
      return purl('npm', namespace, name.slice(slash + 1));
    case 'Go':
      return purl('golang', namespace, name.slice(slash + 1));
    case 'PyPI':
      return purl('pypi', undefined, name);
  }
}

function purl(type: string, namespace: string | undefined, name: string): string {
  return new PackageURL(type, namespace, name, undefined, undefined, undefined).toString();
}
