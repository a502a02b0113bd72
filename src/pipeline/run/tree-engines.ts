import type { Tree, TreeEngine } from '../../engines/contract.ts';
import { absolutePath } from '../absolute-path.ts';
import { MAX_FILE_BYTES } from '../discover/size-limit.ts';
import type { ReadyScan } from '../plan-types.ts';
import { type Ending, endedWith, type RunContext } from './context.ts';
import { timedOutAfter, withinTime } from './time-limit.ts';

/** Runs an engine that looks at the tree as a whole. An incomplete report is a failed scan that keeps its results. */
export async function runTreeEngine(engine: TreeEngine, scan: ReadyScan, context: RunContext): Promise<Ending> {
  const { fileSet, settings, request, ports } = context;
  const { files, http, cache, clock, logger } = ports;
  const { root } = fileSet;
  const tree: Tree = {
    files: scan.files,
    read: (path) => files.read(absolutePath(root, path), MAX_FILE_BYTES),
  };
  const { offline, advisories } = settings;
  const serviceUrl = request.advisoryServiceUrl;
  const work = engine.scan(tree, { offline, advisories, serviceUrl, root, files, http, cache, clock, logger });
  const ended = await withinTime(work, scan.timeoutMs, clock);
  if (ended === undefined) return endedWith(timedOutAfter(scan.timeoutMs));

  const { incomplete, ...report } = ended.answer;
  return {
    status: incomplete === undefined ? { state: 'ok' } : { state: 'failed', why: incomplete },
    report: { kind: 'results', ...report, rulesDigest: engine.rulesDigest },
    results: report.results.length,
  };
}
