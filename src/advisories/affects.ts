import { isSameRelease } from './ecosystems.ts';
import type { Ordering } from './orderings/ordering.ts';
import { nameKey, type PackageVersion } from './package-key.ts';
import type { OsvAffected, OsvEvent, OsvRange, OsvRecord } from './record.ts';
import { orderingOf } from './versions.ts';

/**
 * Whether a record says that this version is affected, by the schema's own algorithm
 * (https://ossf.github.io/osv-schema/#evaluation). Withdrawn records affect nothing.
 */
export function isAffected(installed: PackageVersion, record: OsvRecord): boolean {
  const ordering = orderingOf(installed.ecosystem);
  if (ordering === undefined || isWithdrawn(record)) return false;
  return affectedOf(installed, record).some(
    (affected) =>
      isEnumerated(installed.version, affected, ordering) ||
      comparable(affected).some((range) => isInRange(installed.version, range, ordering)),
  );
}

/** Whether the record was taken back. */
export function isWithdrawn(record: OsvRecord): boolean {
  return record.withdrawn !== undefined && record.withdrawn !== null && record.withdrawn !== '';
}

/**
 * The versions that cure the installed one, lowest first: those above it where one of the records calls something fixed and
 * none of them calls it affected.
 */
export function fixedVersions(installed: PackageVersion, records: readonly OsvRecord[]): readonly string[] {
  const ordering = orderingOf(installed.ecosystem);
  if (ordering === undefined) return [];
  const order = (a: string, b: string) => ordering.compare(a, b) ?? 0;
  const isCure = (version: string) =>
    (ordering.compare(version, installed.version) ?? 0) > 0 &&
    !records.some((record) => isAffected({ ...installed, version }, record));
  const named = records.flatMap((record) =>
    affectedOf(installed, record).flatMap((affected) =>
      comparable(affected).flatMap(({ events }) => events.flatMap(({ fixed }) => fixed ?? [])),
    ),
  );
  const cures = [...new Set(named)].filter(isCure).sort(order);
  return cures.filter((version, index) => index === 0 || order(cures[index - 1] ?? '', version) !== 0);
}

/** Versions in a record's events that cannot be ordered make it unusable for this package: better said than passed over. */
export function hasStrangeVersions(installed: PackageVersion, record: OsvRecord): boolean {
  const ordering = orderingOf(installed.ecosystem);
  if (ordering === undefined) return true;
  return affectedOf(installed, record).some((affected) =>
    comparable(affected).some(({ events }) =>
      events.some((event) => {
        const version = versionOf(event);
        return version !== '0' && version !== '*' && ordering.compare(version, version) === undefined;
      }),
    ),
  );
}

function affectedOf(installed: PackageVersion, record: OsvRecord): readonly OsvAffected[] {
  const key = nameKey(installed.ecosystem, installed.name);
  return (record.affected ?? []).filter(
    ({ package: named }) =>
      named && nameKey(named.ecosystem, named.name) === key && isSameRelease(installed.ecosystem, named.ecosystem),
  );
}

/** Ranges over versions; ranges over git commits say nothing about a version. */
function comparable({ ranges }: OsvAffected): readonly OsvRange[] {
  return (ranges ?? []).filter(({ type }) => type === 'SEMVER' || type === 'ECOSYSTEM');
}

function isEnumerated(version: string, { versions }: OsvAffected, ordering: Ordering): boolean {
  return (versions ?? []).some((named) => named === version || ordering.compare(named, version) === 0);
}

function isInRange(version: string, { events }: OsvRange, ordering: Ordering): boolean {
  const isAtLeast = (bound: string) => bound === '0' || (ordering.compare(version, bound) ?? -1) >= 0;
  if (ordering.compare(version, version) === undefined || !isBelowLimits(version, events, ordering)) return false;
  let isVulnerable = false;
  for (const { introduced, fixed, last_affected: last } of sorted(events, ordering)) {
    if (introduced !== undefined && isAtLeast(introduced)) isVulnerable = true;
    if (fixed !== undefined && isAtLeast(fixed)) isVulnerable = false;
    if (last !== undefined && (ordering.compare(version, last) ?? 0) > 0) isVulnerable = false;
  }
  return isVulnerable;
}

function isBelowLimits(version: string, events: readonly OsvEvent[], ordering: Ordering): boolean {
  const limits = events.flatMap(({ limit }) => limit ?? []);
  return limits.length === 0 || limits.some((limit) => limit === '*' || (ordering.compare(version, limit) ?? 0) < 0);
}

/** From the oldest version on; at equal versions in the record's own order. */
function sorted(events: readonly OsvEvent[], ordering: Ordering): readonly OsvEvent[] {
  return [...events].sort((a, b) => {
    const [left, right] = [versionOf(a), versionOf(b)];
    if (left === '0' || right === '0') return Number(right === '0') - Number(left === '0');
    return ordering.compare(left, right) ?? 0;
  });
}

function versionOf({ introduced, fixed, last_affected: last, limit }: OsvEvent): string {
  return introduced ?? fixed ?? last ?? limit ?? '0';
}
