import { withoutCommands } from '../model/text.ts';
import type { Screen } from '../ports/screen.ts';
import type { Environment } from './environment.ts';

/** What a screen needs of a stream: `process.stderr`, or a double. */
export interface ScreenStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

const FEWEST_COLUMNS = 40;
const USUAL_COLUMNS = 80;
const USUAL_ROWS = 24;

// Control sequences of ECMA-48, and DECAWM (private mode 7): without wrapping, a line is a row however long it is.
const CURSOR_UP = (rows: number) => `\u001b[${rows}A`;
const ERASE_BELOW = '\r\u001b[J';
const WRAP_OFF = '\u001b[?7l';
const WRAP_ON = '\u001b[?7h';

/**
 * A screen on a stream. It redraws only on a terminal that can, outside CI. Whoever reads the other end may leave (`| head`): from then
 * on it shows nothing and disturbs nobody.
 */
export function createScreen(stream: ScreenStream, env: Environment): Screen {
  const isTerminal = stream.isTTY === true && env.TERM !== 'dumb';
  const live = isTerminal && !isCi(env);
  const inActions = env.GITHUB_ACTIONS === 'true';
  let gone = false;
  let frame: readonly string[] = [];
  stream.on('error', () => {
    gone = true;
  });
  const write = (text: string) => {
    if (!gone && text !== '') stream.write(text);
  };
  const erased = () => (frame.length === 0 ? '' : CURSOR_UP(frame.length) + ERASE_BELOW);
  return {
    live,
    colour: hasColour(env, isTerminal),
    get columns() {
      return Math.max(FEWEST_COLUMNS, stream.columns || USUAL_COLUMNS);
    },
    draw(lines) {
      const next = fitting(lines, stream.rows || USUAL_ROWS);
      if (!live || next.join('\n') === frame.join('\n')) return;
      write(erased() + drawn(next));
      frame = next;
    },
    print(text) {
      const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
      write(erased() + (inActions ? withoutCommands(ended) : ended) + drawn(frame));
    },
  };
}

function drawn(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${WRAP_OFF}${lines.join('\n')}\n${WRAP_ON}`;
}

/** The cursor cannot go up beyond the top of the screen: of a taller frame only the first rows are drawn. */
function fitting(lines: readonly string[], rows: number): readonly string[] {
  const flat = lines.flatMap((line) => line.split('\n'));
  if (flat.length < rows) return flat;
  const shown = flat.slice(0, Math.max(rows - 2, 0));
  return [...shown, `  … and ${flat.length - shown.length} more`];
}

function isCi(env: Environment): boolean {
  return env.CI !== undefined && env.CI !== '' && env.CI !== 'false' && env.CI !== '0';
}

/** https://no-color.org wins over https://force-color.org, and both over what the stream is. */
function hasColour(env: Environment, isTerminal: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR === '0' || env.FORCE_COLOR === 'false') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return true;
  return isTerminal;
}
