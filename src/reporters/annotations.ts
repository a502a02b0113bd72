import type { JudgedFinding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import { printable, withoutCommands } from '../model/text.ts';
import type { ChangedLines } from '../ports/github.ts';
import type { Annotation } from '../ports/runner.ts';
import { thousands } from './amounts.ts';
import { oneLine } from './safe-text.ts';
import { withDisposition } from './selection.ts';
import { fixOf, helpOf, titleOf, whyOf, witnessNames } from './wording.ts';

/** What one step may annotate: 10 errors, 10 warnings and 10 notices (actions/toolkit docs/problem-matchers.md). */
const PER_LEVEL = 10;

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
  const blocking = withDisposition(outcome, 'block');
  const gap = gapAnnotations(outcome);
  const room = PER_LEVEL - gap.length;
  const shown = blocking.length <= room ? blocking : blocking.slice(0, room - 1);
  const left = blocking.length - shown.length;
  const warnings = quieter(outcome, 'warn', changedLines);
  const notes = quieter(outcome, 'note', changedLines);
  const annotations = [
    ...shown.map((finding) => annotationOf(finding, 'error', outcome)),
    ...(left === 0 ? [] : [unplaced(`${thousands(left)} more blocking findings`, 'The job summary lists them all.')]),
    ...gap,
    ...warnings.shown.map((finding) => annotationOf(finding, 'warning', outcome)),
    ...notes.shown.map((finding) => annotationOf(finding, 'notice', outcome)),
  ];
  return { annotations, left, quiet: warnings.left + notes.left };
}

function quieter(outcome: Outcome, disposition: 'warn' | 'note', changedLines: ChangedLines | undefined) {
  const findings = withDisposition(outcome, disposition);
  const shown = findings
    .filter((finding) => isOnChangedLine(finding, outcome.prefix, changedLines))
    .slice(0, PER_LEVEL);
  return { shown, left: findings.length - shown.length };
}

function isOnChangedLine({ location }: JudgedFinding, prefix: string, changedLines: ChangedLines | undefined): boolean {
  if (changedLines === undefined) return true;
  const { startLine, endLine } = location.region;
  for (const line of changedLines.get(prefix + location.path) ?? [])
    if (line >= startLine && line <= endLine) return true;
  return false;
}

function annotationOf(finding: JudgedFinding, level: Annotation['level'], outcome: Outcome): Annotation {
  return {
    level,
    title: withoutCommands(`${finding.severity}: ${titleOf(finding)} (${finding.category})`),
    message: withoutCommands(messageOf(finding, outcome)),
    ...placeOf(finding, outcome.prefix),
  };
}

/** Why, how to mend it, what the policy says, who saw it, and the name by which `explain` knows it. */
function messageOf(finding: JudgedFinding, outcome: Outcome): string {
  const why = whyOf(finding);
  const fix = fixOf(finding) ?? helpOf(finding);
  const decision = finding.disposition === 'block' ? 'Blocks' : 'Does not block';
  return [
    ...(isPlain(finding.location.path)
      ? []
      : [`In ${oneLine(outcome.prefix + finding.location.path, 200)}:${finding.location.region.startLine}`]),
    ...(why === undefined ? [] : [why]),
    ...(fix === undefined ? [] : [`Fix: ${fix}`]),
    `${decision}: ${oneLine(finding.reason, 300)}`,
    `Seen by ${oneLine(witnessNames(finding, outcome), 200)}. To accept it with a reason: gatehouse explain ${oneLine(finding.id, 40)}`,
  ].join('\n');
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
function gapAnnotations({ verdict }: Outcome): readonly Annotation[] {
  if (verdict.gaps.length === 0) return [];
  const categories = [...new Set(verdict.gaps.map(({ category }) => category))];
  const shown = verdict.gaps.slice(0, 8).map(({ category, scanner, why, remedy }) => {
    const how = remedy === undefined ? '' : ` (${oneLine(remedy, 200)})`;
    return `${category}: ${oneLine(scanner, 60)} ${oneLine(why, 200)}${how}`;
  });
  const rest = verdict.gaps.length > shown.length ? [`and ${verdict.gaps.length - shown.length} more`] : [];
  return [unplaced(`incomplete: ${categories.join(', ')}`, [...shown, ...rest].join('\n'))];
}

function unplaced(title: string, message: string): Annotation {
  return { level: 'error', title, message: withoutCommands(message), ...NOWHERE };
}
