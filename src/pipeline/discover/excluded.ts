import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import { compileExcludes } from './excludes.ts';

/** What `paths.exclude` keeps out of the file set, and what it has kept out so far. */
export interface Exclusions {
  /** Whether no scanner may say anything of this path. */
  excludes(path: FilePath): boolean;
  /** The same for a path of the tree, and remembers that it was there. */
  leavesOut(path: FilePath): boolean;
  /** Everybody must see what the owners, or a pull request, keep from being looked at: the highest folder that a pattern names, or the file. */
  leftOut(): readonly NotLookedAt[];
}

export function createExclusions(patterns: readonly string[]): Exclusions {
  const excludes = compileExcludes(patterns);
  const left = new Set<FilePath>();
  return {
    excludes,
    leavesOut(path) {
      const out = excludes(path);
      if (out) left.add(highest(path, excludes));
      return out;
    },
    leftOut: () => [...left].map((path) => ({ path, why: 'left out by paths.exclude' })),
  };
}

function highest(path: FilePath, excludes: (path: FilePath) => boolean): FilePath {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
    if (excludes(path.slice(0, end))) return path.slice(0, end);
  }
  return path;
}
