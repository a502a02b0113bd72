import type { Engine } from '../engines/contract.ts';
import { scanFiles } from '../pipeline/run/file-task.ts';
import { createAssets } from '../platform/assets.ts';
import { createBlockingFiles } from '../platform/files.ts';
import { serveTasks } from '../platform/worker-side.ts';
import type { Assets } from '../ports/assets.ts';
import * as embedded from '../scanners/embedded.ts';

/** What a worker thread can do, by name. `entry`: `import.meta.url` of the worker's entry, whose folder holds all that was built. */
export function serve(entry: string): void {
  const files = createBlockingFiles();
  const assets = createAssets((name) => new URL(name, entry));
  const load = (name: string) => loadEngine(name, assets);
  serveTasks({ 'scan-files': (input) => scanFiles(input, { files, loadEngine: load }) });
}

/** Looks among the engines alone: the registry would load the adapters of every other scanner with them. */
async function loadEngine(name: string, assets: Assets): Promise<Engine> {
  for (const scanner of Object.values(embedded)) {
    if (scanner.name === name) return scanner.load(assets);
  }
  throw new Error(`no engine is called ${name}`);
}
