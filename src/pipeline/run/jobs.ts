import type { Engine, FileEngine } from '../../engines/contract.ts';
import { placeOfBug } from '../../model/bug.ts';
import { InterruptedError } from '../../model/errors.ts';
import type { Assets } from '../../ports/assets.ts';
import type { EmbeddedScanner } from '../../scanners/contract.ts';
import type { ReadyScan } from '../plan-types.ts';
import { type Ending, failed, type RunContext } from './context.ts';
import { runExternal } from './external.ts';
import { type FileScan, runFileEngines } from './file-engines.ts';
import { runOwn } from './own.ts';
import { runTreeEngine } from './tree-engines.ts';

/** What runs as one: a program, an engine of the tree, or all file engines together. Gives one ending for each of its scans. */
export interface Job {
  readonly scans: readonly ReadyScan[];
  run(): Promise<readonly Ending[]>;
}

/** The scans as jobs. Engines are loaded here, to learn their unit; one that cannot be loaded is a job that fails. */
export async function jobsOf(ready: readonly ReadyScan[], context: RunContext): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  const fileScans: FileScan[] = [];
  for (const scan of ready) {
    const { scanner } = scan;
    if (scanner.kind === 'external') jobs.push(job(scan, () => runExternal(scanner, scan, context)));
    else if (scanner.kind === 'own') jobs.push(job(scan, () => runOwn(scanner, scan, context)));
    else {
      const engine = await load(scanner, context.ports.assets);
      if (engine.unit === 'file') fileScans.push({ engine, scan });
      else if (engine.unit === 'tree') jobs.push(job(scan, () => runTreeEngine(engine, scan, context)));
      else jobs.push(job(scan, async () => engine.ending));
    }
  }
  return fileScans.length === 0 ? jobs : [...jobs, fileJob(fileScans, context)];
}

function job(scan: ReadyScan, work: () => Promise<Ending>): Job {
  return { scans: [scan], run: guarded(1, async () => [await work()]) };
}

function fileJob(
  fileScans: readonly { readonly engine: FileEngine; readonly scan: ReadyScan }[],
  context: RunContext,
): Job {
  const work = () => runFileEngines(fileScans, context);
  return { scans: fileScans.map(({ scan }) => scan), run: guarded(fileScans.length, work) };
}

/** Whatever breaks in one job is that job's failure: its siblings go on, and the verdict is incomplete. */
function guarded(scans: number, work: () => Promise<readonly Ending[]>): Job['run'] {
  return async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof InterruptedError) throw error;
      return Array.from({ length: scans }, () => failed(brokenBy(error)));
    }
  };
}

async function load(
  scanner: EmbeddedScanner,
  assets: Assets,
): Promise<Engine | { readonly unit: 'none'; readonly ending: Ending }> {
  try {
    return await scanner.load(assets);
  } catch (error) {
    return { unit: 'none', ending: failed(`could not be loaded: ${placeOfBug(error)}`) };
  }
}

function brokenBy(error: unknown): string {
  return `broke off by a mistake inside Gatehouse: ${placeOfBug(error)}`;
}
