import type { AdvisorySettings } from '../model/advisory-settings.ts';
import { count } from '../model/text.ts';
import type { Cache } from '../ports/cache.ts';
import type { Http } from '../ports/http.ts';
import { type CachedAnswer, storeAnswers, storedAnswers } from './answer-cache.ts';
import type { FolderCoverage } from './folders.ts';
import { type PackageVersion, packageKey } from './package-key.ts';
import type { OsvRecord } from './record.ts';
import { type AdvisoryReference, queryService } from './service-query.ts';
import { recordsOf } from './service-records.ts';

/** The service's part of an answer. */
export interface ServiceSide {
  /** Records by `packageKey`. */
  readonly records: ReadonlyMap<string, readonly OsvRecord[]>;
  readonly notes: readonly string[];
  /** Clauses; empty when every package has an answer. */
  readonly incomplete: readonly string[];
  readonly digests: readonly string[];
}

interface ServiceContext {
  readonly offline: boolean;
  readonly settings: AdvisorySettings;
  readonly serviceUrl: string;
  readonly http: Http;
  readonly cache: Cache;
}

const HOUR_MS = 3_600_000;

/**
 * Asks the service, or what it answered within `maxAgeMs` where it cannot be asked. A package that has neither is a gap, unless a
 * folder answers for its ecosystem: OSV's whole export does so, single records only for somebody who chose to be offline.
 */
export async function askService(
  packages: readonly PackageVersion[],
  coverage: ReadonlyMap<string, FolderCoverage>,
  context: ServiceContext,
): Promise<ServiceSide> {
  const { offline, serviceUrl, settings, http, cache } = context;
  const asked = offline ? undefined : await queryService(packages, serviceUrl, http);
  const answers = asked?.answers ?? new Map<string, readonly AdvisoryReference[]>();
  await storeAnswers(answers, serviceUrl, cache);
  const open = packages.filter((installed) => !answers.has(packageKey(installed)));
  const stored = await storedAnswers(open, serviceUrl, settings.maxAgeMs, cache);
  const gap = open.filter(
    (installed) => !stored.has(packageKey(installed)) && !isCovered(coverage.get(installed.ecosystem), offline),
  );

  const references = new Map([...answers, ...[...stored].map(([key, answer]) => [key, answer.references] as const)]);
  const flat = [...references.values()].flat();
  const found = await recordsOf(flat, !offline && asked?.failure === undefined, context);
  const why = asked?.failure ?? found.failure;
  return {
    records: new Map(
      [...references].map(([key, named]) => [key, named.flatMap(({ id }) => found.records.get(id) ?? [])]),
    ),
    notes: stored.size === 0 ? [] : [noteOnAge([...stored.values()], asked?.failure)],
    incomplete: [
      ...(gap.length > 0 ? [gapClause(gap.length, packages.length, why, settings)] : []),
      ...(found.missing > 0 ? [missingClause(found.missing, why)] : []),
    ],
    digests: ['service', ...flat.map(({ id, modified }) => `service ${id} ${modified}`)].slice(
      references.size === 0 ? 1 : 0,
    ),
  };
}

function isCovered(coverage: FolderCoverage | undefined, offline: boolean): boolean {
  return coverage === 'database' || (coverage === 'records' && offline);
}

function noteOnAge(answers: readonly CachedAnswer[], failure: string | undefined): string {
  const hours = Math.round(answers.reduce((oldest, { ageMs }) => Math.max(oldest, ageMs), 0) / HOUR_MS);
  const age = hours === 0 ? 'less than 1 h' : `${hours} h`;
  const reason = failure === undefined ? '' : ` (${failure})`;
  return `advisories from the cache, ${age} old${reason}`;
}

/** What is missing, why, and the ways out. */
function gapClause(gap: number, all: number, why: string | undefined, { maxAgeMs }: AdvisorySettings): string {
  const number = all === 1 ? 'the only package has' : `${gap} of ${all} packages ${gap === 1 ? 'has' : 'have'}`;
  const missing = `${number} no answer in the cache that is younger than ${Math.round(maxAgeMs / HOUR_MS)} h`;
  return why === undefined
    ? `offline, and ${missing}: run once online, or give a copy of the advisories in advisories.folders`
    : `${why}, and ${missing}: allow the host, give a copy of the advisories in advisories.folders, or set advisories.service: off`;
}

function missingClause(missing: number, why: string | undefined): string {
  const advisories = count(missing, 'advisory', 'advisories');
  return `${advisories} could not be read (${why ?? 'offline, and not in the cache'})`;
}
