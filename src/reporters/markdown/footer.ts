import type { Outcome } from '../../model/outcome.ts';
import { inDays } from '../amounts.ts';
import { groupGaps, groupNotLookedAt, summariseExceptions, withDisposition } from '../selection.ts';
import { gapText } from '../wording.ts';
import { take } from './budget.ts';
import { asMarkdown, pathAsMarkdown } from './escape.ts';
import { number } from './headline.ts';

/** An exception is worth a word to everybody when it ends within these days. */
const SOON_DAYS = 30;

/** What makes the scan incomplete, with what to do about it. */
export function gapsList(outcome: Outcome, limit: number): string {
  const gaps = groupGaps(outcome);
  if (gaps.length === 0) return '';
  const { shown, left } = take(gaps, limit);
  const lines = shown.map((gap) => `- **${gap.categories.join(', ')}**: ${asMarkdown(gapText(gap), 800)}`);
  return ['**Not looked at**', '', ...lines, ...(left === 0 ? [] : [`- … and ${number(left, 'more', 'more')}`])].join(
    '\n',
  );
}

/** Files that nobody looked at, folded away, by reason. */
export function filesDetails(outcome: Outcome, limit: number): string {
  const groups = groupNotLookedAt(outcome);
  if (groups.length === 0) return '';
  const { shown, left } = take(groups, limit);
  const lines = shown.map(({ why, paths }) => {
    const names = paths.slice(0, 3).map((path) => pathAsMarkdown(outcome.prefix + path));
    return `- ${number(paths.length, 'file')}: ${asMarkdown(why, 160)} (${names.join(', ')}${paths.length > 3 ? ', …' : ''})`;
  });
  const rest = left === 0 ? [] : [`- … and ${number(left, 'more reason')}: the JSON report lists every file`];
  return [
    `<details><summary>${number(outcome.notLookedAt.length, 'file')} not looked at</summary>`,
    '',
    ...lines,
    ...rest,
    '',
    '</details>',
  ].join('\n');
}

/** Who decided, and which exceptions need their owner: ending soon, expired, unused. */
export function decidedLine(outcome: Outcome): string {
  const { expired, unused } = summariseExceptions(outcome);
  const excepted = withDisposition(outcome, 'excepted').length;
  return [
    `Decided by ${decider(outcome)}.`,
    ...(excepted === 0 ? [] : [`${number(excepted, 'finding')} accepted with a reason.`]),
    ...endingSoon(outcome),
    ...(expired.length === 0
      ? []
      : [`${number(expired.length, 'exception has', 'exceptions have')} expired: ${names(expired)}.`]),
    ...(unused.length === 0
      ? []
      : [`${number(unused.length, 'exception matches', 'exceptions match')} nothing: ${names(unused)}.`]),
  ].join(' ');
}

function decider({ decidedBy }: Outcome): string {
  const text = asMarkdown(decidedBy, 200);
  return decidedBy.includes('/') ? `<code>${text}</code>` : text;
}

function endingSoon(outcome: Outcome): readonly string[] {
  const { soonest } = summariseExceptions(outcome);
  if (soonest === undefined || soonest.days > SOON_DAYS) return [];
  const same = outcome.exceptions.filter(
    ({ expired, matched, expires }) => !expired && matched > 0 && expires === soonest.exception.expires,
  );
  return [`${number(same.length, 'exception ends', 'exceptions end')} ${inDays(soonest.days)}: ${names(same)}.`];
}

function names(exceptions: readonly { readonly rule: string; readonly from: string }[]): string {
  const { shown, left } = take(exceptions, 3);
  const texts = shown.map(({ rule, from }) => `${asMarkdown(rule, 80)} (${asMarkdown(from, 80)})`);
  return `${texts.join(', ')}${left === 0 ? '' : ', …'}`;
}
