import type { Outcome } from '../../model/outcome.ts';
import type { RenderOptions, Reporter } from '../contract.ts';
import { assemble } from './assemble.ts';
import { firstThatFits, type Limits } from './budget.ts';
import { blockingList, othersDetails } from './findings.ts';
import { decidedLine, filesDetails, gapsList } from './footer.ts';
import { headline } from './headline.ts';
import { severityTable } from './severity-table.ts';
import { whatRanDetails } from './what-ran.ts';

/** A step's summary may have 1 MiB, and is lost whole when it is longer: github/docs, "Adding a job summary". */
const SUMMARY_BYTES = 1_000_000;

/** What a list shows at most, and what it falls back to where long texts would break the budget. */
const SUMMARY_LIMITS: readonly Limits[] = [
  { blocking: 200, others: 300, scanners: 100, lines: 30 },
  { blocking: 100, others: 50, scanners: 50, lines: 20 },
  { blocking: 30, others: 0, scanners: 20, lines: 10 },
];

/** The job summary: the whole answer in Markdown, with everything that is nobody's next step folded away. */
export function renderSummary(outcome: Outcome, options: RenderOptions): string {
  const fits = (text: string) => Buffer.byteLength(text) <= SUMMARY_BYTES;
  return firstThatFits(SUMMARY_LIMITS, fits, (limits) =>
    assemble([
      headline(outcome, options),
      severityTable(outcome),
      blockingList(outcome, options, limits.blocking),
      gapsList(outcome, limits.lines),
      whatRanDetails(outcome, limits.scanners),
      othersDetails(outcome, options, limits.others),
      filesDetails(outcome, limits.lines),
      decidedLine(outcome),
    ]),
  );
}

/** The job summary as a report of its own. */
export const markdownReporter: Reporter = { format: 'markdown', file: 'gatehouse.md', render: renderSummary };
