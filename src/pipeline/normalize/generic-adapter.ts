import type { Category } from '../../model/category.ts';
import type { SarifResult } from '../../sarif/log.ts';
import type { AdaptedResult } from '../../scanners/contract.ts';
import { remediationOf, ruleOf } from '../../scanners/sarif-fields.ts';

/** Identifiers of public databases (https://ossf.github.io/osv-schema/#id-modified-fields). */
const ADVISORY = /\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|(?:PYSEC|RUSTSEC|GO|OSV|MAL)-\d{4}-\d+)\b/gi;

/**
 * A result of a user's own scanner or report: what SARIF itself says, and nothing guessed. Its level is trusted, because whoever
 * names the tool answers for its levels (docs/architecture.md, Severity).
 */
export function adaptGenerically(result: SarifResult, category: Category): AdaptedResult {
  const { rule, level, region, path } = result;
  const remediation = remediationOf(result);
  const advisories = category === 'sca' || category === 'container' ? advisoriesOf(result) : [];
  return {
    rule: ruleOf(result),
    message: result.message,
    claims: {
      trustedLevel: true,
      ...(level !== undefined && { level }),
      ...(rule.securitySeverity !== undefined && { score: rule.securitySeverity }),
    },
    path: path ?? '',
    ...(region !== undefined && { region }),
    ...(remediation !== undefined && { remediation }),
    ...(advisories.length > 0 && { advisories }),
  };
}

/** In the rule's id or its tags; a message may mention others. */
function advisoriesOf({ ruleId, rule }: SarifResult): readonly string[] {
  const named = [ruleId, ...rule.tags].flatMap((text) => [...text.matchAll(ADVISORY)].map(([id]) => spelled(id)));
  return [...new Set(named)].sort();
}

/** `cve-2024-1` → `CVE-2024-1`; of a GHSA id only the prefix is in capitals. */
function spelled(id: string): string {
  return /^ghsa/i.test(id) ? `GHSA${id.slice(4).toLowerCase()}` : id.toUpperCase();
}
