import { CATEGORIES, type Category } from '../model/category.ts';
import type { Origin } from '../model/scan.ts';
import { withoutCommands } from '../model/text.ts';
import { oneLine } from './safe-text.ts';
import { padEnd, widthOf, wrap } from './terminal/layout.ts';
import { paintFor } from './terminal/paint.ts';

/** A scanner as `gatehouse scanners` shows it. */
export interface ScannerEntry {
  readonly name: string;
  readonly category: Category;
  readonly state:
    | { readonly kind: 'ready'; readonly version: string | undefined; readonly origin: Origin }
    /** `why` is one clause; `install` says how to get it. */
    | { readonly kind: 'missing'; readonly why: string; readonly install: string | undefined };
}

const FROM: Readonly<Record<Origin, string>> = {
  embedded: 'built in',
  path: 'on PATH',
  'tool-cache': 'in the tool cache',
  configuration: 'named in the configuration',
  report: 'a report taken in',
};

/** What can run here, by category: name, version, where it comes from; or why not, and how to get it. */
export function renderScannersList(
  entries: readonly ScannerEntry[],
  options: { readonly columns: number; readonly colour: boolean },
): string {
  const paint = paintFor(options.colour);
  const column = 4 + Math.min(28, Math.max(8, ...entries.map(({ name }) => widthOf(oneLine(name, 60))))) + 2;
  const row = ({ name, state }: ScannerEntry): readonly string[] => {
    const mark = state.kind === 'ready' ? paint.good('✔') : paint.faint('·');
    const lines = wrap(stateText(state), Math.max(20, options.columns - column));
    return lines.map((line, at) =>
      at === 0 ? `  ${mark} ${padEnd(oneLine(name, 28), column - 4)}${line}` : ' '.repeat(column) + line,
    );
  };
  const paragraphs = CATEGORIES.map((category) => ({
    category,
    scanners: entries.filter((entry) => entry.category === category),
  }))
    .filter(({ scanners }) => scanners.length > 0)
    .map(({ category, scanners }) => [paint.strong(category), ...scanners.flatMap(row)].join('\n'));
  const ready = entries.filter(({ state }) => state.kind === 'ready').length;
  return withoutCommands(`${[...paragraphs, `${ready} of ${entries.length} can run here.`].join('\n\n')}\n`);
}

function stateText(state: ScannerEntry['state']): string {
  switch (state.kind) {
    case 'ready':
      return [...(state.version === undefined ? [] : [oneLine(state.version, 40)]), FROM[state.origin]].join(', ');
    case 'missing':
      return state.install === undefined
        ? oneLine(state.why, 200)
        : `${oneLine(state.why, 200)}: ${oneLine(state.install, 200)}`;
  }
}
