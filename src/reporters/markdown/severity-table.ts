import type { FindingState } from '../../model/finding.ts';
import type { Outcome } from '../../model/outcome.ts';
import { SEVERITIES } from '../../model/severity.ts';
import { thousands } from '../amounts.ts';

const ROWS: readonly { readonly state: FindingState; readonly label: string }[] = [
  { state: 'new', label: '**new here**' },
  { state: 'existing', label: 'already there' },
  { state: 'fixed', label: 'fixed here' },
];

/**
 * How many of which severity, by what this change has to do with them; only rows that hold something, and `info` only when there is one.
 * Accepted findings are not counted. Without anything from a baseline, the one row is just what was found.
 */
export function severityTable(outcome: Outcome): string {
  const findings = outcome.findings.filter(({ disposition }) => disposition !== 'excepted');
  const rows = ROWS.filter(({ state }) => findings.some((finding) => finding.state === state));
  if (rows.length === 0) return '';
  const severities = SEVERITIES.filter(
    (severity) => severity !== 'info' || findings.some((finding) => finding.severity === 'info'),
  );
  const compared = rows.some(({ state }) => state !== 'new');
  const lines = rows.map(({ state, label }) => {
    const numbers = severities.map(
      (severity) => findings.filter((finding) => finding.state === state && finding.severity === severity).length,
    );
    return `| ${compared ? label : '**found**'} | ${numbers.map(thousands).join(' | ')} |`;
  });
  return [`| | ${severities.join(' | ')} |`, `|---|${'--:|'.repeat(severities.length)}`, ...lines].join('\n');
}
