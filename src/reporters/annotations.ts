import type { JudgedFinding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import { printable, withoutCommands } from '../model/text.ts';
import type { ChangedLines } from '../ports/github.ts';
import type { Annotation } from '../ports/runner.ts';
import { thousands } from './amounts.ts';
import { type FindingGroup, groupPackages, groupTitleOf } from './groups.ts';
import { oneLine, type Room } from './safe-text.ts';
import { groupGaps, withDisposition } from './selection.ts';
import { fixOf, fixOfAll, gapText, helpOf, problemOf, whyOf, witnessNames } from './wording.ts';

/** What one step may annotate: 10 errors, 10 warnings and 10 notices (actions/toolkit docs/problem-matchers.md). */
const PER_LEVEL = 10;
/** A box beside a line of code: nobody scrolls in it. */
const TWO_LINES: Room = { enough: 130, most: 220 };
const PROBLEMS_SHOWN = 4;

export interface Annotations {
  /** Errors first; no more of a level than a step may show. */
  readonly annotations: readonly Annotation[];
  /** Blocking findings that got no annotation of their own. One annotation counts them. */
  readonly left: number;
  /** Warnings and notes that got none: on lines that did not change, or because the limit is used up. */
  readonly quiet: number;
}

/**
 * The annotations of a run. Blocking findings come first, wherever they are; what is incomplete always has one; warnings and notes only
 * stand on changed lines, where those are known (`changedLines`, by path from the repository's top).
 */
export function annotationsFor(outcome: Outcome, changedLines: ChangedLines | undefined): Annotations {
  const blocking = groupPackages(withDisposition(outcome, 'block'));
  const gap = gapAnnotations(outcome);
  const room = PER_LEVEL - gap.length;
  const shown = blocking.length <= room ? blocking : blocking.slice(0, room - 1);
  const left = numberIn(blocking.slice(shown.length));
  const warnings = quieter(outcome, 'warn', changedLines);
  const notes = quieter(outcome, 'note', changedLines);
  const annotations = [
    ...shown.map((group) => annotationOf(group, 'error', outcome)),
    ...(left === 0 ? [] : [unplaced(`${thousands(left)} more blocking findings`, 'The job summary lists them all.')]),
    ...gap,
    ...warnings.shown.map((group) => annotationOf(group, 'warning', outcome)),
    ...notes.shown.map((group) => annotationOf(group, 'notice', outcome)),
  ];
  return { annotations, left, quiet: warnings.left + notes.left };
}

function quieter(outcome: Outcome, disposition: 'warn' | 'note', changedLines: ChangedLines | undefined) {
  const findings = withDisposition(outcome, disposition);
  const shown = groupPackages(
    findings.filter((finding) => isOnChangedLine(finding, outcome.prefix, changedLines)),
  ).slice(0, PER_LEVEL);
  return { shown, left: findings.length - numberIn(shown) };
}

function numberIn(groups: readonly FindingGroup[]): number {
  return groups.reduce((sum, { others }) => sum + 1 + others.length, 0);
}

function isOnChangedLine({ location }: JudgedFinding, prefix: string, changedLines: ChangedLines | undefined): boolean {
  if (changedLines === undefined) return true;
  const { startLine, endLine } = location.region;
  for (const line of changedLines.get(prefix + location.path) ?? [])
    if (line >= startLine && line <= endLine) return true;
  return false;
}

function annotationOf(group: FindingGroup, level: Annotation['level'], outcome: Outcome): Annotation {
  const { first } = group;
  return {
    level,
    title: withoutCommands(`${first.severity}: ${groupTitleOf(group)} (${first.category})`),
    message: withoutCommands(messageOf(group, outcome)),
    ...placeOf(first, outcome.prefix),
  };
}

/** Why, how to mend it, what the policy says, who saw it, and the name by which `explain` knows it: about 400 characters. */
function messageOf(group: FindingGroup, outcome: Outcome): string {
  const { first } = group;
  const { path, region } = first.location;
  const decision = first.disposition === 'block' ? 'Blocks' : 'Does not block';
  return [
    ...(isPlain(path) ? [] : [`In ${oneLine(outcome.prefix + path, 200)}:${region.startLine}`]),
    ...reasons(group),
    `${decision}: ${oneLine(first.reason, 300)}`,
    `Seen by ${oneLine(witnessNames(first, outcome), 200)}. More, and how to accept it: gatehouse explain ${oneLine(first.id, 40)}`,
  ].join('\n');
}

function reasons({ kind, first, others }: FindingGroup): readonly string[] {
  const isPackage = kind === 'package';
  const fix = (isPackage ? fixOfAll([first, ...others]) : fixOf(first, TWO_LINES)) ?? helpOf(first);
  const why = isPackage ? problems([first, ...others]) : whyOf(first, TWO_LINES);
  return [...(why === undefined ? [] : [why]), ...(fix === undefined ? [] : [`Fix: ${fix}`])];
}

/** `prototype pollution (CVE-2020-8203), command injection (CVE-2021-23337) and 2 more`. */
function problems(findings: readonly JudgedFinding[]): string {
  const shown = findings.slice(0, PROBLEMS_SHOWN).map((finding) => oneLine(problemOf(finding), 100));
  const left = findings.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

type Place = Pick<Annotation, 'path' | 'startLine' | 'endLine' | 'startColumn' | 'endColumn'>;

const NOWHERE: Place = {
  path: undefined,
  startLine: undefined,
  endLine: undefined,
  startColumn: undefined,
  endColumn: undefined,
};

/** Columns are only accepted within one line (REST API, "Update a check run"). A path that is no plain text cannot be named to the runner. */
function placeOf({ location }: JudgedFinding, prefix: string): Place {
  if (!isPlain(prefix + location.path)) return NOWHERE;
  const { startLine, startColumn, endLine, endColumn } = location.region;
  const columns = startLine === endLine ? { startColumn, endColumn } : { startColumn: undefined, endColumn: undefined };
  return { path: prefix + location.path, startLine, endLine, ...columns };
}

function isPlain(path: string): boolean {
  return printable(path) === path && path !== '';
}

/** One annotation for all that is incomplete: it never takes the place of findings. */
function gapAnnotations(outcome: Outcome): readonly Annotation[] {
  const gaps = groupGaps(outcome);
  if (gaps.length === 0) return [];
  const categories = [...new Set(gaps.flatMap((gap) => gap.categories))];
  const shown = gaps.slice(0, 8).map((gap) => `${gap.categories.join(', ')}: ${gapText(gap)}`);
  const rest = gaps.length > shown.length ? [`and ${gaps.length - shown.length} more`] : [];
  return [unplaced(`incomplete: ${categories.join(', ')}`, [...shown, ...rest].join('\n'))];
}

function unplaced(title: string, message: string): Annotation {
  return { level: 'error', title, message: withoutCommands(message), ...NOWHERE };
}
