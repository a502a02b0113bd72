import type { JudgedFinding } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import { type FindingGroup, groupTitleOf, problemLine } from '../groups.ts';
import { oneLine, type Room, shownPath } from '../safe-text.ts';
import { countBySeverity } from '../selection.ts';
import { cutEnd, padEnd, padStart, widthOf, wrap } from '../terminal/layout.ts';
import { A_FEW_LINES, factsOf, fixOf, fixOfAll, helpOf, viaOf, whyOf, witnessNames } from '../wording.ts';
import { hang, type View } from './view.ts';

/** Column of the title: after two blanks, the longest severity and two more. */
const TITLE_COLUMN = 12;
const LABEL_WIDTH = 6;

/** How many problems of one package are told one by one. */
const PROBLEMS_SHOWN = 8;

/** Everything that a reader needs to mend one finding, or the findings of one package: what, where, why, how, who says so. */
export function findingBlock(group: FindingGroup, view: View, room: Room = A_FEW_LINES): readonly string[] {
  const { first, others } = group;
  const isPackage = group.kind === 'package';
  const fix = isPackage ? fixOfAll([first, ...others]) : fixOf(first, room);
  return [
    ...heading(group, view),
    ...place(first, view),
    ...(group.kind === 'alike' ? alsoHere(group, view) : []),
    ...snippet(first, view),
    ...labelled('From', originOf(first), view),
    ...(isPackage ? problems(group, view) : labelled('Why', whyOf(first, room), view)),
    ...labelled('Fix', fix ?? helpOf(first), view),
    ...labelled('Note', allowanceOf(first), view),
    ...seen(group, view),
  ];
}

/** A comment that was meant to accept the finding, and does not count: its author should not have to guess why. */
function allowanceOf({ allowed, rule, disposition }: JudgedFinding): string | undefined {
  if (allowed === undefined || allowed.reason !== '' || disposition === 'excepted') return undefined;
  return `gatehouse:allow on line ${allowed.line} does not count: write gatehouse:allow ${oneLine(rule.id, 60)} and the reason`;
}

/** Where a value that does harm comes in; `explain` tells the whole way. */
function originOf({ flow, location }: JudgedFinding): string | undefined {
  const source = flow?.[0];
  if (source === undefined || source.region.startLine === location.region.startLine) return undefined;
  return `line ${source.region.startLine}: ${oneLine(source.message, 120)}`;
}

/** The problems of a package, each with the name by which `explain` knows it, and how bad it is said to be. */
function problems({ first, others }: FindingGroup, view: View): readonly string[] {
  const all = [first, ...others];
  const left = all.slice(PROBLEMS_SHOWN);
  const lines = all.slice(0, PROBLEMS_SHOWN).flatMap((finding, at) => {
    const facts = factsOf(finding).join('; ');
    return [
      ...withId(at === 0 ? 'Why' : '', problemLine(finding), finding.id, view),
      ...(facts === '' ? [] : labelled('', facts, view)),
    ];
  });
  return [...lines, ...(left.length === 0 ? [] : labelled('', `and ${countBySeverity(left)}`, view))];
}

/** Where a finding is, as editors and terminals open it: `src/config.ts:12:15`; of a package only the line means something. */
export function placeOf(finding: JudgedFinding, length?: number): string {
  const { startLine, startColumn } = finding.location.region;
  const column = finding.package === undefined && startColumn > 1 ? `:${startColumn}` : '';
  return `${shownPath(finding.location.path, length)}:${startLine}${column}`;
}

function heading(group: FindingGroup, { layout, paint }: View): readonly string[] {
  const finding = group.first;
  const room = layout.width - TITLE_COLUMN - widthOf(finding.category) - 2;
  return wrap(groupTitleOf(group), room).map((line, at) => {
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

/** The witnesses; a package's problems have had their ids told already. */
function seen({ kind, first, others }: FindingGroup, view: View): readonly string[] {
  const names = [...new Set([first, ...others].map((finding) => witnessNames(finding, view.outcome)))].join(', ');
  return kind === 'package' ? labelled('Seen', names, view) : withId('Seen', names, first.id, view);
}

/** A text beside a label, and at its first line's end the name by which `explain` knows the finding. */
function withId(label: string, text: string, id: string, { layout, paint }: View): readonly string[] {
  const name = `id ${printable(id)}`;
  const room = layout.width - layout.indent - LABEL_WIDTH - widthOf(name) - 2;
  const [first = '', ...rest] = wrap(text, room);
  const begin = ' '.repeat(layout.indent);
  return [
    `${begin}${paint.faint(label)}${' '.repeat(LABEL_WIDTH - label.length)}${padEnd(first, room)}  ${paint.faint(name)}`,
    ...rest.map((line) => begin + ' '.repeat(LABEL_WIDTH) + line),
  ];
}
