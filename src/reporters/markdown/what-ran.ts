import type { Outcome } from '../../model/outcome.ts';
import type { Origin, Scan } from '../../model/scan.ts';
import { duration, thousands } from '../amounts.ts';
import { groupEmptyCategories } from '../selection.ts';
import { idleText } from '../wording.ts';
import { take } from './budget.ts';
import { asMarkdown } from './escape.ts';
import { number } from './headline.ts';
import { asSentence } from './sentence.ts';

const FROM: Readonly<Record<Origin, string>> = {
  embedded: 'built in',
  path: 'PATH',
  'tool-cache': 'tool cache',
  configuration: 'configuration',
  report: 'a report taken in',
};

/** Every scanner with its version, where it comes from, what it said and how it ended. */
export function whatRanDetails(outcome: Outcome, limit: number): string {
  const ran = outcome.scans.filter(({ status }) => status.state !== 'skipped' && status.state !== 'unavailable').length;
  const { shown, left } = take(outcome.scans, limit);
  return [
    `<details><summary>What ran: ${number(ran, 'scanner')}, ${duration(outcome.run.durationMs)}</summary>`,
    '',
    '| scanner | category | version | from | results | time | status |',
    '|---|---|---|---|--:|--:|---|',
    ...shown.map((scan) => row(scan, outcome)),
    ...(left === 0 ? [] : ['', `… and ${number(left, 'more', 'more')}.`]),
    ...empty(outcome, limit),
    '',
    '</details>',
  ].join('\n');
}

function row(scan: Scan, { run }: Outcome): string {
  const time = Object.hasOwn(run.scanners, scan.scanner) ? run.scanners[scan.scanner] : undefined;
  const cells = [
    asMarkdown(scan.scanner, 60),
    scan.category,
    asMarkdown(scan.version ?? '', 40),
    FROM[scan.origin],
    scan.status.state === 'ok' ? thousands(scan.results) : '',
    time === undefined ? '' : duration(time.durationMs),
    statusText(scan),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** How it ended, then what its report needed to be readable and what else is worth knowing. */
function statusText({ status, repairs, notes, required }: Scan): string {
  const ended = 'why' in status ? `${status.state}: ${status.why}` : status.state;
  const optional = required || status.state === 'ok' ? [] : ['not required'];
  return asMarkdown([ended, ...optional, ...repairs, ...notes].join('; '), 300);
}

/** Categories without any scanner; a scanner that had nothing to look at has its row. */
function empty(outcome: Outcome, limit: number): readonly string[] {
  const texts = take(groupEmptyCategories(outcome).others, limit).shown.map(({ categories, why }) =>
    asMarkdown(idleText(categories.join(', '), why), 200),
  );
  return texts.length === 0 ? [] : ['', `${asSentence(texts.join('; '))}`];
}
