import type { FilePath } from '../model/path.ts';

/** The kinds of lockfile and manifest that can be read. */
export type ManifestKind = 'npm-lockfile' | 'requirements' | 'go-mod';

/**
 * What kind of manifest a file is, by its path alone; `undefined` for all others. What lies in `node_modules` belongs to
 * installed packages, whose own lockfiles npm never reads. Imports no parser, so that asking costs nothing.
 */
export function manifestKind(path: FilePath): ManifestKind | undefined {
  if (/(^|\/)node_modules\//.test(path)) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'package-lock.json' || name === 'npm-shrinkwrap.json') return 'npm-lockfile';
  if (name === 'go.mod') return 'go-mod';
  return isRequirements(path, name) ? 'requirements' : undefined;
}

/** `requirements.txt`, `requirements-dev.txt`, `dev_requirements.txt`, `requirements/production.txt`. */
function isRequirements(path: FilePath, name: string): boolean {
  if (!name.toLowerCase().endsWith('.txt')) return false;
  return /(^|[-_.])requirements([-_.]|$)/i.test(name) || /(^|\/)requirements\/[^/]+$/i.test(path);
}
