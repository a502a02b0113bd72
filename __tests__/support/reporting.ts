/** What tests of reporters share: options, and the ways in which text can be more than text. */
import type { RenderOptions } from '../../src/reporters/contract.ts';

export function renderOptions(rest: Partial<RenderOptions> = {}): RenderOptions {
  return { columns: 80, colour: false, all: false, blobUrl: undefined, reportFile: undefined, ...rest };
}

/**
 * Lines that the runner would obey. Follows its two parsers (actions/runner src/Runner.Common/ActionCommand.cs): `::name …::` after white space at
 * a line's start, and `##[name …]` anywhere in a line.
 */
export function workflowCommands(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).filter((line) => /^(?:\s|\u001b\[\d+m)*::/.test(line) || line.includes('##['));
}

/** Control characters and bidirectional overrides, after our own colours were taken out. */
export function terminalEscapes(text: string): readonly string[] {
  return (
    stripColours(text).match(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    ) ?? []
  );
}

/** Only the colours that `paint.ts` writes: whole SGR sequences of one number. */
export function stripColours(text: string): string {
  return text.replace(/\u001b\[\d{1,2}m/g, '');
}
