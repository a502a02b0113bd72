import { resolve } from 'node:path';
import type { Outcome } from '../model/outcome.ts';
import type { FilePath } from '../model/path.ts';
import { type Registry, registry } from '../scanners/registry.ts';
import type { CommandLine, ScanOptions } from './command-line.ts';
import { deliver } from './deliver.ts';
import type { ExitStatus } from './exit-status.ts';
import { runSession } from './gate-session.ts';
import { checkGivenReports, checkReportFiles, type FileReportRequest } from './reports.ts';
import type { TerminalContext } from './terminal-context.ts';
import { wire } from './wire.ts';

/** `gatehouse scan [PATH]`: the whole gate. */
export function scanCommand(
  { path, options }: Extract<CommandLine, { command: 'scan' }>,
  context: TerminalContext,
): Promise<ExitStatus> {
  return judgeFolder({ root: resolve(context.host.cwd, path), options, reports: [] }, registry, context);
}

/** A folder to judge. */
interface Judging {
  readonly root: FilePath;
  readonly options: ScanOptions;
  /** Reports that are named as such, and without which there is nothing to judge; as the user wrote them. */
  readonly reports: readonly string[];
}

/** Runs the gate over a folder with these scanners and shows the answer. */
export async function judgeFolder(
  { root, options, reports }: Judging,
  scanners: Registry,
  context: TerminalContext,
): Promise<ExitStatus> {
  const { host, version, onRelease } = context;
  const wired = await wire(host, { version, verbose: options.verbose, quiet: options.quiet, token: undefined });
  onRelease(wired.release);
  const files = fileReports(options, host.cwd);
  await checkReportFiles(files, wired.ports.files);
  await checkGivenReports(reports, host.cwd, wired.ports.files);
  const outcome: Outcome = await runSession(
    {
      root,
      configFile: options.configFile === undefined ? undefined : resolve(host.cwd, options.configFile),
      trust: options.trust,
      staged: options.staged,
      inputs: options.inputs,
      version,
      env: host.env,
      quiet: options.quiet,
    },
    scanners,
    wired,
  );
  return deliver(outcome, { options, files }, wired);
}

function fileReports(options: ScanOptions, cwd: string): readonly FileReportRequest[] {
  return options.reports.flatMap(({ format, file }) =>
    file === undefined ? [] : [{ format, file: resolve(cwd, file), given: file }],
  );
}
