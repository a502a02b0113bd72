/**
 * Breaks what the runner would take for a workflow command, visibly and for good: `::` at the start of a line, which it looks for after
 * trimming white space, and `##[` anywhere in one (`TryParseV2` and `TryParse` of
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs). Colours before a `::` do not hide it.
 */
export function withoutCommands(text: string): string {
  return text.replaceAll('##[', '#\\x23[').replace(/^((?:\s|\u001b\[[\d;]*m)*):(?=:)/gm, '$1\\x3a');
}
