import semver from 'semver';
import { type MaliciousAction, readKnownMalicious } from '../../known-malicious.ts';
import type { RepositoryReference } from './uses.ts';

let known: readonly MaliciousAction[] | undefined;

/** The incidents in which what is referred to carried malware; the list is read once. */
export function incidentsOf(reference: RepositoryReference): readonly MaliciousAction[] {
  known ??= readKnownMalicious().actions;
  return known.filter((incident) => incident.action === reference.repository && isListed(reference, incident));
}

/** A commit is what it is; a tag counts if it is in the range or list. `v45` stands for all of 45 and was moved like the rest. */
function isListed({ ref, pin }: RepositoryReference, { versions, commits }: MaliciousAction): boolean {
  if (ref === undefined) return false;
  if (pin === 'commit') return commits.includes(ref.toLowerCase());
  if (typeof versions !== 'string') return versions.some((version) => withoutV(version) === withoutV(ref));
  const version = /^v?\d+(\.\d+){0,2}$/.test(ref) ? semver.coerce(ref) : null;
  return version !== null && semver.satisfies(version, versions);
}

function withoutV(version: string): string {
  return version.replace(/^v(?=\d)/, '');
}
