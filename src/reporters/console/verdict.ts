import { printable } from '../../model/text.ts';
import { gapSentence, type VerdictWord } from '../../model/verdict.ts';
import { oneLine, shownPath } from '../safe-text.ts';
import { withDisposition } from '../selection.ts';
import { wrap } from '../terminal/layout.ts';
import type { Paint } from '../terminal/paint.ts';
import type { View } from './view.ts';

const REASONS_SHOWN = 6;
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
 * The policy's own reasons, of which a run without any finding needs none. What is incomplete has been told in full above: here its
 * categories are named, first where they decide.
 */
function reasons({ outcome }: View): readonly string[] {
  const { word, gaps, reasons: all } = outcome.verdict;
  if (word === 'pass' && gaps.length === 0 && outcome.counts.findings === 0) return [];
  const told = new Set(gaps.map(gapSentence));
  const said = all
    .filter((reason) => !told.has(reason))
    .slice(0, REASONS_SHOWN)
    .map((reason) => oneLine(reason, REASON_LENGTH));
  if (gaps.length === 0) return said;
  const missing = [...new Set(gaps.map(({ category }) => category))].join(', ');
  return word === 'incomplete' ? [missing, ...said] : [...said, `incomplete: ${missing}`];
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
