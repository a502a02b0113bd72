import type { Advisory } from '../../model/advisory.ts';
import { type DecidedSeverity, decideSeverity } from '../../model/decide-severity.ts';
import type { SeverityClaims } from '../../model/result.ts';
import { severityOfScore } from '../../model/severity.ts';
import type { Group } from './group.ts';

/**
 * How bad a group is: what its members claim, and what the record knows of their advisories, whoever brought them. Malicious packages are
 * critical whatever anybody says.
 */
export function severityOf({ members }: Group, advisories: readonly Advisory[]): DecidedSeverity {
  const isMalicious =
    advisories.some(({ malicious }) => malicious) ||
    members.some(({ advisories: names }) => names.some((name) => name.toUpperCase().startsWith('MAL-')));
  if (isMalicious) return { severity: 'critical', source: 'advisory', score: undefined };
  return decideSeverity([...members.map(({ claims }) => claims), ...advisories.flatMap(claimsOf)]);
}

function claimsOf({ id, cvss, word }: Advisory): SeverityClaims[] {
  if (cvss !== undefined) return [{ advisory: { severity: severityOfScore(cvss.score), score: cvss.score, by: id } }];
  return word === undefined ? [] : [{ advisory: { severity: word, by: id } }];
}
