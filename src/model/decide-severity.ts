import type { SeveritySource } from './finding.ts';
import type { SarifLevel, SeverityClaims } from './result.ts';
import { compareSeverity, type Severity, severityOfScore } from './severity.ts';

/** How bad something is, and which source said so. */
export interface DecidedSeverity {
  readonly severity: Severity;
  readonly source: SeveritySource;
  /** The number behind it, 0 to 10, where the deciding source gave one. */
  readonly score: number | undefined;
}

// Nobody said anything. Never the lowest by default; medium is shown as a warning and blocks only where the policy is strict.
const UNKNOWN: DecidedSeverity = { severity: 'medium', source: 'none', score: undefined };

/**
 * The severity of a finding from what its witnesses claim (docs/architecture.md, Severity): the first source that any witness has decides,
 * and within it the worst. An advisory's CVSS comes before its database's word.
 */
export function decideSeverity(claims: readonly SeverityClaims[]): DecidedSeverity {
  const bySource = [
    claims.flatMap(assessed),
    claims.flatMap(worded),
    claims.flatMap(ruled),
    claims.flatMap(scored),
    claims.flatMap(said),
    claims.flatMap(levelled),
  ];
  const deciding = bySource.find((decisions) => decisions.length > 0);
  return deciding === undefined ? UNKNOWN : ([...deciding].sort(compareDecisions)[0] ?? UNKNOWN);
}

function assessed({ advisory }: SeverityClaims): DecidedSeverity[] {
  return advisory?.score === undefined
    ? []
    : [{ severity: advisory.severity, source: 'advisory', score: advisory.score }];
}

function worded({ advisory }: SeverityClaims): DecidedSeverity[] {
  return advisory === undefined ? [] : [{ severity: advisory.severity, source: 'advisory', score: undefined }];
}

function ruled({ rule }: SeverityClaims): DecidedSeverity[] {
  return rule === undefined ? [] : [{ severity: rule, source: 'rule', score: undefined }];
}

function scored({ score }: SeverityClaims): DecidedSeverity[] {
  return score === undefined ? [] : [{ severity: severityOfScore(score), source: 'score', score }];
}

function said({ word }: SeverityClaims): DecidedSeverity[] {
  return word === undefined ? [] : [{ severity: word, source: 'word', score: undefined }];
}

function levelled({ level, trustedLevel }: SeverityClaims): DecidedSeverity[] {
  return level === undefined
    ? []
    : [{ severity: severityOfLevel(level, trustedLevel === true), source: 'level', score: undefined }];
}

/** Many tools say `error` for everything: only a level that the user vouches for says more than medium. */
function severityOfLevel(level: SarifLevel, isTrusted: boolean): Severity {
  switch (level) {
    case 'error':
      return isTrusted ? 'high' : 'medium';
    case 'warning':
      return 'medium';
    case 'note':
      return 'low';
    case 'none':
      return 'info';
  }
}

/** Worst first; of equally bad ones the higher score. */
function compareDecisions(a: DecidedSeverity, b: DecidedSeverity): number {
  return compareSeverity(a.severity, b.severity) || (b.score ?? 0) - (a.score ?? 0);
}
