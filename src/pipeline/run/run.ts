import pLimit from 'p-limit';
import type { RunEvent } from '../../model/run-event.ts';
import type { Isolation, Origin } from '../../model/scan.ts';
import type { Scanner } from '../../scanners/contract.ts';
import type { FileSet } from '../file-set.ts';
import type { Acquired, ReadyScan, SettledScan } from '../plan-types.ts';
import type { FinishedScan } from '../run-types.ts';
import type { Ending, RunContext } from './context.ts';
import { recallDurations, rememberDuration } from './durations.ts';
import { type Job, jobsOf } from './jobs.ts';
import { type TakenReport, takeReports } from './reports.ts';
import { couldNotLookAt } from './unread.ts';

/**
 * Runs everything that is ready, at most `maxParallel` (else as many as there are cores) at once and longest first, so that the wall time
 * comes near that of the slowest alone. Gives one finished scan per scanner, settled ones and taken-in reports included;
 * rejects only when interrupted.
 */
export async function run(acquired: Acquired, context: RunContext): Promise<readonly FinishedScan[]> {
  const { fileSet, settings, ports } = context;
  const began = ports.clock.elapsed();
  const names = [...acquired.ready, ...acquired.settled].map(({ scanner }) => scanner.name);
  const reports = await takeReports(settings.sarifFiles, fileSet, names, ports.files);
  const parallel = settings.maxParallel ?? ports.workers.size;
  announce(acquired, reports, parallel, context);

  const settled = acquired.settled.map((scan) => blinded(finishSettled(scan), fileSet));
  const taken = reports.map(finishReport);
  const results = new Map(reports.map(({ scanner, ending }) => [scanner.name, ending.results]));
  for (const scan of [...settled, ...taken]) {
    context.request.onEvent(endedEvent(scan, results.get(scan.scanner.name) ?? 0));
  }

  const expected = await recallDurations(names, ports.cache);
  const jobs = longestFirst(await jobsOf(acquired.ready, context), expected);
  const ran = await pLimit(parallel).map(jobs, (job) => runJob(job, expected, began, context));
  return [...ran.flat(), ...taken, ...settled];
}

async function runJob(
  job: Job,
  expected: ReadonlyMap<string, number>,
  began: number,
  { fileSet, ports, request }: RunContext,
): Promise<readonly FinishedScan[]> {
  const { clock, cache } = ports;
  const started = clock.elapsed();
  for (const { scanner } of job.scans) request.onEvent(startedEvent(scanner.name, expected.get(scanner.name)));
  const endings = await job.run();
  const durationMs = clock.elapsed() - started;
  const finished = job.scans.flatMap((scan, index) => {
    const ending = endings[index];
    return ending === undefined ? [] : [{ scan, ending }];
  });
  return Promise.all(
    finished.map(async ({ scan, ending }) => {
      const ended = finish(scan, ending, { startedMs: started - began, durationMs, version: request.toolVersion });
      const done = blinded(ended, fileSet);
      request.onEvent(endedEvent(done, ending.results));
      if (ending.status.state === 'ok') await rememberDuration(scan.scanner.name, durationMs, cache);
      return done;
    }),
  );
}

/** What nobody has timed yet comes first when it is a program (it may be the slowest), last when it is an engine. */
function longestFirst(jobs: readonly Job[], expected: ReadonlyMap<string, number>): readonly Job[] {
  const guess = ({ scanner }: ReadyScan) =>
    expected.get(scanner.name) ?? (scanner.kind === 'embedded' ? 0 : Number.MAX_VALUE);
  const length = (job: Job) => Math.max(...job.scans.map(guess));
  return [...jobs].sort((a, b) => length(b) - length(a));
}

function announce(
  { ready, settled }: Acquired,
  reports: readonly TakenReport[],
  parallel: number,
  context: RunContext,
): void {
  const { fileSet, settings, request } = context;
  request.onEvent({
    kind: 'planned',
    profile: settings.profile,
    files: {
      count: fileSet.files.length,
      bytes: fileSet.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    },
    parallel,
    scans: [
      ...ready.map(({ scanner: { name, category }, origin }) => ({ scanner: name, category, origin })),
      ...reports.map(({ scanner: { name, category } }) => ({ scanner: name, category, origin: 'report' as const })),
      ...settled.map(({ scanner }) => ({
        scanner: scanner.name,
        category: scanner.category,
        origin: usualOrigin(scanner),
      })),
    ],
  });
}

/**
 * What a scanner has not found in files that nobody could read, it has not looked for: no required one is complete with them, nor is an
 * engine without a file that it cannot do without.
 */
function blinded(scan: FinishedScan, { unread, withheld }: FileSet): FinishedScan {
  const { scanner, required, status } = scan;
  const claims = status.state === 'ok' || (status.state === 'skipped' && scanner.kind === 'embedded');
  const needed = scanner.kind === 'embedded' ? withheld.filter((file) => scanner.needs?.(file)) : [];
  const losses = [...unread, ...needed];
  if (losses.length === 0 || !required || !claims) return scan;
  return { ...scan, status: { state: 'failed', ...couldNotLookAt(losses) } };
}

function finish(
  { scanner, required, version, origin }: ReadyScan,
  { status, report }: Ending,
  engine: { readonly startedMs: number; readonly durationMs: number; readonly version: string },
): FinishedScan {
  const { startedMs, durationMs } = engine;
  const known = scanner.kind === 'embedded' ? engine.version : version;
  return {
    scanner,
    required,
    version: known,
    origin,
    isolation: isolationOf(scanner),
    status,
    report,
    startedMs,
    durationMs,
  };
}

/** A report was asked for by name, and nobody knows what its tool was kept from. */
function finishReport({ scanner, version, ending }: TakenReport): FinishedScan {
  const { status, report } = ending;
  const origin: Origin = 'report';
  return {
    scanner,
    required: true,
    version,
    origin,
    isolation: 'environment',
    status,
    report,
    startedMs: 0,
    durationMs: 0,
  };
}

function finishSettled({ scanner, required, status }: SettledScan): FinishedScan {
  return {
    scanner,
    required,
    version: undefined,
    origin: usualOrigin(scanner),
    isolation: isolationOf(scanner),
    status,
    report: { kind: 'none' },
    startedMs: 0,
    durationMs: 0,
  };
}

/** An engine runs no program at all; a program is kept from our environment, and from nothing else yet. */
function isolationOf({ kind }: Scanner): Isolation {
  return kind === 'embedded' ? 'full' : 'environment';
}

function usualOrigin({ kind }: Scanner): Origin {
  switch (kind) {
    case 'embedded':
      return 'embedded';
    case 'own':
      return 'configuration';
    case 'external':
      return 'path';
  }
}

function startedEvent(scanner: string, expectedMs: number | undefined): RunEvent {
  return { kind: 'started', scanner, ...(expectedMs !== undefined && { expectedMs }) };
}

function endedEvent({ scanner, status, durationMs }: FinishedScan, results: number): RunEvent {
  return { kind: 'ended', scanner: scanner.name, status, results, durationMs };
}
