import type { Tree, TreeEngine } from '../../engines/contract.ts';
import { PlatformError } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import { printable } from '../../model/text.ts';
import type { Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import { askTwice } from '../ask-twice.ts';
import { MAX_FILE_BYTES } from '../discover/size-limit.ts';
import type { FileSet } from '../file-set.ts';
import type { ReadyScan } from '../plan-types.ts';
import { type Ending, endedWith, type RunContext } from './context.ts';
import { timedOutAfter, withinTime } from './time-limit.ts';
import { couldNotLookAt, unreadable } from './unread.ts';

/** Runs an engine that looks at the tree as a whole. An incomplete report is a failed scan that keeps its results. */
export async function runTreeEngine(engine: TreeEngine, scan: ReadyScan, context: RunContext): Promise<Ending> {
  const { fileSet, settings, request, ports } = context;
  const { files, http, cache, clock, logger } = ports;
  const { root } = fileSet;
  const { tree, losses } = watchedTree(scan, fileSet, files);
  const { offline, advisories } = settings;
  const serviceUrl = request.advisoryServiceUrl;
  const work = engine.scan(tree, { offline, advisories, serviceUrl, root, files, http, cache, clock, logger });
  const ended = await withinTime(work, scan.timeoutMs, clock);
  if (ended === undefined) return endedWith(timedOutAfter(scan.timeoutMs));

  const { incomplete, ...report } = ended.answer;
  const shortfall = incomplete ?? (losses.length > 0 ? couldNotLookAt(losses) : undefined);
  return {
    status: shortfall === undefined ? { state: 'ok' } : { state: 'failed', ...shortfall },
    report: { kind: 'results', ...report, rulesDigest: engine.rulesDigest },
    results: report.results.length,
  };
}

/** The file set as an engine may read it, and nothing beside it: a file that names another cannot lead out. `losses` fills as it reads. */
function watchedTree(
  scan: ReadyScan,
  { root, files: all }: FileSet,
  files: Files,
): { readonly tree: Tree; readonly losses: readonly NotLookedAt[] } {
  const known = new Set(all.map(({ path }) => path));
  const losses: NotLookedAt[] = [];
  const read = async (path: FilePath): Promise<Uint8Array> => {
    if (!known.has(path)) throw new PlatformError('not-found', `${printable(path)} is no file of this scan`);
    try {
      return await askTwice(() => files.read(absolutePath(root, path), MAX_FILE_BYTES));
    } catch (error) {
      const { gap, why } = unreadable(error instanceof PlatformError ? error.code : 'failed');
      if (gap) losses.push({ path, why });
      throw error;
    }
  };
  return { tree: { files: scan.files, read }, losses };
}
