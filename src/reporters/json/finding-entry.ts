import type { JudgedFinding } from '../../model/finding.ts';
import type { AffectedPackage } from '../../model/package.ts';
import type { Remediation, Rule } from '../../model/result.ts';
import { fixOf } from '../wording.ts';
import { pathEntry } from './path-entry.ts';

/** One finding of the report. `prefix` makes its path relative to the repository's top. */
export function findingEntry(finding: JudgedFinding, prefix: string) {
  const { region } = finding.location;
  return {
    id: finding.id,
    category: finding.category,
    severity: finding.severity,
    severitySource: finding.severitySource,
    score: finding.score,
    cvss: finding.cvss && { version: finding.cvss.version, vector: finding.cvss.vector, score: finding.cvss.score },
    rule: ruleEntry(finding.rule),
    message: finding.message,
    location: {
      ...pathEntry(prefix + finding.location.path),
      startLine: region.startLine,
      startColumn: region.startColumn,
      endLine: region.endLine,
      endColumn: region.endColumn,
    },
    snippet: finding.snippet,
    resource: finding.resource,
    package: finding.package && packageEntry(finding.package),
    advisories: finding.advisories,
    exploitability: finding.exploitability && { epss: finding.exploitability.epss, kev: finding.exploitability.kev },
    state: finding.state,
    disposition: finding.disposition,
    reason: finding.reason,
    flow: finding.flow?.map(({ region: { startLine, startColumn, endLine, endColumn }, message }) => ({
      startLine,
      startColumn,
      endLine,
      endColumn,
      message,
    })),
    remediation: remediationEntry(finding),
    fingerprints: finding.fingerprints,
    witnesses: finding.witnesses.map(({ scanner, version, rule, severity }) => ({ scanner, version, rule, severity })),
    correlation: finding.correlation,
  };
}

function ruleEntry({ id, title, help, severityNote, helpUri, cwes }: Rule) {
  return { id, title, help, severityNote, helpUri, cwes };
}

function packageEntry({ ecosystem, name, version, purl, fixedVersions, path, development }: AffectedPackage) {
  return { ecosystem, name, version, purl, fixedVersions, path, development };
}

/** What people are told to do, and the patch where one is certain. */
function remediationEntry(finding: JudgedFinding) {
  const text = finding.remediation?.text ?? fixOf(finding);
  return text === undefined ? undefined : { text, patch: patchEntry(finding.remediation) };
}

function patchEntry(remediation: Remediation | undefined) {
  if (remediation?.patch === undefined) return undefined;
  const { region, replacement } = remediation.patch;
  const { startLine, startColumn, endLine, endColumn } = region;
  return { startLine, startColumn, endLine, endColumn, replacement };
}
