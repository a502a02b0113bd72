import { ScannerError } from '../../model/errors.ts';
import type { ReportedResult } from '../../model/result.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { ScanStatus } from '../../model/scan-status.ts';
import { printable, shorten } from '../../model/text.ts';
import type { SarifLog, SarifResult, SarifRun } from '../../sarif/log.ts';
import { readSarif } from '../../sarif/read.ts';
import type { ColumnUnit, Scanner, Target } from '../../scanners/contract.ts';
import type { FinishedScan, RawReport } from '../run-types.ts';
import { adaptGenerically } from './generic-adapter.ts';
import { withFamily } from './secret-families.ts';

/** One result on its way: as its scanner means it, with the path still as the report has it. */
export interface Candidate {
  readonly finished: FinishedScan;
  readonly reported: ReportedResult;
  /** Other spellings of `reported.path`, to be tried when no such file exists. */
  readonly otherPath: string | undefined;
  readonly unit: ColumnUnit;
}

/** What one finished scan contributes, before anything was read from the workspace. */
export interface Contribution {
  readonly finished: FinishedScan;
  readonly candidates: readonly Candidate[];
  readonly status: ScanStatus;
  readonly repairs: readonly string[];
  readonly notes: readonly string[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/** Never throws for what a report holds: what cannot be read is the scan's status `failed`. */
export function contributionOf(finished: FinishedScan): Contribution {
  const { report } = finished;
  switch (report.kind) {
    case 'none':
      return { ...nothing(finished), status: endedWithout(finished.status) };
    case 'results':
      return {
        ...nothing(finished),
        candidates: report.results.map((reported) => ({ finished, reported, otherPath: undefined, unit: 'utf-16' })),
        notes: report.notes,
        notLookedAt: report.notLookedAt,
      };
    case 'sarif':
      return readReport(finished, report);
  }
}

function nothing(finished: FinishedScan): Contribution {
  return { finished, candidates: [], status: finished.status, repairs: [], notes: [], notLookedAt: [] };
}

/** A scanner that says ok and hands over nothing has not said that the tree is clean. */
function endedWithout(status: ScanStatus): ScanStatus {
  return status.state === 'ok' ? { state: 'failed', why: 'ended without a report' } : status;
}

function readReport(finished: FinishedScan, report: RawReport & { readonly kind: 'sarif' }): Contribution {
  try {
    return fromLog(finished, report.target, readSarif(report.bytes));
  } catch (error) {
    if (!(error instanceof ScannerError)) throw error;
    return { ...nothing(finished), status: worsen(finished.status, error.message) };
  }
}

function fromLog(
  finished: FinishedScan,
  target: Target,
  { log, repairs }: { log: SarifLog; repairs: readonly string[] },
): Contribution {
  const { scanner } = finished;
  const shown = log.runs.flatMap((run) =>
    run.results.filter((result) => counts(scanner, result)).map((result) => ({ run, result })),
  );
  const silenced = log.runs.flatMap(({ results }) => results).length - shown.length;
  const failure = log.runs.find((run) => run.failure !== undefined)?.failure;
  const { notes, notLookedAt } = notified(log.runs);
  return {
    finished,
    candidates: shown.flatMap(({ run, result }) => candidateOf(finished, target, run, result) ?? []),
    status: failure === undefined ? finished.status : worsen(finished.status, failure),
    repairs,
    notes: silenced > 0 ? [...notes, `left out because the report marks them as suppressed: ${silenced}`] : notes,
    notLookedAt,
  };
}

/**
 * Suppressions of a scanner that we know come from comments in the hostile tree, which its adapter switches off: they do not count.
 * Those of a user's own scanner or report are the user's word.
 */
function counts(scanner: Scanner, result: SarifResult): boolean {
  return scanner.kind !== 'own' || !result.suppressed;
}

function candidateOf(
  finished: FinishedScan,
  target: Target,
  run: SarifRun,
  result: SarifResult,
): Candidate | undefined {
  const { scanner } = finished;
  const adapted =
    scanner.kind === 'external' ? scanner.adapt(result, target) : adaptGenerically(result, scanner.category);
  if (adapted === undefined) return undefined;
  const tool = scanner.kind === 'external' ? scanner.name : run.tool.name.toLowerCase();
  const declared = scanner.kind === 'external' ? scanner.columnUnit : undefined;
  return {
    finished,
    reported: withFamily({ ...adapted, category: scanner.category }, tool),
    otherPath: adapted.path === result.path ? result.rawPath : undefined,
    unit: run.columnUnit ?? declared ?? 'utf-16',
  };
}

/** Errors that a tool reports without having failed: about a file they are `notLookedAt`, else a note. */
function notified(runs: readonly SarifRun[]): { notes: readonly string[]; notLookedAt: readonly NotLookedAt[] } {
  const said = runs.flatMap(({ notifications }) => notifications);
  const clause = (text: string) => printable(shorten(text, 200)).replace(/\.$/, '');
  return {
    notes: [...new Set(said.filter(({ path }) => path === undefined).map(({ text }) => clause(text)))],
    notLookedAt: said.flatMap(({ text, path }) => (path === undefined ? [] : [{ path, why: clause(text) }])),
  };
}

/** A scan that already ended badly keeps its own, first reason. */
function worsen(status: ScanStatus, why: string): ScanStatus {
  return status.state === 'ok' ? { state: 'failed', why } : status;
}
