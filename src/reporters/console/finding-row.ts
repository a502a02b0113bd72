import { shownPath } from '../safe-text.ts';
import type { FindingGroup } from '../selection.ts';
import { cutEnd, cutPath, padEnd, widthOf } from '../terminal/layout.ts';
import { titleOf } from '../wording.ts';
import type { View } from './view.ts';

/** Of a row's room, where the title needs the rest. */
const PLACE_SHARE = 0.45;

/** A finding on one line: severity, title, place, id; on a narrow terminal the place goes below. The title gives way first, then the path's front. */
export function findingRow({ first, others }: FindingGroup, { layout, paint }: View): readonly string[] {
  const id = paint.faint(first.id);
  const severity = `  ${paint.severity(first.severity, first.severity)}${' '.repeat(10 - first.severity.length)}`;
  const room = layout.width - 12 - 2 - widthOf(first.id);
  const times = others.length === 0 ? '' : ` ×${others.length + 1}`;
  const titled = (columns: number) => padEnd(cutEnd(titleOf(first), columns - times.length) + times, columns);
  const place = `${shownPath(first.location.path, 200)}:${first.location.region.startLine}`;
  if (layout.width < 72)
    return [`${severity}${titled(room)}  ${id}`, `    ${paint.faint(cutPath(place, layout.width - 4))}`];
  const shown = cutPath(place, Math.floor(room * PLACE_SHARE));
  return [`${severity}${titled(room - widthOf(shown) - 2)}  ${shown}  ${id}`];
}
