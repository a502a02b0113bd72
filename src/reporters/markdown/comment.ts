import type { Outcome } from '../../model/outcome.ts';
import type { RenderOptions } from '../contract.ts';
import { assemble } from './assemble.ts';
import { firstThatFits, type Limits } from './budget.ts';
import { blockingList } from './findings.ts';
import { decidedLine, gapsList } from './footer.ts';
import { headline } from './headline.ts';
import { severityTable } from './severity-table.ts';

/** The API takes 65,536 characters for a comment. */
const COMMENT_CHARACTERS = 60_000;

const COMMENT_LIMITS: readonly Limits[] = [
  { blocking: 20, others: 0, scanners: 0, lines: 10 },
  { blocking: 5, others: 0, scanners: 0, lines: 3 },
  { blocking: 1, others: 0, scanners: 0, lines: 1 },
];

/** The comment on a pull request: the same answer without what ran and what does not block. */
export function renderComment(outcome: Outcome, options: RenderOptions): string {
  const fits = (text: string) => text.length <= COMMENT_CHARACTERS;
  return firstThatFits(COMMENT_LIMITS, fits, (limits) =>
    assemble([
      headline(outcome, options),
      severityTable(outcome),
      blockingList(outcome, options, limits.blocking),
      gapsList(outcome, limits.lines),
      decidedLine(outcome),
    ]),
  );
}
