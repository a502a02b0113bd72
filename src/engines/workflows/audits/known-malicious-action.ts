import rule from '../../../../rules/workflows/known-malicious-action.yml';
import type { Audit, AuditResult } from '../audit.ts';
import { incidentsOf } from '../model/incidents.ts';
import { type UsesSite, usesOf } from '../model/uses-of.ts';

/** Actions at versions that carried malware. */
export const knownMaliciousAction: Audit = {
  rule,
  examine: (automation) => usesOf(automation).flatMap(examineUses),
};

function examineUses({ uses }: UsesSite): readonly AuditResult[] {
  const { reference, text } = uses;
  if (reference.kind !== 'repository') return [];
  const isCommit = reference.pin === 'commit';
  const what = isCommit ? 'is the malicious commit itself' : 'was malicious';
  return incidentsOf(reference).map((incident) => ({
    region: text.region,
    message: `${reference.repository}@${reference.ref} ${what} (${incident.date}): ${incident.reason}`,
    severity: isCommit ? 'critical' : 'high',
    fix: `Pin a full commit that was made before or after the incident, and change every secret that a run with this version could read. See ${incident.source}`,
  }));
}
