import type { Outcome } from '../model/outcome.ts';
import type { FilePath } from '../model/path.ts';
import type { Cache } from '../ports/cache.ts';

const SPACE = 'runs';
/** No root is called so: they are absolute. */
const LATEST = 'latest';

/** Keeps an outcome (which holds no secret) for `explain`. */
export async function rememberRun(root: FilePath, outcome: Outcome, cache: Cache): Promise<void> {
  await cache.put(SPACE, root, Buffer.from(JSON.stringify(outcome)));
  await cache.put(SPACE, LATEST, Buffer.from(root));
}

/** The folder of the run that was remembered last, wherever it was. */
export async function latestRoot(cache: Cache): Promise<FilePath | undefined> {
  const entry = await cache.get(SPACE, LATEST);
  return entry && Buffer.from(entry.value).toString('utf8');
}

/** The last outcome for this folder; `undefined` where there is none, or another version wrote it. */
export async function recallRun(root: FilePath, version: string, cache: Cache): Promise<Outcome | undefined> {
  const entry = await cache.get(SPACE, root);
  if (entry === undefined) return undefined;
  try {
    // The cache checks its entries' digests, and only this program at this version writes this space: the shape is its own.
    const outcome = JSON.parse(Buffer.from(entry.value).toString('utf8')) as Outcome;
    return outcome.tool.version === version ? outcome : undefined;
  } catch {
    return undefined;
  }
}
