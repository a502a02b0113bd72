import type { JudgedFinding } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import { shownPath } from '../safe-text.ts';
import type { FindingGroup } from '../selection.ts';
import { cutEnd, padEnd, padStart, widthOf, wrap } from '../terminal/layout.ts';
import { fixOf, helpOf, titleOf, viaOf, whyOf, witnessNames } from '../wording.ts';
import { hang, type View } from './view.ts';

/** Column of the title: after two blanks, the longest severity and two more. */
const TITLE_COLUMN = 12;
const LABEL_WIDTH = 6;

/** Everything that a reader needs to mend one finding: what, where, why, how, who says so. */
export function findingBlock(group: FindingGroup, view: View): readonly string[] {
  const finding = group.first;
  return [
    ...heading(finding, view),
    ...place(finding, view),
    ...alsoHere(group, view),
    ...snippet(finding, view),
    ...labelled('Why', whyOf(finding), view),
    ...labelled('Fix', fixOf(finding) ?? helpOf(finding), view),
    ...seen(finding, view),
  ];
}

/** Where a finding is, as editors and terminals open it: `src/config.ts:12:15`; of a package only the line means something. */
export function placeOf(finding: JudgedFinding, length?: number): string {
  const { startLine, startColumn } = finding.location.region;
  const column = finding.package === undefined && startColumn > 1 ? `:${startColumn}` : '';
  return `${shownPath(finding.location.path, length)}:${startLine}${column}`;
}

function heading(finding: JudgedFinding, { layout, paint }: View): readonly string[] {
  const room = layout.width - TITLE_COLUMN - widthOf(finding.category) - 2;
  return wrap(titleOf(finding), room).map((line, at) => {
    if (at > 0) return ' '.repeat(TITLE_COLUMN) + paint.strong(line);
    const severity = paint.severity(finding.severity, finding.severity) + ' '.repeat(10 - finding.severity.length);
    const category = padStart(finding.category, layout.width - TITLE_COLUMN - widthOf(line));
    return `  ${severity}${paint.strong(line)}${paint.faint(category)}`;
  });
}

/** The path stays in one piece even where it is longer than the line: people copy it. */
function place(finding: JudgedFinding, { layout, paint }: View): readonly string[] {
  const begin = ' '.repeat(layout.indent);
  const text = placeOf(finding);
  const more = viaOf(finding) ?? (finding.resource === undefined ? undefined : shownPath(finding.resource, 120));
  if (more === undefined) return [begin + text];
  const oneLine = widthOf(begin + text) + 2 + widthOf(more) <= layout.width;
  if (oneLine) return [`${begin}${text}  ${paint.faint(more)}`];
  return [begin + text, ...wrap(more, layout.width - layout.indent).map((line) => begin + paint.faint(line))];
}

function alsoHere({ others }: FindingGroup, { layout }: View): readonly string[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, 8).map(({ location }) => location.region.startLine);
  const text = `and ${others.length} more in this file: lines ${shown.join(', ')}${others.length > shown.length ? ', …' : ''}`;
  return wrap(text, layout.width - layout.indent).map((line) => ' '.repeat(layout.indent) + line);
}

/** The line itself behind its number. Of a very long one, the stretch around the finding. */
function snippet(finding: JudgedFinding, { layout, paint }: View): readonly string[] {
  if (finding.snippet === undefined || finding.snippet.trim() === '') return [];
  const gutter = `${finding.location.region.startLine} │ `;
  const room = layout.width - layout.indent - widthOf(gutter);
  return [
    ' '.repeat(layout.indent) +
      paint.faint(gutter.trimEnd()) +
      ' ' +
      stretch(finding.snippet, finding.location.region.startColumn, room),
  ];
}

function stretch(line: string, column: number, room: number): string {
  const from = column > room ? Math.max(0, column - Math.floor(room / 3)) : 0;
  const begin = from === 0 ? '' : '…';
  const text = printable(line.slice(from, from + room * 4)).trim();
  return cutEnd(begin + text, room);
}

function labelled(label: string, text: string | undefined, view: View): readonly string[] {
  const { indent } = view.layout;
  return text === undefined ? [] : hang(view, label, text, { label: indent, text: indent + LABEL_WIDTH });
}

/** The witnesses, and at the line's end the name by which `explain` knows the finding. */
function seen(finding: JudgedFinding, view: View): readonly string[] {
  const { layout, paint, outcome } = view;
  const id = `id ${printable(finding.id)}`;
  const room = layout.width - layout.indent - LABEL_WIDTH - widthOf(id) - 2;
  const [first = '', ...rest] = wrap(witnessNames(finding, outcome), room);
  const begin = ' '.repeat(layout.indent);
  return [
    `${begin}${paint.faint('Seen')}  ${padEnd(first, room)}  ${paint.faint(id)}`,
    ...rest.map((line) => begin + ' '.repeat(LABEL_WIDTH) + line),
  ];
}
