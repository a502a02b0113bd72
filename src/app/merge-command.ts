import { resolve } from 'node:path';
import type { CommandLine } from './command-line.ts';
import type { ExitStatus } from './exit-status.ts';
import { judgeFolder } from './scan-command.ts';
import type { TerminalContext } from './terminal-context.ts';

/** `gatehouse merge FILE…`: the gate without any scanner of its own, over reports that others wrote. */
export function mergeCommand(
  { files, root, options }: Extract<CommandLine, { command: 'merge' }>,
  context: TerminalContext,
): Promise<ExitStatus> {
  const { cwd } = context.host;
  const reports = files.map((file) => resolve(cwd, file)).join('\n');
  const inputs = { ...options.inputs, 'sarif-files': { value: reports, from: 'merge' } };
  const sarif = [{ format: 'sarif', file: undefined }];
  const merged = { ...options, inputs, reports: options.reports.length > 0 ? options.reports : sarif };
  return judgeFolder({ root: resolve(cwd, root), options: merged, reports: files }, [], context);
}
