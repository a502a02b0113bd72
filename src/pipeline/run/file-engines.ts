import type { FileEngine } from '../../engines/contract.ts';
import { comparePaths } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { ReadyScan } from '../plan-types.ts';
import { type Ending, endedWith, type RunContext } from './context.ts';
import type { FileAnswer } from './file-task.ts';
import { type Scanned, scanShards } from './scan-shards.ts';
import { cutIntoShards, mergeWanted } from './shards.ts';
import { timedOutAfter, withinTime } from './time-limit.ts';
import { couldNotLookAt, unreadable } from './unread.ts';

/** An engine with its scan. */
export interface FileScan {
  readonly engine: FileEngine;
  readonly scan: ReadyScan;
}

/** Runs all file engines over one reading of each file, spread over the workers. One ending for each, in the order given. */
export async function runFileEngines(scans: readonly FileScan[], context: RunContext): Promise<readonly Ending[]> {
  const { fileSet, settings, ports } = context;
  const files = mergeWanted(fileSet.files, new Map(scans.map(({ engine, scan }) => [engine.name, scan.files])));
  const limitMs = Math.max(...scans.map(({ scan }) => scan.timeoutMs));
  const from = { root: fileSet.root, settings: { trustedRegistries: settings.trustedRegistries } };
  const work = scanShards(from, cutIntoShards(files), limitMs, ports.workers);
  const scanned = await withinTime(work, limitMs, ports.clock);
  if (scanned === undefined) return scans.map(({ scan }) => endedWith(timedOutAfter(scan.timeoutMs)));
  return scans.map((fileScan) => endingOf(fileScan, scanned.answer));
}

function endingOf({ engine, scan }: FileScan, { answers, lost, collapsed }: Scanned): Ending {
  if (collapsed !== undefined) return endedWith({ state: 'failed', why: `could not work: ${collapsed}` });
  const wanted = new Set(scan.files.map(({ path }) => path));
  const own = answers.filter((answer) =>
    answer.kind === 'unread' ? wanted.has(answer.path) : answer.engine === engine.name,
  );
  const losses = oncePerFile([...own.flatMap(lossOf), ...lost.filter((loss) => loss.engine === engine.name)]);
  const reports = own.flatMap((answer) => (answer.kind === 'reported' ? [answer] : [])).sort(byPath);
  const results = reports.flatMap(({ report }) => report.results);
  return {
    status: losses.length === 0 ? { state: 'ok' } : { state: 'failed', ...couldNotLookAt(losses) },
    report: {
      kind: 'results',
      results,
      notLookedAt: [...own.flatMap(noteOf), ...losses.map(({ path, why }) => ({ path, why }))].sort(byPath),
      notes: [],
      advisories: [],
      advisoriesDigest: undefined,
      rulesDigest: engine.rulesDigest,
    },
    results: results.length,
  };
}

/** What an answer costs the engine's verdict: it wanted a file that is there, and has not seen it. */
function lossOf(answer: FileAnswer): readonly NotLookedAt[] {
  switch (answer.kind) {
    case 'reported':
      return answer.report.isIncomplete === true ? [{ path: answer.path, why: answer.report.notLookedAt ?? '' }] : [];
    case 'broken':
      return [{ path: answer.path, why: answer.why }];
    case 'unread':
      return unreadable(answer.code).gap ? [{ path: answer.path, why: unreadable(answer.code).why }] : [];
  }
}

function noteOf(answer: FileAnswer): readonly NotLookedAt[] {
  if (answer.kind === 'reported') {
    return answer.report.notLookedAt === undefined || answer.report.isIncomplete === true
      ? []
      : [{ path: answer.path, why: answer.report.notLookedAt }];
  }
  return answer.kind === 'unread' && !unreadable(answer.code).gap
    ? [{ path: answer.path, why: unreadable(answer.code).why }]
    : [];
}

/** A file that was tried again for several engines may be unreadable several times. Sorted by path. */
function oncePerFile(losses: readonly NotLookedAt[]): readonly NotLookedAt[] {
  return [...new Map(losses.map((loss) => [loss.path, loss])).values()].sort(byPath);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return comparePaths(a.path, b.path);
}
