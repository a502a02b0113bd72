import type { JudgedFinding } from '../../model/finding.ts';
import type { Outcome } from '../../model/outcome.ts';
import { thousands } from '../amounts.ts';
import type { RenderOptions } from '../contract.ts';
import { countBySeverity, type FindingGroup, groupAlike, withDisposition } from '../selection.ts';
import { fixOf, helpOf, titleOf, viaOf, whyOf, witnessNames } from '../wording.ts';
import { take } from './budget.ts';
import { asMarkdown, linkTo, pathAsMarkdown } from './escape.ts';
import { number } from './headline.ts';

/** What must change, numbered: title, place, severity and category; then how, and who says so. */
export function blockingList(outcome: Outcome, options: RenderOptions, limit: number): string {
  const { shown, left } = take(groupAlike(withDisposition(outcome, 'block')), limit);
  const items = shown.map((group, at) => `${at + 1}. ${item(group, outcome, options)}`);
  const rest =
    left === 0
      ? []
      : [
          `\n… and ${thousands(countOf(groupAlike(withDisposition(outcome, 'block')).slice(limit)))} more that block${seeReport(options)}.`,
        ];
  return [...items, ...rest].join('\n');
}

/** Warnings and notes, folded away: they are nobody's next step. */
export function othersDetails(outcome: Outcome, options: RenderOptions, limit: number): string {
  const findings = [...withDisposition(outcome, 'warn'), ...withDisposition(outcome, 'note')];
  if (findings.length === 0) return '';
  const groups = groupAlike(findings);
  const { shown, left } = take(groups, limit);
  const rest = left === 0 ? [] : ['', `… and ${thousands(countOf(groups.slice(limit)))} more${seeReport(options)}.`];
  return [
    `<details><summary>${thousands(findings.length)} that ${findings.length === 1 ? 'does' : 'do'} not block: ${countBySeverity(findings)}</summary>`,
    '',
    ...(shown.length === 0 ? [] : ['| severity | what | where | category |', '|---|---|---|---|']),
    ...shown.map((group) => row(group, outcome, options)),
    ...rest,
    '',
    '</details>',
  ].join('\n');
}

function item({ first, others }: FindingGroup, outcome: Outcome, options: RenderOptions): string {
  const title = `**${asMarkdown(titleOf(first), 300)}**`;
  const also = others.length === 0 ? '' : `, and ${number(others.length, 'more', 'more')} in this file`;
  const via = viaOf(first);
  const place = `${placeLink(first, outcome, options)}${via === undefined ? '' : ` ${asMarkdown(via, 200)}`}${also}`;
  const how = fixOf(first) ?? whyOf(first) ?? helpOf(first);
  const seen = `Seen by ${asMarkdown(witnessNames(first, outcome), 200)}.`;
  return `${title}, ${place} · ${first.severity} · ${first.category}\\\n   ${how === undefined ? '' : `${asMarkdown(asSentence(how), 500)} `}${seen} <sub>${asMarkdown(first.id, 20)}</sub>`;
}

function row({ first, others }: FindingGroup, outcome: Outcome, options: RenderOptions): string {
  const times = others.length === 0 ? '' : ` ×${others.length + 1}`;
  return `| ${first.severity} | ${asMarkdown(titleOf(first), 160)}${times} | ${placeLink(first, outcome, options)} | ${first.category} |`;
}

/** Paths are the repository's, as everywhere on its pages. */
function placeLink({ location }: JudgedFinding, outcome: Outcome, options: RenderOptions): string {
  const path = outcome.prefix + location.path;
  const line = location.region.startLine;
  return linkTo(`${pathAsMarkdown(path)}:${line}`, path, line, options.blobUrl);
}

function seeReport({ reportFile }: RenderOptions): string {
  return reportFile === undefined ? '' : `: see ${pathAsMarkdown(reportFile)}`;
}

function countOf(groups: readonly FindingGroup[]): number {
  return groups.reduce((sum, { others }) => sum + 1 + others.length, 0);
}

/** Begins with a capital and ends with a full stop, so that more can follow. */
function asSentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
