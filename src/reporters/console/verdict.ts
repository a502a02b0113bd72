import { printable } from '../../model/text.ts';
import type { VerdictWord } from '../../model/verdict.ts';
import { oneLine, shownPath } from '../safe-text.ts';
import { withDisposition } from '../selection.ts';
import { wrap } from '../terminal/layout.ts';
import type { Paint } from '../terminal/paint.ts';
import type { View } from './view.ts';

const REASONS_SHOWN = 6;
/** What is incomplete has been told in full above; here it is only named. */
const REASON_LENGTH = 140;
const COLUMN = 'VERDICT  '.length;

/** The last lines, where a terminal's reader looks first: may it merge, who says so, and what now. */
export function verdictSection(view: View): readonly string[] {
  const { outcome, options, layout, paint } = view;
  const { word } = outcome.verdict;
  const sentences = reasons(view);
  const texts = [
    `${word}${sentences[0] === undefined ? '' : `: ${sentences[0]}`}`,
    ...sentences.slice(1).map((text) => `and ${text}`),
  ];
  const report = options.reportFile === undefined ? [] : [`Report: ${shownPath(options.reportFile, 200)}`];
  const lines = [...texts, ...report, ...acceptance(view)].flatMap((text) => wrap(text, layout.width - COLUMN));
  return lines.map((line, at) =>
    at === 0 ? `VERDICT  ${wordPaint(word, paint)(word)}${line.slice(word.length)}` : ' '.repeat(COLUMN) + line,
  );
}

/**
 * The policy's own reasons, of which a run without any finding needs none. A category that is incomplete and that none of the shown ones
 * names is named at the end, so that it is never left out.
 */
function reasons({ outcome }: View): readonly string[] {
  const { word, gaps } = outcome.verdict;
  if (word === 'pass' && gaps.length === 0 && outcome.counts.findings === 0) return [];
  const said = outcome.verdict.reasons.slice(0, REASONS_SHOWN).map((reason) => oneLine(reason, REASON_LENGTH));
  const unsaid = gaps
    .map(({ category }) => category)
    .filter((category) => !said.some((reason) => reason.includes(category)));
  return unsaid.length === 0 ? said : [...said, `incomplete: ${[...new Set(unsaid)].join(', ')}`];
}

/** How to accept a finding, said with one that blocks. */
function acceptance({ outcome }: View): readonly string[] {
  const [first] = withDisposition(outcome, 'block');
  return first === undefined ? [] : [`Accept one with a reason: gatehouse explain ${printable(first.id)}`];
}

function wordPaint(word: VerdictWord, paint: Paint): (text: string) => string {
  switch (word) {
    case 'pass':
      return paint.good;
    case 'incomplete':
      return paint.doubtful;
    case 'fail':
      return paint.bad;
  }
}
