import type { JudgedFinding } from '../../model/finding.ts';
import type { Outcome } from '../../model/outcome.ts';
import { thousands } from '../amounts.ts';
import type { RenderOptions } from '../contract.ts';
import { type FindingGroup, groupAlike, groupTitleOf, problemLine } from '../groups.ts';
import { countBySeverity, withDisposition } from '../selection.ts';
import { factsOf, fixOf, fixOfAll, helpOf, viaOf, whyOf, witnessNames } from '../wording.ts';
import { take } from './budget.ts';
import { asMarkdown, linkTo, pathAsMarkdown, proseAsMarkdown } from './escape.ts';
import { number } from './headline.ts';
import { asSentence } from './sentence.ts';

/** How many problems of one package are told one by one. */
const PROBLEMS_SHOWN = 20;

/** What must change, numbered: title, place, severity and category; then why, how, and who says so. */
export function blockingList(outcome: Outcome, options: RenderOptions, limit: number): string {
  const groups = groupAlike(withDisposition(outcome, 'block'));
  const { shown, left } = take(groups, limit);
  const items = shown.map((group, at) => item(group, at + 1, outcome, options));
  const rest =
    left === 0 ? [] : [`\n… and ${thousands(countOf(groups.slice(limit)))} more that block${seeReport(options)}.`];
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

function item(group: FindingGroup, at: number, outcome: Outcome, options: RenderOptions): string {
  const { kind, first, others } = group;
  const indent = ' '.repeat(`${at}. `.length);
  const also = kind === 'alike' ? `, and ${number(others.length, 'more', 'more')} in this file` : '';
  const place = `${placeLink(first, outcome, options)}${wayIn(first)}${also}`;
  const id = kind === 'package' ? '' : ` ${idOf(first)}`;
  return [
    `${at}. **${asMarkdown(groupTitleOf(group), 300)}**, ${place} · ${first.severity} · ${first.category}\\`,
    `${indent}${[...advice(group), `Seen by ${asMarkdown(witnesses(group, outcome), 200)}.${id}`].join(' ')}`,
    ...(kind === 'package' ? problems(group) : []).map((line) => `${indent}${line}`),
  ].join('\n');
}

function wayIn(finding: JudgedFinding): string {
  const via = viaOf(finding);
  return via === undefined ? '' : `${via.startsWith('via ') ? ' ' : ', '}${asMarkdown(via, 200)}`;
}

/** What to do, else why: a reader of the summary has ten seconds, and the rest stands in the annotation. */
function advice({ kind, first, others }: FindingGroup): readonly string[] {
  const fix = kind === 'package' ? fixOfAll([first, ...others]) : fixOf(first);
  const text = fix ?? whyOf(first) ?? helpOf(first);
  return text === undefined ? [] : [proseAsMarkdown(asSentence(text), 500)];
}

function problems({ first, others }: FindingGroup): readonly string[] {
  const { shown, left } = take([first, ...others], PROBLEMS_SHOWN);
  return [
    ...shown.map((finding) => {
      const facts = factsOf(finding).map((fact) => `; ${asMarkdown(fact, 200)}`);
      return `- ${asMarkdown(problemLine(finding), 300)}${facts.join('')} ${idOf(finding)}`;
    }),
    ...(left === 0 ? [] : [`- … and ${number(left, 'more', 'more')}`]),
  ];
}

function witnesses({ first, others }: FindingGroup, outcome: Outcome): string {
  return [...new Set([first, ...others].map((finding) => witnessNames(finding, outcome)))].join(', ');
}

function idOf({ id }: JudgedFinding): string {
  return `<sub>${asMarkdown(id, 20)}</sub>`;
}

function row(group: FindingGroup, outcome: Outcome, options: RenderOptions): string {
  const { kind, first, others } = group;
  const times = kind === 'alike' ? ` ×${others.length + 1}` : '';
  return `| ${first.severity} | ${asMarkdown(groupTitleOf(group), 160)}${times} | ${placeLink(first, outcome, options)} | ${first.category} |`;
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
