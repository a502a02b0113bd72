import pLimit from 'p-limit';
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
  await pLimit(AT_ONCE).map(answers, ([key, found]) =>
    cache.put(SPACE, `${serviceUrl}\n${key}`, Buffer.from(JSON.stringify(found))),
  );
}

/** What the service said earlier on these packages, by `packageKey`; only answers that are at most `maxAgeMs` old. */
export async function storedAnswers(
  packages: readonly PackageVersion[],
  serviceUrl: string,
  maxAgeMs: number,
  cache: Cache,
): Promise<ReadonlyMap<string, CachedAnswer>> {
  const found = new Map<string, CachedAnswer>();
  await pLimit(AT_ONCE).map(packages, async (installed) => {
    const key = packageKey(installed);
    const entry = await cache.get(SPACE, `${serviceUrl}\n${key}`);
    const stored = entry === undefined || entry.ageMs > maxAgeMs ? undefined : parsed(entry.value);
    if (entry !== undefined && stored !== undefined) found.set(key, { references: stored, ageMs: entry.ageMs });
  });
  return found;
}

function parsed(value: Uint8Array): readonly AdvisoryReference[] | undefined {
  try {
    const result = references.safeParse(JSON.parse(Buffer.from(value).toString('utf8')));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
