import { CATEGORIES, type Category } from '../../model/category.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Scan } from '../../model/scan.ts';
import { bytes, thousands } from '../amounts.ts';
import { oneLine, shownPath } from '../safe-text.ts';
import { extrasMissing, groupEmptyCategories, groupGaps, groupNotLookedAt } from '../selection.ts';
import { padEnd, wrap } from '../terminal/layout.ts';
import { gapText, idleText } from '../wording.ts';
import { hang, type View } from './view.ts';

const REASONS_SHOWN = 8;
const TEXT_COLUMN = 2 + 'supply-chain'.length + 2;

/** `LOOKED AT`: how much, for what, why other categories had nothing to look at (in full when everything is shown), and what was left out. */
export function lookedAtSection(view: View): readonly string[] {
  const { outcome, options } = view;
  const { counts } = outcome;
  const categories = lookedAt(outcome);
  const purpose = categories.length === CATEGORIES.length ? 'every category' : categories.join(', ');
  const amount = `${files(counts.files)}, ${bytes(counts.bytes)}${purpose === '' ? '' : ` for ${purpose}`}`;
  const text = [amount, ...idleTexts(outcome, options.all), ...leftOutTexts(outcome)].join('; ');
  return hang(view, 'LOOKED AT', text, { label: 0, text: 'LOOKED AT  '.length });
}

function idleTexts(outcome: Outcome, inFull: boolean): readonly string[] {
  const { nothingHere, others } = groupEmptyCategories(outcome);
  const reasons = outcome.emptyCategories.filter(({ category }) => nothingHere.includes(category));
  return [
    ...(inFull || nothingHere.length === 0 ? [] : [`nothing here for ${nothingHere.join(', ')}`]),
    ...(inFull ? reasons : []).map(({ category, why }) => idleText(category, why)),
    ...others.map(({ why, categories }) => idleText(categories.join(', '), why)),
  ];
}

/** `left out of sast: 312 files that others wrote or tools built`. */
function leftOutTexts({ scans }: Outcome): readonly string[] {
  return CATEGORIES.flatMap((category) => {
    const own = scans.filter((scan) => scan.category === category);
    const number = own.reduce((sum, { leftOut = 0 }) => sum + leftOut, 0);
    return number === 0 ? [] : [`left out of ${category}: ${files(number)} that others wrote or tools built`];
  });
}

/** Categories in which at least one scanner ended well. */
function lookedAt(outcome: Outcome): readonly Category[] {
  return CATEGORIES.filter((category) =>
    outcome.scans.some((scan) => scan.category === category && scan.status.state === 'ok'),
  );
}

interface Row {
  readonly labels: readonly string[];
  readonly text: string;
}

/** `NOT LOOKED AT`: first what makes the scan incomplete and what to do, then scanners nobody requires, then files. */
export function notLookedAtSection(view: View): readonly string[] {
  const { outcome, paint } = view;
  const gaps = groupGaps(outcome).map((gap) => ({ labels: gap.categories, text: gapText(gap) }));
  const rows: readonly Row[] = [...gaps, ...extrasMissing(outcome).map(extraRow), ...fileRows(view)];
  if (rows.length === 0) return [];
  const heading = gaps.length > 0 ? paint.doubtful('NOT LOOKED AT') : paint.strong('NOT LOOKED AT');
  return [heading, ...rows.flatMap((row, at) => drawn(row, rows[at - 1]?.labels ?? [], view))];
}

function extraRow({ category, scanner, status }: Scan): Row {
  const why = 'why' in status ? ` ${oneLine(status.why, 200)}` : '';
  const remedy = status.state === 'unavailable' ? `: ${oneLine(status.remedy, 200)}` : '';
  return { labels: [category], text: `${oneLine(scanner, 60)}${why} (not required${remedy})` };
}

function fileRows({ outcome, options }: View): readonly Row[] {
  const groups = groupNotLookedAt(outcome, options).filter((group) => !isTold(group, outcome));
  const shown = options.all ? groups : groups.slice(0, REASONS_SHOWN);
  const left = groups.slice(shown.length).reduce((sum, { paths }) => sum + paths.length, 0);
  return [
    ...shown.map(({ why, paths }) => ({ labels: ['files'], text: filesText(why, paths) })),
    ...(left === 0
      ? []
      : [{ labels: ['files'], text: `and ${files(left)} for other reasons: the JSON report lists them` }]),
  ];
}

/** One file by name; a few by number and name; many by number and the first name. */
function filesText(why: string, paths: readonly string[]): string {
  const reason = oneLine(why, 160);
  const [first = '', second] = paths;
  if (second === undefined) return `${shownPath(first, 120)}: ${reason}`;
  const names = paths.length <= 3 ? paths.map((path) => shownPath(path, 80)).join(', ') : `${shownPath(first, 80)}, …`;
  return `${files(paths.length)}: ${reason} (${names})`;
}

/** A file that alone stopped a scanner has been told with it. */
function isTold(
  { why, paths }: { readonly why: string; readonly paths: readonly string[] },
  outcome: Outcome,
): boolean {
  const [only, another] = paths;
  if (only === undefined || another !== undefined) return false;
  return outcome.verdict.gaps.some((gap) => gap.why.includes(`${shownPath(only, 80)} (${why})`));
}

/** Labels run down the left side, once for all rows that share them; a narrow terminal has them on a line of their own. */
function drawn({ labels, text }: Row, labelsAbove: readonly string[], { layout, paint }: View): readonly string[] {
  const shown = labels.join() === labelsAbove.join() ? [] : labels;
  if (layout.width < 72) {
    const lines = wrap(text, layout.width - 6).map((line, at) => (at === 0 ? `    ${line}` : `      ${line}`));
    return shown.length === 0 ? lines : [`  ${paint.strong(shown.join(', '))}`, ...lines];
  }
  const lines = wrap(text, layout.width - TEXT_COLUMN);
  return Array.from({ length: Math.max(shown.length, lines.length) }, (_, at) => {
    const label = shown[at] ?? '';
    const line = lines[at];
    if (line === undefined) return `  ${paint.strong(label)}`;
    return label === ''
      ? (' '.repeat(TEXT_COLUMN) + line).trimEnd()
      : `  ${paint.strong(padEnd(label, TEXT_COLUMN - 2))}${line}`;
  });
}

function files(number: number): string {
  return `${thousands(number)} ${number === 1 ? 'file' : 'files'}`;
}
