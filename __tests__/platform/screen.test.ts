import { describe, expect, test } from '@jest/globals';
import { createScreen } from '../../src/platform/screen.ts';

/** What a terminal shows after it got these bytes: just enough of ECMA-48 for what we send. */
function shown(bytes: string): readonly string[] {
  const rows = [''];
  let row = 0;
  for (const [piece] of bytes.matchAll(/\u001b\[\??[\d;]*[A-Za-z]|[^\u001b]/gu)) {
    const up = /^\u001b\[(\d+)A$/.exec(piece);
    if (up !== null) row = Math.max(0, row - Number(up[1]));
    else if (piece === '\u001b[J') rows.splice(row, rows.length, '');
    else if (piece === '\n') row += 1;
    else if (!piece.startsWith('\u001b') && piece !== '\r') rows[row] = (rows[row] ?? '') + piece;
    rows[row] ??= '';
  }
  return rows.at(-1) === '' ? rows.slice(0, -1) : rows;
}

function terminal(change: { isTTY?: boolean; columns?: number; rows?: number } = {}) {
  const written: string[] = [];
  const listeners: ((error: Error) => void)[] = [];
  const stream = {
    isTTY: true,
    columns: 100,
    rows: 30,
    ...change,
    write: (text: string) => written.push(text),
    on: (_: 'error', listener: (error: Error) => void) => listeners.push(listener),
  };
  const breakPipe = () => {
    for (const listener of listeners) listener(Object.assign(new Error('x'), { code: 'EPIPE' }));
  };
  return { stream, written, breakPipe, text: () => written.join('') };
}

describe('a screen is live', () => {
  test.each<[string, boolean, boolean, Record<string, string>]>([
    ['on a terminal', true, true, { TERM: 'xterm' }],
    ['not on a pipe', false, false, { TERM: 'xterm' }],
    ['not on a dumb terminal', false, true, { TERM: 'dumb' }],
    ['not in CI', false, true, { CI: 'true' }],
    ['not in CI that says 1', false, true, { CI: '1' }],
    ['where CI says that it is none', true, true, { CI: 'false' }],
    ['where CI says nothing', true, true, { CI: '' }],
  ])('%s', (_, live, isTTY, env) => {
    expect(createScreen(terminal({ isTTY }).stream, env).live).toBe(live);
  });
});

describe('a screen has colour', () => {
  test.each<[string, boolean, boolean, Record<string, string>]>([
    ['on a terminal', true, true, {}],
    ['not on a pipe', false, false, {}],
    ['not on a dumb terminal', false, true, { TERM: 'dumb' }],
    ['not when NO_COLOR is set to anything', false, true, { NO_COLOR: '0' }],
    ['when NO_COLOR is empty', true, true, { NO_COLOR: '' }],
    ['on a pipe when FORCE_COLOR is set', true, false, { FORCE_COLOR: '1' }],
    ['not when FORCE_COLOR says 0', false, true, { FORCE_COLOR: '0' }],
    ['not when FORCE_COLOR says false', false, true, { FORCE_COLOR: 'false' }],
    ['not when both are set', false, true, { NO_COLOR: '1', FORCE_COLOR: '1' }],
    ['in CI on a terminal', true, true, { CI: 'true' }],
  ])('%s', (_, colour, isTTY, env) => {
    expect(createScreen(terminal({ isTTY }).stream, env).colour).toBe(colour);
  });
});

describe('columns', () => {
  test.each([
    [200, 200],
    [40, 40],
    [10, 40],
    [0, 80],
    [undefined, 80],
  ])('%s of the stream are %i', (columns, expected) => {
    const { stream } = terminal();
    expect(createScreen({ ...stream, columns }, {}).columns).toBe(expected);
  });

  test('follow the terminal when it changes', () => {
    const { stream } = terminal();
    const screen = createScreen(stream, {});
    stream.columns = 55;
    expect(screen.columns).toBe(55);
  });
});

describe('drawing', () => {
  test('replaces what was drawn before, with more lines or fewer', () => {
    const { stream, text } = terminal();
    const screen = createScreen(stream, {});
    screen.draw(['one', 'two']);
    screen.draw(['one', 'two', 'three']);
    expect(shown(text())).toEqual(['one', 'two', 'three']);
    screen.draw(['last']);
    expect(shown(text())).toEqual(['last']);
    screen.draw([]);
    expect(shown(text())).toEqual([]);
  });

  test('keeps what was printed above the frame', () => {
    const { stream, text } = terminal();
    const screen = createScreen(stream, {});
    screen.print('start');
    screen.draw(['frame 1']);
    screen.print('first\nsecond\n');
    screen.draw(['frame 2']);
    expect(shown(text())).toEqual(['start', 'first', 'second', 'frame 2']);
    screen.draw([]);
    screen.print('end');
    expect(shown(text())).toEqual(['start', 'first', 'second', 'end']);
  });

  test('writes nothing when nothing changed', () => {
    const { stream, written } = terminal();
    const screen = createScreen(stream, {});
    screen.draw(['same']);
    screen.draw(['same']);
    screen.draw(['same']);
    expect(written.length).toBe(1);
  });

  test('keeps every line a row, by switching wrapping off and on again in one piece', () => {
    const { stream, written } = terminal();
    createScreen(stream, {}).draw(['x'.repeat(500)]);
    expect(written).toEqual([`\u001b[?7l${'x'.repeat(500)}\n\u001b[?7h`]);
  });

  test('never draws higher than the terminal', () => {
    const { stream, text } = terminal({ rows: 5 });
    const screen = createScreen(stream, {});
    const lines = Array.from({ length: 9 }, (_, number) => `line ${number}`);
    screen.draw(lines);
    screen.draw([...lines, 'line 9']);
    expect(shown(text())).toEqual(['line 0', 'line 1', 'line 2', '  … and 7 more']);
  });

  test('counts the rows of a line that holds line ends', () => {
    const { stream, text } = terminal();
    const screen = createScreen(stream, {});
    screen.draw(['a\nb']);
    screen.draw(['c']);
    expect(shown(text())).toEqual(['c']);
  });

  test('does nothing where nothing is live', () => {
    const { stream, written } = terminal({ isTTY: false });
    const screen = createScreen(stream, {});
    screen.draw(['frame']);
    screen.print('text');
    screen.draw([]);
    expect(written).toEqual(['text\n']);
  });
});

describe('printing', () => {
  test('ends every text with one line end', () => {
    const { stream, text } = terminal({ isTTY: false });
    const screen = createScreen(stream, {});
    for (const part of ['a', 'b\n', '', 'c']) screen.print(part);
    expect(text()).toBe('a\nb\nc\n');
  });

  test('in Actions gives the runner no command', () => {
    const { stream, text } = terminal({ isTTY: false });
    createScreen(stream, { GITHUB_ACTIONS: 'true' }).print('fine\n  ::error::x\na ##[group]b');
    expect(text()).toBe('fine\n  \\x3a:error::x\na #\\x23[group]b\n');
  });

  test('stops quietly when the reader is gone', () => {
    const { stream, written, breakPipe } = terminal();
    const screen = createScreen(stream, {});
    screen.print('a');
    breakPipe();
    screen.print('b');
    screen.draw(['c']);
    expect(written).toEqual(['a\n']);
  });
});
