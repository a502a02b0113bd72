import { resolve } from 'node:path';
import { ConfigurationError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { printable } from '../model/text.ts';
import { acquire } from '../pipeline/acquire.ts';
import type { Acquired, PlannedScan } from '../pipeline/plan-types.ts';
import { resolveRoot } from '../pipeline/root.ts';
import type { Files } from '../ports/files.ts';
import { renderScannersList, type ScannerEntry } from '../reporters/scanners-list.ts';
import type { Scanner } from '../scanners/contract.ts';
import { registry } from '../scanners/registry.ts';
import type { CommandLine } from './command-line.ts';
import type { ExitStatus } from './exit-status.ts';
import type { TerminalContext } from './terminal-context.ts';
import { wire } from './wire.ts';

type ScannersLine = Extract<CommandLine, { command: 'scanners' }>;

/** `gatehouse scanners [PATH]`: what can run here, and why not. PATH matters because no program inside it is ever run. */
export async function scannersCommand({ path }: ScannersLine, context: TerminalContext): Promise<ExitStatus> {
  const { host, version, onRelease } = context;
  const { ports, stdout, release } = await wire(host, { version, verbose: false, quiet: false, token: undefined });
  onRelease(release);
  const root = resolve(host.cwd, path);
  await checkFolder(path, root, ports.files);
  const everything = { scans: registry.map(planned), settled: [] };
  const fileSet = {
    root,
    prefix: '',
    files: [],
    notLookedAt: [],
    unread: [],
    withheld: [],
    excludes: () => false,
  };
  const acquired = await acquire(everything, fileSet, ports);
  const entries = registry.map((scanner) => entryOf(scanner, acquired, version));
  await stdout.write(renderScannersList(entries, { columns: ports.screen.columns, colour: ports.screen.colour }));
  return 0;
}

/** Whoever names a scanner here misses it; a folder that is not there is a mistake all the same. */
async function checkFolder(given: string, root: string, files: Files): Promise<void> {
  const names = registry.map(({ name }) => name);
  const meant = names.includes(given) ? given : nearest(given, names);
  try {
    await resolveRoot(root, files);
  } catch (error) {
    if (!(error instanceof ConfigurationError) || meant === undefined) throw error;
    const problem = `takes the path of a folder, and there is none called "${printable(given)}": did you mean the scanner ${meant}? (gatehouse scanners lists all)`;
    throw new ConfigurationError([{ place: 'scanners', problem }], { cause: error });
  }
}

function planned(scanner: Scanner): PlannedScan {
  return { scanner, required: false, files: [], extraArgs: [], programPath: undefined, timeoutMs: 0 };
}

function entryOf(scanner: Scanner, { ready, settled }: Acquired, ownVersion: string): ScannerEntry {
  const { name, category } = scanner;
  const found = ready.find((scan) => scan.scanner === scanner);
  if (found !== undefined) {
    const version = scanner.kind === 'embedded' ? ownVersion : found.version;
    return { name, category, state: { kind: 'ready', version, origin: found.origin } };
  }
  const status = settled.find((scan) => scan.scanner === scanner)?.status;
  const why = status === undefined || status.state === 'ok' ? 'not found' : status.why;
  const install = status?.state === 'unavailable' ? status.remedy : undefined;
  return { name, category, state: { kind: 'missing', why, install } };
}
