import type { AdvisorySettings } from '../model/advisory-settings.ts';
import type { Shortfall } from '../model/scan-status.ts';
import { count } from '../model/text.ts';
import type { Cache } from '../ports/cache.ts';
import type { Http } from '../ports/http.ts';
import { type CachedAnswer, storeAnswers, storedAnswers } from './answer-cache.ts';
import { baseEcosystem } from './ecosystems.ts';
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
  /** Empty when every package has an answer. */
  readonly incomplete: readonly Shortfall[];
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
    (installed) =>
      !stored.has(packageKey(installed)) && !isCovered(coverage.get(baseEcosystem(installed.ecosystem)), offline),
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
    incomplete: shortfalls({ gap: gap.length, all: packages.length, advisories: found.missing }, why, settings),
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

interface Missing {
  /** Packages without an answer. */
  readonly gap: number;
  /** All packages that were asked for. */
  readonly all: number;
  readonly advisories: number;
}

/** What is missing, why, and the ways out; nothing when every package has an answer with all its advisories. */
function shortfalls(
  { gap, all, advisories }: Missing,
  failure: string | undefined,
  { maxAgeMs }: AdvisorySettings,
): readonly Shortfall[] {
  if (gap === 0 && advisories === 0) return [];
  const packages = all === 1 ? 'the only package has' : `${gap} of ${all} packages ${gap === 1 ? 'has' : 'have'}`;
  const missing = [
    ...(gap > 0 ? [`${packages} no answer in the cache that is younger than ${Math.round(maxAgeMs / HOUR_MS)} h`] : []),
    ...(advisories > 0 ? [`${count(advisories, 'advisory', 'advisories')} could not be read`] : []),
  ];
  return [
    {
      why: `${failure ?? 'ran offline'}, and ${missing.join(' and ')}`,
      remedy: `${failure === undefined ? 'run once online' : 'allow the host'}, or put a copy of the advisories into advisories.folders`,
    },
  ];
}
