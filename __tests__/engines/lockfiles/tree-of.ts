import type { EngineContext, Tree } from '../../../src/engines/contract.ts';
import { createLockfilesEngine } from '../../../src/engines/lockfiles/engine.ts';
import { PlatformError } from '../../../src/model/errors.ts';
import type { ReportedResult } from '../../../src/model/result.ts';

/** A tree of these texts as the engine sees it: its own files by `wants`, all others by reading. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  const engine = createLockfilesEngine();
  const all = Object.entries(files).map(([path, text]) => ({ path, sizeBytes: text.length }));
  return {
    files: all.filter((file) => engine.wants(file)),
    read: async (path) => {
      const text = files[path];
      if (text === undefined) throw new PlatformError('not-found', `${path} is no file of this scan`);
      return Buffer.from(text);
    },
  };
}

/** What the engine says about a tree of these texts. */
export async function scanTree(files: Readonly<Record<string, string>>) {
  // It asks nothing of its context: lockfiles speak for themselves.
  return createLockfilesEngine().scan(treeOf(files), {} as EngineContext);
}

/** `path:line` of each result of a rule, sorted. */
export function placesOf(results: readonly ReportedResult[], rule: string): readonly string[] {
  return results
    .filter((result) => result.rule.id === rule)
    .map((result) => `${result.path}:${result.region?.startLine}`)
    .sort();
}
