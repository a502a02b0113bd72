import pLimit from 'p-limit';
import { turn } from '../model/turns.ts';
import type { Cache } from '../ports/cache.ts';
import { type PackageVersion, packageKey } from './package-key.ts';
import { type AdvisoryReference, references } from './service-query.ts';

/** An answer that was had before. */
export interface CachedAnswer {
  readonly references: readonly AdvisoryReference[];
  readonly ageMs: number;
}

const SPACE = 'osv-answers';
const AT_ONCE = 16;

/** Keeps what the service said, per package and version. */
export async function storeAnswers(
  answers: ReadonlyMap<string, readonly AdvisoryReference[]>,
  serviceUrl: string,
  cache: Cache,
): Promise<void> {
  for (const batch of batchesOf([...answers])) {
    await pLimit(AT_ONCE).map(batch, ([key, found]) =>
      cache.put(SPACE, `${serviceUrl}\n${key}`, Buffer.from(JSON.stringify(found))),
    );
    await turn();
  }
}

/** What the service said earlier on these packages, by `packageKey`; only answers that are at most `maxAgeMs` old. */
export async function storedAnswers(
  packages: readonly PackageVersion[],
  serviceUrl: string,
  maxAgeMs: number,
  cache: Cache,
): Promise<ReadonlyMap<string, CachedAnswer>> {
  const found = new Map<string, CachedAnswer>();
  for (const batch of batchesOf(packages)) {
    await pLimit(AT_ONCE).map(batch, async (installed) => {
      const key = packageKey(installed);
      const entry = await cache.get(SPACE, `${serviceUrl}\n${key}`);
      const stored = entry === undefined || entry.ageMs > maxAgeMs ? undefined : parsed(entry.value);
      if (entry !== undefined && stored !== undefined) found.set(key, { references: stored, ageMs: entry.ageMs });
    });
    await turn();
  }
  return found;
}

/** Waiting for hundreds of thousands at once would take as many promises, and leave no turn to anything else. */
const BATCH = 1_000;

function batchesOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) => items.slice(at * BATCH, (at + 1) * BATCH));
}

function parsed(value: Uint8Array): readonly AdvisoryReference[] | undefined {
  try {
    const result = references.safeParse(JSON.parse(Buffer.from(value).toString('utf8')));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
