import type { RunEvent } from '../../model/run-event.ts';
import type { ScanStatus } from '../../model/scan-status.ts';
import { withoutCommands } from '../../model/text.ts';
import { bytes, duration, thousands } from '../amounts.ts';
import { oneLine } from '../safe-text.ts';
import { cutEnd, padEnd, padStart, widthOf } from '../terminal/layout.ts';
import { type Paint, paintFor } from '../terminal/paint.ts';
import type { LiveRow, LiveState, Progress } from './state.ts';

const CATEGORY_WIDTH = 'supply-chain'.length;
const SCANNER_WIDTHS = { least: 'embedded'.length, most: 24 };
const RESULTS_WIDTH = 6;
/** `12.3 s`; what takes minutes is wider and may be. */
const DURATION_WIDTH = 6;

/** The lines of a live terminal: what runs, for how long, what is left. None is wider than `columns`. */
export function renderLive(state: LiveState, elapsedMs: number, columns: number, colour = false): string[] {
  const paint = paintFor(colour);
  const width = nameWidth(state.rows);
  const rows = state.rows.map((row) => rowText(row, nameOf(row, state.rows), width, elapsedMs));
  return [
    paint.strong(cut(header(state), columns)),
    ...rows.map(({ mark, text }) => paintMark(mark, paint) + cut(text, columns - 4)),
  ];
}

/** One line for a log when a scanner ends: `✔ secrets  gitleaks  4 results  0.3 s`. The lines of one run stand in columns. */
export function renderEnded(event: Extract<RunEvent, { kind: 'ended' }>, rows: readonly LiveRow[]): string {
  const row = rows.find(({ scanner }) => scanner === event.scanner);
  const name = row === undefined ? oneLine(event.scanner, 60) : nameOf(row, rows);
  const begin = `${markOf(event.status)} ${padEnd(row?.category ?? '', CATEGORY_WIDTH)}  ${padEnd(name, nameWidth(rows))}`;
  return withoutCommands(`${begin}  ${endText(event)}`.trimEnd());
}

function nameWidth(rows: readonly LiveRow[]): number {
  const widths = rows.map((row) => widthOf(nameOf(row, rows)));
  return Math.min(SCANNER_WIDTHS.most, Math.max(SCANNER_WIDTHS.least, ...widths));
}

/** `gatehouse 0.1.0 · recommended · 214 files, 1.3 MB · 2 cores`. */
function header({ toolVersion, plan }: LiveState): string {
  const name = `gatehouse ${oneLine(toolVersion, 40)}`;
  if (plan === undefined) return `${name} · looking at the files`;
  const files = `${thousands(plan.files)} ${plan.files === 1 ? 'file' : 'files'}, ${bytes(plan.bytes)}`;
  return [name, oneLine(plan.profile, 40), files, `${plan.parallel} at a time`].join(' · ');
}

interface RowText {
  readonly mark: Mark;
  readonly text: string;
}

type Mark = '✔' | '◌' | '·' | '✖' | '!';

function rowText(row: LiveRow, name: string, width: number, elapsedMs: number): RowText {
  const begin = `${padEnd(row.category ?? '', CATEGORY_WIDTH)}  ${padEnd(cutEnd(name, width), width)}  `;
  const { progress } = row;
  switch (progress.stage) {
    case 'waiting':
      return { mark: '·', text: `${begin}waiting` };
    case 'running':
      return { mark: '◌', text: `${begin}${' '.repeat(RESULTS_WIDTH + 2)}${runningText(progress, elapsedMs)}` };
    case 'ended':
      return { mark: markOf(progress.status), text: begin + endedText(progress) };
  }
}

/** `8 s of about 12 s`, once more than expected only the time: a wrong estimate helps nobody. */
function runningText({ sinceMs, expectedMs }: Extract<Progress, { stage: 'running' }>, elapsedMs: number): string {
  const spent = Math.max(0, elapsedMs - sinceMs);
  const seconds = padStart(`${Math.floor(spent / 1000)} s`, DURATION_WIDTH);
  return expectedMs === undefined || spent >= expectedMs
    ? seconds
    : `${seconds} of about ${Math.ceil(expectedMs / 1000)} s`;
}

function endedText({ status, results, durationMs }: Extract<Progress, { stage: 'ended' }>): string {
  if (status.state === 'ok')
    return `${padStart(thousands(results), RESULTS_WIDTH)}  ${padStart(duration(durationMs), DURATION_WIDTH)}`;
  return oneLine(status.why, 200);
}

function endText({ status, results, durationMs }: Extract<RunEvent, { kind: 'ended' }>): string {
  if (status.state !== 'ok') return oneLine(status.why, 300);
  const found = `${padStart(thousands(results), RESULTS_WIDTH)} ${results === 1 ? 'result ' : 'results'}`;
  return `${found}  ${padStart(duration(durationMs), DURATION_WIDTH)}`;
}

/** An engine is `embedded`, since its category stands beside it; where two have that category, a second word tells which. */
function nameOf({ scanner, origin, category }: LiveRow, rows: readonly LiveRow[]): string {
  if (origin !== 'embedded') return oneLine(scanner, 60);
  const own = scanner.replace(/^gatehouse-/, '');
  const alone = rows.filter((row) => row.origin === 'embedded' && row.category === category).length === 1;
  return alone || own === category ? 'embedded' : `embedded ${own}`;
}

function markOf(status: ScanStatus): Mark {
  switch (status.state) {
    case 'ok':
      return '✔';
    case 'skipped':
      return '·';
    case 'unavailable':
      return '!';
    case 'failed':
    case 'timed-out':
      return '✖';
  }
}

function paintMark(mark: Mark, paint: Paint): string {
  switch (mark) {
    case '✔':
      return `  ${paint.good(mark)} `;
    case '✖':
      return `  ${paint.bad(mark)} `;
    case '!':
    case '◌':
      return `  ${paint.doubtful(mark)} `;
    case '·':
      return `  ${paint.faint(mark)} `;
  }
}

/** Nothing in it is a command any more before it is cut, so that nothing makes it longer again. */
function cut(text: string, columns: number): string {
  return cutEnd(withoutCommands(text.trimEnd()), columns);
}
