import type { Engine } from '../engines/contract.ts';
import { scanFiles } from '../pipeline/run/file-task.ts';
import { createBlockingFiles } from '../platform/files.ts';
import { serveTasks } from '../platform/worker-side.ts';
import * as embedded from '../scanners/embedded.ts';

/** What a worker thread can do, by name. */
export function serve(): void {
  const files = createBlockingFiles();
  serveTasks({ 'scan-files': (input) => scanFiles(input, { files, loadEngine }) });
}

/** Looks among the engines alone: the registry would load the adapters of every other scanner with them. */
async function loadEngine(name: string): Promise<Engine> {
  for (const scanner of Object.values(embedded)) {
    if (scanner.name === name) return scanner.load();
  }
  throw new Error(`no engine is called ${name}`);
}
