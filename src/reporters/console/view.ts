import type { Outcome } from '../../model/outcome.ts';
import type { RenderOptions } from '../contract.ts';
import { type Layout, layoutFor, wrap } from '../terminal/layout.ts';
import { type Paint, paintFor } from '../terminal/paint.ts';

/** What every section of the answer is drawn from. A section is a list of lines; an empty one is not shown. */
export interface View {
  readonly outcome: Outcome;
  readonly options: RenderOptions;
  readonly layout: Layout;
  readonly paint: Paint;
}

export function viewOf(outcome: Outcome, options: RenderOptions): View {
  return { outcome, options, layout: layoutFor(options.columns), paint: paintFor(options.colour) };
}

/** A text beside a label, wrapped so that all its lines begin in one column: `Fix   raise lodash to…`. */
export function hang(
  view: View,
  label: string,
  text: string,
  at: { readonly label: number; readonly text: number },
): readonly string[] {
  const begin = ' '.repeat(at.label) + view.paint.faint(label) + ' '.repeat(at.text - at.label - label.length);
  return wrap(text, view.layout.width - at.text).map((line, row) => (row === 0 ? begin : ' '.repeat(at.text)) + line);
}
