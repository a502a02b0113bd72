import { messageOf } from '../model/errors.ts';
import type { Outcome } from '../model/outcome.ts';
import { printable } from '../model/text.ts';
import type { RenderOptions } from '../reporters/contract.ts';
import type { ScanOptions } from './command-line.ts';
import { type ExitStatus, statusOfVerdict } from './exit-status.ts';
import { type FileReportRequest, reporterFor, writeReports } from './reports.ts';
import type { Wired } from './wire.ts';

/** All there is to say before a commit that only deletes, or changes nothing below the folder. */
const NOTHING_STAGED = 'VERDICT  pass: no staged file to judge\n';

/**
 * Shows the outcome on the terminal and writes the reports that were asked for. The answer for people goes to standard error when
 * standard output carries a report. A report that cannot be written never leaves the status green.
 */
export async function deliver(
  outcome: Outcome,
  { options, files }: { readonly options: ScanOptions; readonly files: readonly FileReportRequest[] },
  { ports, stdout }: Wired,
): Promise<ExitStatus> {
  const { screen, ci } = ports;
  const render: RenderOptions = {
    columns: screen.columns,
    colour: screen.colour,
    all: options.all,
    blobUrl: ci.blobUrl,
    reportFile: files[0]?.given,
    pullRequest: ci.pullRequest !== undefined,
  };
  const status = statusOfVerdict(outcome.verdict.word);
  const answer = isIdle(outcome, options) ? NOTHING_STAGED : reporterFor('console').render(outcome, render);
  const onStdout = options.reports.find(({ file }) => file === undefined)?.format ?? 'console';
  try {
    await writeReports(outcome, files, render, ports.files);
    if (onStdout !== 'console') screen.print(answer);
    await stdout.write(
      onStdout === 'console' ? answer : reporterFor(onStdout).render(outcome, { ...render, colour: false }),
    );
    return status;
  } catch (error) {
    if (onStdout === 'console') screen.print(answer);
    screen.print(`a report could not be written: ${printable(messageOf(error))}`);
    return status === 0 ? 4 : status;
  }
}

function isIdle({ verdict, counts, notLookedAt, scans }: Outcome, { staged }: ScanOptions): boolean {
  const nothing = counts.files === 0 && counts.findings === 0 && notLookedAt.length === 0;
  return staged && nothing && verdict.word === 'pass' && scans.every(({ status }) => status.state === 'skipped');
}
