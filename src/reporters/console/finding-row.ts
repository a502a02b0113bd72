import { shownPath } from '../safe-text.ts';
import type { FindingGroup } from '../selection.ts';
import { cutEnd, cutStart, padEnd, widthOf } from '../terminal/layout.ts';
import { titleOf } from '../wording.ts';
import type { View } from './view.ts';

/** A finding on one line: severity, title, place, id; on a narrow terminal the place goes below. The title gives way first, then the path's front. */
export function findingRow({ first, others }: FindingGroup, { layout, paint }: View): readonly string[] {
  const id = paint.faint(first.id);
  const severity = `  ${paint.severity(first.severity, first.severity)}${' '.repeat(10 - first.severity.length)}`;
  const room = layout.width - 12 - 2 - widthOf(first.id);
  const times = others.length === 0 ? '' : ` ×${others.length + 1}`;
  const titled = (columns: number) => padEnd(cutEnd(titleOf(first), columns - times.length) + times, columns);
  const place = `${shownPath(first.location.path, 200)}:${first.location.region.startLine}`;
  if (layout.width < 72)
    return [`${severity}${titled(room)}  ${id}`, `    ${paint.faint(cutStart(place, layout.width - 4))}`];
  const shown = cutStart(place, Math.floor(room / 2));
  return [`${severity}${titled(room - widthOf(shown) - 2)}  ${shown}  ${id}`];
}
