import type { FilePath } from '../../model/path.ts';
import { printable, shorten } from '../../model/text.ts';
import type { WorkerAnswer, Workers } from '../../ports/workers.ts';
import type { FileAnswer, FileTask } from './file-task.ts';
import type { WantedFile } from './shards.ts';

/** The task's name in `src/app/worker.ts`. */
export const SCAN_FILES = 'scan-files';
/** A shard of 2 MB takes well under a second; one that takes half a minute on a busy machine has met a file that never ends. */
const SHARD_LIMIT_MS = 30_000;
const FILE_LIMIT_MS = 10_000;
/** A file that hangs or crashes its worker is rare. Where more shards than this fail, the cause is not in the files. */
const MAX_RETRIED_SHARDS = 8;

type Shard = readonly WantedFile[];

/** What all shards of a run have in common. */
export type ShardSource = Pick<FileTask, 'root' | 'settings'>;

/** A file that an engine could not get through: the worker crashed, hung or ran out of memory. */
export interface Lost {
  readonly path: FilePath;
  readonly engine: string;
  readonly why: string;
}

export interface Scanned {
  readonly answers: readonly FileAnswer[];
  readonly lost: readonly Lost[];
  /** Why no worker did anything at all, when that is so. */
  readonly collapsed: string | undefined;
}

/**
 * Gives the shards to the workers. What a failing shard holds is tried again, one file and one engine at a time, so that only the
 * culprit is lost. Never rejects.
 */
export async function scanShards(
  from: ShardSource,
  shards: readonly Shard[],
  limitMs: number,
  workers: Workers,
): Promise<Scanned> {
  const outcomes = pair(shards, await ask(from, shards, Math.min(SHARD_LIMIT_MS, limitMs), workers));
  const failing = outcomes.filter(({ answer }) => 'failed' in answer);
  const singles = failing.slice(0, MAX_RETRIED_SHARDS).flatMap(({ input }) => singlesOf(input));
  const retried = pair(singles, await ask(from, singles, Math.min(FILE_LIMIT_MS, limitMs), workers));
  const all = [
    ...outcomes.filter(({ answer }) => 'output' in answer),
    ...failing.slice(MAX_RETRIED_SHARDS),
    ...retried,
  ];
  const nothingWorked = all.length > 0 && all.every(({ answer }) => 'failed' in answer);
  return {
    answers: all.flatMap(({ answer }) => ('output' in answer ? answer.output : [])),
    lost: all.flatMap(({ input, answer }) => ('failed' in answer ? lostFiles(input, answer.failed) : [])),
    collapsed: nothingWorked && failing.length > 1 ? reasonOf(all[0]?.answer) : undefined,
  };
}

interface Asked {
  readonly input: Shard;
  readonly answer: WorkerAnswer<readonly FileAnswer[]>;
}

async function ask(
  from: ShardSource,
  shards: readonly Shard[],
  timeoutMs: number,
  workers: Workers,
): Promise<readonly WorkerAnswer<readonly FileAnswer[]>[]> {
  if (shards.length === 0) return [];
  const tasks = shards.map((files): FileTask => ({ ...from, files }));
  return workers.map<FileTask, readonly FileAnswer[]>(SCAN_FILES, tasks, { timeoutMs });
}

function pair(shards: readonly Shard[], answers: readonly WorkerAnswer<readonly FileAnswer[]>[]): readonly Asked[] {
  return shards.map((input, index) => ({ input, answer: answers[index] ?? { failed: 'no worker answered' } }));
}

function singlesOf(shard: Shard): readonly Shard[] {
  return shard.flatMap((file) => file.engines.map((engine) => [{ ...file, engines: [engine] }]));
}

function lostFiles(shard: Shard, failure: string): readonly Lost[] {
  const why = shorten(printable(failure), 120);
  return shard.flatMap(({ path, engines }) =>
    engines.map((engine) => ({ path, engine, why: `${engine} ${clause(why)}` })),
  );
}

/** The workers' own words continue a sentence about the file: `timed out after 10 s`, `its worker crashed: …`. */
function clause(why: string): string {
  return /^(timed out|ran out)/.test(why) ? `${why} on it` : `was stopped by it: ${why}`;
}

function reasonOf(answer: Asked['answer'] | undefined): string {
  return answer !== undefined && 'failed' in answer ? shorten(printable(answer.failed), 160) : 'no worker answered';
}
