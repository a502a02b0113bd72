/** Severities, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Negative when `a` is worse than `b`, for sorting worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Whether `severity` is as bad as `threshold` or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return compareSeverity(severity, threshold) <= 0;
}

/** A severity that is no worse than a limit. */
export function atMost(severity: Severity, limit: Severity): Severity {
  return isAtLeast(severity, limit) ? limit : severity;
}

/** The worst of several; `undefined` for none. */
export function worstSeverity(severities: readonly Severity[]): Severity | undefined {
  return [...severities].sort(compareSeverity)[0];
}

/**
 * The severity of a score from 0 to 10, in the bands that GitHub code scanning uses for `security-severity`
 * (9.0 counts as critical, as in CVSS v3.1 §5).
 */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  if (score > 0) return 'low';
  return 'info';
}
