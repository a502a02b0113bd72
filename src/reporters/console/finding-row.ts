import { type FindingGroup, groupTitleOf } from '../groups.ts';
import { shownPath } from '../safe-text.ts';
import { cutEnd, cutPath, padEnd, widthOf } from '../terminal/layout.ts';
import type { View } from './view.ts';

/** Columns that a place keeps where the title needs the rest: the end of the file's name and the line. */
const LEAST_PLACE = 16;

/**
 * A finding on one line: severity, title, place, id; on a narrow terminal the place goes below. The place gives way first, its folders and
 * then the front of the file's name; then the title's end.
 */
export function findingRow(group: FindingGroup, { layout, paint }: View): readonly string[] {
  const { kind, first, others } = group;
  const id = paint.faint(first.id);
  const severity = `  ${paint.severity(first.severity, first.severity)}${' '.repeat(10 - first.severity.length)}`;
  const room = layout.width - 12 - 2 - widthOf(first.id);
  const times = kind === 'alike' ? ` ×${others.length + 1}` : '';
  const title = groupTitleOf(group);
  const titled = (columns: number) => padEnd(cutEnd(title, columns - times.length) + times, columns);
  const place = `${shownPath(first.location.path, 200)}:${first.location.region.startLine}`;
  if (layout.width < 72)
    return [`${severity}${titled(room)}  ${id}`, `    ${paint.faint(cutPath(place, layout.width - 4))}`];
  const shown = cutPath(place, Math.max(LEAST_PLACE, room - 2 - widthOf(title) - times.length));
  return [`${severity}${titled(room - widthOf(shown) - 2)}  ${shown}  ${id}`];
}
