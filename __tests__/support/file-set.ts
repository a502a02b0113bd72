import { comparePaths } from '../../src/model/path.ts';
import type { FileSet } from '../../src/pipeline/file-set.ts';

/** The set of these files below `/repo`, each of 10 bytes unless said otherwise. */
export function fileSetOf(paths: readonly string[], sizeBytes = 10): FileSet {
  const files = [...paths].sort(comparePaths).map((path) => ({ path, sizeBytes }));
  return { root: '/repo', prefix: '', files, notLookedAt: [], unread: [], withheld: [], excludes: () => false };
}
