import type { JudgedFinding } from '../model/finding.ts';
import type { SarifLevel } from '../model/result.ts';
import type { Severity } from '../model/severity.ts';
import { severityOfScore } from '../model/severity.ts';

/** How code scanning is told a severity: the level of a result, the kind of a rule, and a number for rules without a score. */
interface Scale {
  readonly level: SarifLevel;
  readonly problem: 'error' | 'warning' | 'recommendation';
  /** In the middle of the band: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
  readonly typicalScore: number;
}

export const SCALES: Readonly<Record<Severity, Scale>> = {
  critical: { level: 'error', problem: 'error', typicalScore: 9.5 },
  high: { level: 'error', problem: 'error', typicalScore: 8 },
  medium: { level: 'warning', problem: 'warning', typicalScore: 5.5 },
  low: { level: 'note', problem: 'recommendation', typicalScore: 2 },
  info: { level: 'note', problem: 'recommendation', typicalScore: 0 },
};

/** Code scanning takes only what is over 9.0 for critical; CVSS counts 9.0 itself. */
const LOWEST_CRITICAL = 9.1;

/** `security-severity` as code scanning wants it: a numeric text. The finding's own score where it agrees with its severity. */
export function securitySeverity({ severity, score }: Pick<JudgedFinding, 'severity' | 'score'>): string {
  const agrees = score !== undefined && severityOfScore(score) === severity;
  const number = agrees ? score : SCALES[severity].typicalScore;
  return (severity === 'critical' ? Math.max(number, LOWEST_CRITICAL) : number).toFixed(1);
}
