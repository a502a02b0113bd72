import { join } from 'node:path';
import { messageOf } from '../model/errors.ts';
import type { JudgedFinding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { FilePath } from '../model/path.ts';
import { printable } from '../model/text.ts';
import type { Runner } from '../ports/runner.ts';
import { annotationsFor } from '../reporters/annotations.ts';
import type { RenderOptions } from '../reporters/contract.ts';
import { renderSummary } from '../reporters/markdown/summary.ts';
import { reporterFor, writeReports } from './reports.ts';
import type { Wired } from './wire.ts';

/** Formats that are written below `report-dir`. */
const REPORTS = ['json', 'sarif', 'markdown'] as const;

/**
 * Log, annotations, job summary, outputs, report files. Rejects with `PlatformError` when an output or a report cannot be written: then the
 * step must not be green.
 */
export async function deliverToRunner(
  outcome: Outcome,
  folder: FilePath,
  runner: Runner,
  { ports, stdout }: Wired,
): Promise<void> {
  const render: RenderOptions = {
    columns: 100,
    colour: false,
    all: false,
    blobUrl: ports.ci.blobUrl,
    reportFile: join(folder, reporterFor('json').file),
    pullRequest: ports.ci.pullRequest !== undefined,
  };
  await stdout.write(reporterFor('console').render(outcome, render));
  await annotate(outcome, runner, ports);
  await summarise(outcome, render, runner, ports);
  await setOutputs(outcome, folder, runner);
  const files = REPORTS.map((format) => ({
    format,
    file: join(folder, reporterFor(format).file),
    given: 'report-dir',
  }));
  await writeReports(outcome, files, render, ports.files);
}

async function annotate(outcome: Outcome, runner: Runner, { ci, github, logger }: Wired['ports']): Promise<void> {
  const { lines, note } =
    ci.pullRequest === undefined ? { lines: undefined, note: undefined } : await github.changedLines(ci.pullRequest);
  if (note !== undefined) logger.info(note);
  for (const annotation of annotationsFor(outcome, lines).annotations) runner.annotate(annotation);
}

/** A summary that cannot be written is a pity, not a verdict. */
async function summarise(
  outcome: Outcome,
  render: RenderOptions,
  runner: Runner,
  { logger }: Wired['ports'],
): Promise<void> {
  try {
    await runner.appendSummary(renderSummary(outcome, render));
  } catch (error) {
    logger.warn(printable(messageOf(error)));
  }
}

async function setOutputs(outcome: Outcome, folder: FilePath, runner: Runner): Promise<void> {
  const outputs: Readonly<Record<string, string>> = {
    verdict: outcome.verdict.word,
    findings: String(outcome.counts.findings),
    blocking: String(outcome.counts.blocking),
    counts: JSON.stringify(countsByCategory(outcome.findings)),
    incomplete: JSON.stringify(outcome.verdict.gaps.map(({ category, scanner, why }) => ({ category, scanner, why }))),
    sarif: join(folder, reporterFor('sarif').file),
    report: join(folder, reporterFor('json').file),
  };
  for (const [name, value] of Object.entries(outputs)) await runner.setOutput(name, value);
}

/** `{"secrets":{"high":1}}`: findings that count, excepted ones apart. */
function countsByCategory(
  findings: readonly JudgedFinding[],
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { category, severity, disposition } of findings) {
    if (disposition === 'excepted') continue;
    counts[category] ??= {};
    const row = counts[category];
    row[severity] = (row[severity] ?? 0) + 1;
  }
  return counts;
}
