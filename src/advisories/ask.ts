import { createHash } from 'node:crypto';
import type { AdvisorySettings } from '../model/advisory-settings.ts';
import type { FilePath } from '../model/path.ts';
import type { Shortfall } from '../model/scan-status.ts';
import { count } from '../model/text.ts';
import { visitInTurns } from '../model/turns.ts';
import type { Cache } from '../ports/cache.ts';
import type { Files } from '../ports/files.ts';
import type { Http } from '../ports/http.ts';
import { hasStrangeVersions, isAffected, isWithdrawn } from './affects.ts';
import { askService, type ServiceSide } from './ask-service.ts';
import { baseEcosystem } from './ecosystems.ts';
import { type FolderAnswer, readFolders } from './folders.ts';
import { nameKey, type PackageVersion, packageKey } from './package-key.ts';
import { privateNames } from './private-names.ts';
import type { OsvRecord } from './record.ts';

/** What asking needs of the world. */
export interface AdvisoryContext {
  readonly offline: boolean;
  readonly settings: AdvisorySettings;
  /** Base address of the OSV service: `https://api.osv.dev`. */
  readonly serviceUrl: string;
  /** Absolute; `settings.folders` are relative to it. */
  readonly root: FilePath;
  readonly files: Files;
  readonly http: Http;
  readonly cache: Cache;
}

/** All that is known on the asked packages. */
export interface AdvisoryAnswer {
  /** The records that affect a package, by `packageKey`, sorted by id; packages without any are missing. */
  readonly records: ReadonlyMap<string, readonly OsvRecord[]>;
  readonly notes: readonly string[];
  /** Why there may be more than these, and what to do about it. */
  readonly incomplete: Shortfall | undefined;
  /** SHA-256 over the files and answers that were used; `undefined` when there were none. */
  readonly digest: string | undefined;
}

/**
 * Which advisories affect these packages, by the service, its cached answers and the configured folders together.
 * Never rejects for what the network or a folder holds: what is missing is said in `incomplete`.
 */
export async function askAdvisories(
  packages: readonly PackageVersion[],
  context: AdvisoryContext,
): Promise<AdvisoryAnswer> {
  const unique = [...new Map(packages.map((installed) => [packageKey(installed), installed])).values()];
  if (unique.length === 0) return { records: new Map(), notes: [], incomplete: undefined, digest: undefined };
  const ecosystems = [...new Set(unique.map(({ ecosystem }) => baseEcosystem(ecosystem)))].sort();
  const names = new Set(unique.map(({ ecosystem, name }) => nameKey(ecosystem, name)));
  const { folders, service, private: globs } = context.settings;
  const fromFolders = await readFolders(folders, context.root, { ecosystems, names }, context.files);
  const isPrivate = privateNames(globs);
  const open = unique.filter(({ name }) => !isPrivate(name));
  const fromService = service ? await askService(open, fromFolders.coverage, context) : undefined;

  const strange = new Set<string>();
  const records = await merge(unique, fromFolders.records, fromService, strange);
  const hidden = service ? unique.length - open.length : 0;
  return {
    records,
    notes: [
      ...(fromService?.notes ?? []),
      ...(hidden > 0
        ? [`${count(hidden, 'private package')} ${hidden === 1 ? 'was' : 'were'} not sent to the advisory service`]
        : []),
      ...(fromFolders.malformed > 0 ? [`${count(fromFolders.malformed, 'advisory record')} could not be read`] : []),
      ...(strange.size > 0
        ? [`${count(strange.size, 'advisory', 'advisories')} with versions that cannot be ordered`]
        : []),
    ],
    incomplete: together([
      ...fromFolders.problems,
      ...(fromService === undefined ? unanswered(unique, fromFolders) : fromService.incomplete),
    ]),
    digest: digestOf([...fromFolders.digests, ...(fromService?.digests ?? [])]),
  };
}

/** The affecting records per package; of two copies of a record the later modified one counts. */
async function merge(
  packages: readonly PackageVersion[],
  stored: readonly OsvRecord[],
  service: ServiceSide | undefined,
  strange: Set<string>,
): Promise<ReadonlyMap<string, readonly OsvRecord[]>> {
  const byName = new Map<string, OsvRecord[]>();
  for (const record of stored) {
    for (const { package: named } of record.affected ?? []) {
      if (!named) continue;
      const key = nameKey(named.ecosystem, named.name);
      const known = byName.get(key);
      if (known === undefined) byName.set(key, [record]);
      else if (known.at(-1) !== record) known.push(record);
    }
  }
  const merged = new Map<string, readonly OsvRecord[]>();
  await visitInTurns(packages, (installed) => {
    const candidates = byName.get(nameKey(installed.ecosystem, installed.name)) ?? [];
    for (const record of candidates) if (hasStrangeVersions(installed, record)) strange.add(record.id);
    // The service has judged its own records; ours are judged here.
    const affecting = [
      ...(service?.records.get(packageKey(installed)) ?? []).filter((record) => !isWithdrawn(record)),
      ...candidates.filter((record) => isAffected(installed, record)),
    ];
    if (affecting.length > 0) merged.set(packageKey(installed), latest(affecting));
  });
  return merged;
}

function latest(records: readonly OsvRecord[]): readonly OsvRecord[] {
  const byId = new Map<string, OsvRecord>();
  for (const record of records) {
    const known = byId.get(record.id);
    if (known === undefined || (known.modified ?? '') < (record.modified ?? '')) byId.set(record.id, record);
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Without the service the folders are the whole truth, so an ecosystem that none of them has is a gap. */
function unanswered(packages: readonly PackageVersion[], { coverage }: FolderAnswer): readonly Shortfall[] {
  const without = packages.filter(({ ecosystem }) => !coverage.has(baseEcosystem(ecosystem)));
  if (without.length === 0) return [];
  const ecosystems = [...new Set(without.map(({ ecosystem }) => ecosystem))].join(', ');
  return [
    {
      why: `found no advisories for ${ecosystems} (${count(without.length, 'package')}) in advisories.folders, and advisories.service is off`,
      remedy: 'add them to a folder, or set advisories.service: on',
    },
  ];
}

function together(all: readonly Shortfall[]): Shortfall | undefined {
  if (all.length === 0) return undefined;
  const remedies = [...new Set(all.flatMap(({ remedy }) => remedy ?? []))];
  const why = all.map((shortfall) => shortfall.why).join('; ');
  return remedies.length === 0 ? { why } : { why, remedy: remedies.join('; ') };
}

function digestOf(lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined;
  return createHash('sha256')
    .update([...new Set(lines)].sort().join('\n'))
    .digest('hex');
}
