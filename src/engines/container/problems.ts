import { groupByAlias } from '../../advisories/alias-groups.ts';
import type { OsvRecord } from '../../advisories/record.ts';
import { wordOf } from '../../advisories/severity.ts';
import type { Severity } from '../../model/severity.ts';
import { type Problem, problemOf } from '../sca/problem.ts';

/**
 * The records that affect one package → its problems. A distribution's record about one vulnerability goes by that one's name; a notice about
 * several (DSA, USN) is left out where all of them have records of their own, which say the same version by version.
 */
export function problemsOf(records: readonly OsvRecord[]): readonly Problem[] {
  const named = records.map((record) => {
    const [only, ...others] = record.upstream ?? [];
    return only !== undefined && others.length === 0
      ? { ...record, aliases: [...(record.aliases ?? []), only] }
      : record;
  });
  const single = new Set(named.flatMap((record) => (isNotice(record) ? [] : [record.id, ...(record.aliases ?? [])])));
  const told = named.filter((record) => !isNotice(record) || !(record.upstream ?? []).every((id) => single.has(id)));
  return groupByAlias(told)
    .map(withWords)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isNotice({ upstream }: OsvRecord): boolean {
  return (upstream ?? []).length > 1;
}

/** Distributions say how bad it is in their own ways, which count where nobody computed a score. */
function withWords(records: readonly OsvRecord[]): Problem {
  const problem = problemOf(records);
  if (problem.claims.advisory !== undefined) return problem;
  for (const record of records) {
    const severity = distributionWord(record);
    if (severity !== undefined) return { ...problem, claims: { advisory: { severity, by: record.id } } };
  }
  return problem;
}

/** https://ubuntu.com/security/cves/about#priority; https://access.redhat.com/security/updates/classification, which its rebuilds follow. */
const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  important: 'high',
  medium: 'medium',
  moderate: 'medium',
  low: 'low',
  negligible: 'low',
};

function distributionWord(record: OsvRecord): Severity | undefined {
  const priority = (record.severity ?? []).find(({ type }) => type === 'Ubuntu')?.score;
  const heading = /^(Critical|Important|Moderate|Low):/.exec(record.summary ?? '')?.[1];
  return wordOf(record) ?? WORDS[(priority ?? heading ?? '').toLowerCase()];
}
