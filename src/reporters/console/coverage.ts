import { CATEGORIES, type Category } from '../../model/category.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Scan } from '../../model/scan.ts';
import { bytes, thousands } from '../amounts.ts';
import { oneLine, shownPath } from '../safe-text.ts';
import { extrasMissing, groupEmptyCategories, groupNotLookedAt } from '../selection.ts';
import { padEnd, wrap } from '../terminal/layout.ts';
import { hang, type View } from './view.ts';

const REASONS_SHOWN = 8;
const TEXT_COLUMN = 2 + 'supply-chain'.length + 2;

/** `LOOKED AT`: how much, for what, and why a category had nothing to look at. */
export function lookedAtSection(view: View): readonly string[] {
  const { counts } = view.outcome;
  const categories = lookedAt(view.outcome);
  const purpose = categories.length === CATEGORIES.length ? 'every category' : categories.join(', ');
  const first = `${files(counts.files)}, ${bytes(counts.bytes)}${purpose === '' ? '' : ` for ${purpose}`}`;
  const nothing = groupEmptyCategories(view.outcome).map(
    ({ categories: empty, why }) => `${empty.join(', ')} (${oneLine(why, 120)})`,
  );
  const at = { label: 0, text: 'LOOKED AT  '.length };
  return [
    ...hang(view, 'LOOKED AT', first, at),
    ...(nothing.length === 0 ? [] : hang(view, '', `nothing for ${nothing.join(', ')}`, at)),
  ];
}

/** Categories in which at least one scanner ended well. */
function lookedAt(outcome: Outcome): readonly Category[] {
  return CATEGORIES.filter((category) =>
    outcome.scans.some((scan) => scan.category === category && scan.status.state === 'ok'),
  );
}

interface Row {
  readonly label: string;
  readonly text: string;
}

/** `NOT LOOKED AT`: first what makes the scan incomplete and what to do, then scanners nobody requires, then files. */
export function notLookedAtSection(view: View): readonly string[] {
  const { outcome, paint } = view;
  const gaps = outcome.verdict.gaps.map(({ category, scanner, why, remedy }) => ({
    label: category,
    text: `${oneLine(scanner, 60)} ${oneLine(why, 400)}${remedy === undefined ? '' : ` (${oneLine(remedy, 200)})`}`,
  }));
  const rows = [...gaps, ...extrasMissing(outcome).map(extraRow), ...fileRows(view)];
  if (rows.length === 0) return [];
  const heading = gaps.length > 0 ? paint.doubtful('NOT LOOKED AT') : paint.strong('NOT LOOKED AT');
  return [heading, ...rows.flatMap((row, at) => drawn(row, rows[at - 1]?.label, view))];
}

function extraRow({ category, scanner, status }: Scan): Row {
  const why = 'why' in status ? ` ${oneLine(status.why, 200)}` : '';
  const remedy = status.state === 'unavailable' ? `: ${oneLine(status.remedy, 200)}` : '';
  return { label: category, text: `${oneLine(scanner, 60)}${why} (not required${remedy})` };
}

function fileRows({ outcome, options }: View): readonly Row[] {
  const groups = groupNotLookedAt(outcome);
  const shown = options.all ? groups : groups.slice(0, REASONS_SHOWN);
  const left = groups.slice(shown.length).reduce((sum, { paths }) => sum + paths.length, 0);
  return [
    ...shown.map(({ why, paths }) => ({ label: 'files', text: filesText(why, paths) })),
    ...(left === 0
      ? []
      : [{ label: 'files', text: `and ${files(left)} for other reasons: the JSON report lists them` }]),
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

/** A row's label stands once for all rows that share it; a narrow terminal has it on a line of its own. */
function drawn({ label, text }: Row, labelAbove: string | undefined, { layout, paint }: View): readonly string[] {
  const isNew = label !== labelAbove;
  if (layout.width < 72) {
    const lines = wrap(text, layout.width - 6).map((line, at) => (at === 0 ? `    ${line}` : `      ${line}`));
    return isNew ? [`  ${paint.strong(label)}`, ...lines] : lines;
  }
  return wrap(text, layout.width - TEXT_COLUMN).map((line, at) =>
    at === 0 && isNew ? `  ${paint.strong(padEnd(label, TEXT_COLUMN - 2))}${line}` : ' '.repeat(TEXT_COLUMN) + line,
  );
}

function files(number: number): string {
  return `${thousands(number)} ${number === 1 ? 'file' : 'files'}`;
}
