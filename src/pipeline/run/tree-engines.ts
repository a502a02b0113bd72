import type { Tree, TreeEngine } from '../../engines/contract.ts';
import { PlatformError } from '../../model/errors.ts';
import { comparePaths } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import { printable } from '../../model/text.ts';
import { absolutePath } from '../absolute-path.ts';
import { askTwice } from '../ask-twice.ts';
import { MAX_FILE_BYTES } from '../discover/size-limit.ts';
import { workspaceOf } from '../file-set.ts';
import type { ReadyScan } from '../plan-types.ts';
import { type Ending, endedWith, type RunContext } from './context.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';
import { timedOutAfter, withinTime } from './time-limit.ts';
import { couldNotLookAt, unreadable } from './unread.ts';

/** Runs an engine that looks at the tree as a whole. An incomplete report is a failed scan that keeps its results. */
export async function runTreeEngine(engine: TreeEngine, scan: ReadyScan, context: RunContext): Promise<Ending> {
  const { fileSet, settings, request, ports } = context;
  const { files, http, cache, clock, logger } = ports;
  const root = workspaceOf(fileSet);
  const surroundings = surroundingsOf(fileSet, ports.git);
  const losses: NotLookedAt[] = [];
  const read = watchedRead(surroundings, losses, context);
  const { offline, advisories, images } = settings;
  const serviceUrl = request.advisoryServiceUrl;
  const work = filesFor(engine, scan, surroundings).then((own) =>
    engine.scan(
      { files: own, read },
      { offline, advisories, images, serviceUrl, root, files, http, cache, clock, logger },
    ),
  );
  const ended = await withinTime(work, scan.timeoutMs, clock);
  if (ended === undefined) return endedWith(timedOutAfter(scan.timeoutMs));

  const { incomplete, ...everything } = ended.answer;
  const report = surroundings.leaveOut(everything);
  const shortfall = incomplete ?? (losses.length > 0 ? couldNotLookAt(losses) : undefined);
  return {
    status: shortfall === undefined ? { state: 'ok' } : { state: 'failed', ...shortfall },
    report: { kind: 'results', ...report, rulesDigest: engine.rulesDigest },
    results: report.results.length,
  };
}

/** The file set as an engine may read it, and nothing beside it: a file that names another cannot lead out. Adds to `losses` as it reads. */
function watchedRead(surroundings: Surroundings, losses: NotLookedAt[], { fileSet, ports }: RunContext): Tree['read'] {
  const known = new Set(fileSet.files.map(({ path }) => path));
  return async (path) => {
    if (!known.has(path) && !(await surroundings.bring(path)))
      throw new PlatformError('not-found', `${printable(path)} is no file of this scan`);
    try {
      return await askTwice(() => ports.files.read(absolutePath(fileSet.root, path), MAX_FILE_BYTES));
    } catch (error) {
      const { gap, why } = unreadable(error instanceof PlatformError ? error.code : 'failed');
      if (gap) losses.push({ path, why });
      throw error;
    }
  };
}

async function filesFor(engine: TreeEngine, scan: ReadyScan, surroundings: Surroundings): Promise<Tree['files']> {
  if (engine.wantsSurroundings !== true) return scan.files;
  const others = await surroundings.bringAll((file) => engine.wants(file));
  return [...scan.files, ...others].sort((a, b) => comparePaths(a.path, b.path));
}
