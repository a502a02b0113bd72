import type { Outcome } from '../../model/outcome.ts';
import { withoutCommands } from '../../model/text.ts';
import type { RenderOptions, Reporter } from '../contract.ts';
import { lookedAtSection, notLookedAtSection } from './coverage.ts';
import { exceptionsSection } from './exceptions.ts';
import { blocksSection, notesSection, warnsSection } from './findings.ts';
import { verdictSection } from './verdict.ts';
import { type View, viewOf } from './view.ts';

type Section = (view: View) => readonly string[];

/** Paragraphs of the answer, in the order in which people ask. */
const PARAGRAPHS: readonly (readonly Section[])[] = [
  [blocksSection],
  [warnsSection],
  [notesSection],
  [exceptionsSection],
  [notLookedAtSection],
  [lookedAtSection, verdictSection],
];

/** The answer on a terminal. Ends with a line end; no line has blanks at its end. */
export const consoleReporter: Reporter = {
  format: 'console',
  file: 'gatehouse.txt',
  render(outcome: Outcome, options: RenderOptions): string {
    const view = viewOf(outcome, options);
    const paragraphs = PARAGRAPHS.map((sections) => sections.flatMap((section) => section(view)));
    const text = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
    return withoutCommands(`${text.join('\n\n')}\n`);
  },
};
