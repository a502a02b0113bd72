import type { Finding } from '../model/finding.ts';

/** States against the baseline: without one, everything is new. Pure. */
export function compare(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, state: 'new' }));
}
