import type { Cache } from '../../ports/cache.ts';

const SPACE = 'durations';

/** How long each scanner took the last time it ended well, in milliseconds, as far as the cache remembers. */
export async function recallDurations(names: readonly string[], cache: Cache): Promise<ReadonlyMap<string, number>> {
  const recalled = await Promise.all(names.map(async (name) => [name, await recall(name, cache)] as const));
  return new Map(recalled.filter((pair): pair is readonly [string, number] => pair[1] !== undefined));
}

export async function rememberDuration(name: string, durationMs: number, cache: Cache): Promise<void> {
  await cache.put(SPACE, name, Buffer.from(String(Math.round(durationMs))));
}

/** A cache entry is as hostile as anything from outside: digits, or nothing. */
async function recall(name: string, cache: Cache): Promise<number | undefined> {
  const text = Buffer.from((await cache.get(SPACE, name))?.value ?? []).toString('latin1');
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
