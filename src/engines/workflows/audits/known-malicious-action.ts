import semver from 'semver';
import rule from '../../../../rules/workflows/known-malicious-action.yml';
import { type MaliciousAction, readKnownMalicious } from '../../known-malicious.ts';
import type { Audit, AuditResult } from '../audit.ts';
import type { RepositoryReference } from '../model/uses.ts';
import { type UsesSite, usesOf } from '../model/uses-of.ts';

/** Actions at versions that carried malware. */
export const knownMaliciousAction: Audit = {
  rule,
  examine: (automation) => usesOf(automation).flatMap(examineUses),
};

let known: readonly MaliciousAction[] | undefined;

/** What happened to an action; the list is read once. */
function incidentsOf(repository: string): readonly MaliciousAction[] {
  known ??= readKnownMalicious().actions;
  return known.filter((incident) => incident.action === repository);
}

function examineUses({ uses }: UsesSite): readonly AuditResult[] {
  const { reference, text } = uses;
  if (reference.kind !== 'repository') return [];
  return incidentsOf(reference.repository).flatMap((incident) => {
    const isCommit = reference.pin === 'commit';
    if (isCommit ? !incident.commits.includes(reference.ref?.toLowerCase() ?? '') : !isListedTag(reference, incident))
      return [];
    const what = isCommit ? 'is the malicious commit itself' : 'was malicious';
    return [
      {
        region: text.region,
        message: `${reference.repository}@${reference.ref} ${what} (${incident.date}): ${incident.reason}`,
        severity: isCommit ? 'critical' : 'high',
        fix: `Pin a full commit that was made before or after the incident, and change every secret that a run with this version could read. See ${incident.source}`,
      },
    ];
  });
}

/** A tag in the range or list; `v45` stands for all of 45 and was moved like the rest. */
function isListedTag({ ref }: RepositoryReference, { versions }: MaliciousAction): boolean {
  if (ref === undefined) return false;
  if (typeof versions !== 'string') return versions.some((version) => withoutV(version) === withoutV(ref));
  const version = /^v?\d+(\.\d+){0,2}$/.test(ref) ? semver.coerce(ref) : null;
  return version !== null && semver.satisfies(version, versions);
}

function withoutV(version: string): string {
  return version.replace(/^v(?=\d)/, '');
}
