import type { ExceptionUse } from '../../model/outcome.ts';
import { inDays, thousands } from '../amounts.ts';
import { oneLine } from '../safe-text.ts';
import { summariseExceptions, withDisposition } from '../selection.ts';
import { wrap } from '../terminal/layout.ts';
import type { View } from './view.ts';

const NAMED = 5;

/** `EXCEPTED`: how many were accepted, when the first exception ends, and which ones no longer do anything. */
export function exceptionsSection(view: View): readonly string[] {
  const excepted = withDisposition(view.outcome, 'excepted').length;
  const { expired, unused, soonest } = summariseExceptions(view.outcome);
  if (excepted === 0 && expired.length === 0 && unused.length === 0) return [];
  const ends =
    soonest === undefined
      ? ''
      : `the first exception ends ${inDays(soonest.days)}, on ${oneLine(soonest.exception.expires, 20)} (${nameOf(soonest.exception)})`;
  return [
    ...heading(excepted, ends, view),
    ...named(
      'expired',
      expired,
      (use) => `${nameOf(use)} ended on ${oneLine(use.expires, 20)} and no longer counts: renew or remove it`,
      view,
    ),
    ...named('unused', unused, (use) => `${nameOf(use)} matches nothing: remove it`, view),
  ];
}

function heading(excepted: number, ends: string, { layout, paint }: View): readonly string[] {
  const begin = `EXCEPTED  ${thousands(excepted)}`;
  const column = begin.length + 4;
  if (ends === '') return [paint.strong(begin)];
  return wrap(ends, layout.width - column).map(
    (line, at) => (at === 0 ? `${paint.strong(begin)}    ` : ' '.repeat(column)) + paint.faint(line),
  );
}

function named(
  label: string,
  uses: readonly ExceptionUse[],
  say: (use: ExceptionUse) => string,
  view: View,
): readonly string[] {
  const { layout, paint } = view;
  const left = uses.length - NAMED;
  return [...uses.slice(0, NAMED).map(say), ...(left > 0 ? [`and ${thousands(left)} more`] : [])].flatMap((text, row) =>
    wrap(text, layout.width - 12).map(
      (line, at) =>
        `  ${row + at === 0 ? paint.doubtful(label) + ' '.repeat(10 - label.length) : ' '.repeat(10)}${line}`,
    ),
  );
}

/** `CVE-2024-1234, @team, .github/gatehouse.yml:12`. */
function nameOf({ rule, owner, from }: ExceptionUse): string {
  return [rule, owner, from].map((text) => oneLine(text, 80)).join(', ');
}
