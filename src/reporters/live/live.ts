import type { RunEvent } from '../../model/run-event.ts';
import type { ScanStatus } from '../../model/scan-status.ts';
import { withoutCommands } from '../../model/text.ts';
import { bytes, duration, thousands } from '../amounts.ts';
import { oneLine } from '../safe-text.ts';
import { cutEnd, padEnd, padStart } from '../terminal/layout.ts';
import { type Paint, paintFor } from '../terminal/paint.ts';
import type { LiveRow, LiveState, Progress } from './state.ts';

const CATEGORY_WIDTH = 'supply-chain'.length;
const SCANNER_WIDTHS = { least: 'embedded'.length, most: 24 };
const RESULTS_WIDTH = 8;

/** The lines of a live terminal: what runs, for how long, what is left. None is wider than `columns`. */
export function renderLive(state: LiveState, elapsedMs: number, columns: number, colour = false): string[] {
  const paint = paintFor(colour);
  const names = state.rows.map(nameOf);
  const width = Math.min(SCANNER_WIDTHS.most, Math.max(SCANNER_WIDTHS.least, ...names.map((name) => name.length)));
  const rows = state.rows.map((row, at) => rowText(row, names[at] ?? '', width, elapsedMs));
  return [
    paint.strong(cut(header(state), columns)),
    ...rows.map(({ mark, text }) => paintMark(mark, paint) + cut(text, columns - 4)),
  ];
}

/** One line for a log when a scanner ends: `✔ secrets  gitleaks  4 results  0.3 s`. */
export function renderEnded(event: Extract<RunEvent, { kind: 'ended' }>, row?: LiveRow): string {
  const name = row === undefined ? oneLine(event.scanner, 60) : nameOf(row);
  const category = row?.category === undefined ? '' : `${padEnd(row.category, CATEGORY_WIDTH)}  `;
  const text = `${markOf(event.status)} ${category}${padEnd(name, 16)}  ${endText(event.status, event.results, event.durationMs)}`;
  return withoutCommands(text.trimEnd());
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
      return { mark: '·', text: `${begin}${' '.repeat(RESULTS_WIDTH + 2)}waiting` };
    case 'running':
      return { mark: '◌', text: `${begin}${' '.repeat(RESULTS_WIDTH + 2)}${runningText(progress, elapsedMs)}` };
    case 'ended':
      return { mark: markOf(progress.status), text: begin + endedText(progress) };
  }
}

/** `8 s of about 12 s`, once more than expected only the time: a wrong estimate helps nobody. */
function runningText({ sinceMs, expectedMs }: Extract<Progress, { stage: 'running' }>, elapsedMs: number): string {
  const spent = Math.max(0, elapsedMs - sinceMs);
  const seconds = `${Math.floor(spent / 1000)} s`;
  return expectedMs === undefined || spent >= expectedMs
    ? seconds
    : `${seconds} of about ${Math.ceil(expectedMs / 1000)} s`;
}

function endedText({ status, results, durationMs }: Extract<Progress, { stage: 'ended' }>): string {
  if (status.state === 'ok') return `${padStart(thousands(results), RESULTS_WIDTH)}  ${duration(durationMs)}`;
  return oneLine(status.why, 200);
}

function endText(status: ScanStatus, results: number, durationMs: number): string {
  if (status.state !== 'ok') return oneLine(status.why, 300);
  return `${thousands(results)} ${results === 1 ? 'result' : 'results'}  ${duration(durationMs)}`;
}

/** An engine is `embedded`: its category stands beside it. */
function nameOf({ scanner, origin }: LiveRow): string {
  return origin === 'embedded' ? 'embedded' : oneLine(scanner, 60);
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
