import type { JudgedFinding } from '../../model/finding.ts';
import { count } from '../../model/text.ts';
import { thousands } from '../amounts.ts';
import { type FindingGroup, groupAlike } from '../groups.ts';
import { countBySeverity, withDisposition } from '../selection.ts';
import { wrap } from '../terminal/layout.ts';
import { findingBlock } from './finding-block.ts';
import { findingRow } from './finding-row.ts';
import type { View } from './view.ts';

/** More than these in full and nobody reads them; the next ones get a line each, the rest is counted. */
const BLOCKS_IN_FULL = 15;
const BLOCKS_ON_A_LINE = 35;
const WARNINGS_ON_A_LINE = 10;

const SHOW_ALL = 'gatehouse scan --all shows them';

/** `BLOCKS`: everything that must change before this may merge. */
export function blocksSection(view: View): readonly string[] {
  const findings = withDisposition(view.outcome, 'block');
  if (findings.length === 0) return [];
  const groups = groupAlike(findings);
  const full = view.options.all ? groups.length : BLOCKS_IN_FULL;
  const rows = groups.slice(full, full + BLOCKS_ON_A_LINE);
  const all = count(view.outcome.counts.findings, 'finding').replace(/^\d+/, thousands(view.outcome.counts.findings));
  return [
    view.paint.bad(`BLOCKS  ${thousands(findings.length)} of ${all}`),
    ...groups.slice(0, full).flatMap((group) => ['', ...findingBlock(group, view)]),
    ...(rows.length === 0 ? [] : ['', ...rows.flatMap((group) => findingRow(group, view))]),
    ...rest(groups.slice(full + BLOCKS_ON_A_LINE), view),
  ];
}

/** `WARNS`: a line each, the worst first; all of them when asked. */
export function warnsSection(view: View): readonly string[] {
  const findings = withDisposition(view.outcome, 'warn');
  return findings.length === 0
    ? []
    : listed('WARNS', findings, view.options.all ? Number.POSITIVE_INFINITY : WARNINGS_ON_A_LINE, view);
}

/** `NOTES`: only counted, unless asked. */
export function notesSection(view: View): readonly string[] {
  const findings = withDisposition(view.outcome, 'note');
  if (findings.length === 0) return [];
  if (view.options.all) return listed('NOTES', findings, Number.POSITIVE_INFINITY, view);
  return [`${view.paint.strong(`NOTES   ${thousands(findings.length)}`)}    ${view.paint.faint(SHOW_ALL)}`];
}

function listed(name: string, findings: readonly JudgedFinding[], shown: number, view: View): readonly string[] {
  const groups = groupAlike(findings);
  return [
    view.paint.strong(`${name.padEnd(8)}${thousands(findings.length)}`),
    ...groups.slice(0, shown).flatMap((group) => findingRow(group, view)),
    ...rest(groups.slice(shown), view),
  ];
}

/** `and 6 more: 4 medium, 2 low (gatehouse scan --all shows them)`. */
function rest(groups: readonly FindingGroup[], view: View): readonly string[] {
  const left = groups.flatMap(({ first, others }) => [first, ...others]);
  if (left.length === 0) return [];
  const text = `and ${thousands(left.length)} more: ${countBySeverity(left)} (${SHOW_ALL})`;
  return wrap(text, view.layout.width - 2).map((line) => `  ${view.paint.faint(line)}`);
}
