import * as z from 'zod';
import data from '../../../rules/lockfiles/data/registries.yml';
import type { LockedEntry } from '../../inventory/integrity/locked-file.ts';
import { hostOf } from './address.ts';
import type { Lockfile } from './audit.ts';

const schema = z.strictObject({
  registries: z.record(
    z.string(),
    z.strictObject({
      hosts: z.array(z.string().regex(/^[a-z0-9.-]+(\/[a-z0-9./-]+)?$/)).min(1),
      source: z.url({ protocol: /^https$/ }),
    }),
  ),
});

let known: z.infer<typeof schema> | undefined;

/** The hosts of the public registry of an ecosystem; `undefined` where every package names a host of its own. */
export function publicHosts(ecosystem: string): readonly string[] | undefined {
  known ??= schema.parse(data);
  return known.registries[ecosystem]?.hosts;
}

/** Fewer addresses than these show no habit. */
const FEWEST_FOR_HABIT = 3;

/** The hosts that packages of this lockfile may come from: the public ones, those configured, and the one that most come from. */
export function expectedHosts({ locked, around }: Lockfile): ReadonlySet<string> | undefined {
  const hosts = publicHosts(locked.ecosystem);
  if (hosts === undefined) return undefined;
  const configured = [...around.configurations.flatMap(({ registries }) => registries), ...locked.registries];
  return new Set([...hosts, ...configured.flatMap(({ address }) => hostOf(address) ?? []), ...habit(locked.entries)]);
}

/** The index of crates.io was a repository of GitHub, where other indexes may lie too. */
const REPOSITORY = /^https:\/\/(github\.com\/[^/]+\/[^/?#]+?)(?:\.git)?\/?$/;

/** The hosts of an entry; where it names its registry, that one stands for what it serves its files from. */
export function hostsOf({ registry, addresses }: LockedEntry): readonly string[] {
  if (registry === undefined) return addresses.flatMap((address) => hostOf(address) ?? []);
  return [REPOSITORY.exec(registry)?.[1] ?? hostOf(registry) ?? []].flat();
}

function habit(entries: readonly LockedEntry[]): readonly string[] {
  const counts = new Map<string, number>();
  let all = 0;
  for (const entry of entries) {
    const [host] = entry.origin === 'registry' ? hostsOf(entry) : [];
    if (host === undefined) continue;
    counts.set(host, (counts.get(host) ?? 0) + 1);
    all += 1;
  }
  return [...counts].flatMap(([host, count]) => (count >= FEWEST_FOR_HABIT && count > all / 2 ? [host] : []));
}
