import type { Engine } from '../engines/contract.ts';
import { scanFiles } from '../pipeline/run/file-task.ts';
import { createBlockingFiles } from '../platform/files.ts';
import { serveTasks } from '../platform/worker-side.ts';
import { registry } from '../scanners/registry.ts';

/** What a worker thread can do, by name. */
export function serve(): void {
  const files = createBlockingFiles();
  serveTasks({ 'scan-files': (input) => scanFiles(input, { files, loadEngine }) });
}

async function loadEngine(name: string): Promise<Engine> {
  for (const scanner of registry) {
    if (scanner.kind === 'embedded' && scanner.name === name) return scanner.load();
  }
  throw new Error(`no engine is called ${name}`);
}
