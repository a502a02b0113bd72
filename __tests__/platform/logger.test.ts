import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLogger } from '../../src/platform/logger.ts';

function logged(loudness: { verbose?: boolean; quiet?: boolean } = {}) {
  const lines: string[] = [];
  const logger = createLogger((line) => lines.push(line), { verbose: false, quiet: false, ...loudness });
  return { lines, logger };
}

/** How the runner reads a line: TryParseV2, then TryParse, of actions/runner src/Runner.Common/ActionCommand.cs. */
function isCommand(line: string): boolean {
  const trimmed = line.trimStart();
  const named = trimmed.startsWith('::') && trimmed.indexOf('::', 2) >= 0;
  const old = line.indexOf('##[');
  return named || (old >= 0 && line.indexOf(']', old) >= 0);
}

describe('loudness', () => {
  test.each([
    ['usual', {}, ['i', 'warning: w']],
    ['verbose', { verbose: true }, ['i', 'warning: w', 'debug: d']],
    ['quiet', { quiet: true }, ['warning: w']],
    ['both', { verbose: true, quiet: true }, ['warning: w', 'debug: d']],
  ])('%s', (_, loudness, expected) => {
    const { lines, logger } = logged(loudness);
    logger.info('i');
    logger.warn('w');
    logger.debug('d');
    expect(lines).toEqual(expected);
  });
});

describe('a line', () => {
  test.each([
    ['::error::x', '\\x3a:error::x'],
    ['  ::add-mask::x', '  \\x3a:add-mask::x'],
    ['\u00a0\u3000::group::x', '\u00a0\u3000\\x3a:group::x'],
    ['##[group]x', '#\\x23[group]x'],
    ['before ##[error]x', 'before #\\x23[error]x'],
    ['###[error]x', '##\\x23[error]x'],
    ['##[a]##[b]', '#\\x23[a]#\\x23[b]'],
    ['std::vector, a::b and # [x]', 'std::vector, a::b and # [x]'],
    [': one colon', ': one colon'],
    ['\u001b[31m::error::x', '\\x1b[31m::error::x'],
    ['a\u0000b\tc', 'a\\x00b c'],
    ['a\u202eb', 'a\\u{202e}b'],
  ])('%j is shown as %j', (message, line) => {
    const { lines, logger } = logged();
    logger.info(message);
    expect(lines).toEqual([line]);
    expect(isCommand(line)).toBe(false);
  });

  test('of several becomes several, each of them safe', () => {
    const { lines, logger } = logged({ verbose: true });
    logger.info('one\n::error::two\r\n ##[x]three\rfour');
    logger.warn('one\n::error::two');
    expect(lines).toEqual(['one', '\\x3a:error::two', ' #\\x23[x]three', 'four', 'warning: one', '\\x3a:error::two']);
  });

  test('is never a command, whatever is logged', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('::', '##[', ']', 'error', ' ', '\n', '\r', '\u2028', '\ufeff', '\u001b[0m'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { lines, logger } = logged({ verbose: true });
        logger.info(pieces.join(''));
        logger.warn(pieces.join(''));
        logger.debug(pieces.join(''));
        expect(lines.filter((line) => isCommand(line) || /[\u0000-\u001f]/.test(line))).toEqual([]);
      }),
    );
  });
});
