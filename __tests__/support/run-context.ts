import type { Settings } from '../../src/config/settings.ts';
import type { Engine } from '../../src/engines/contract.ts';
import type { FilePath } from '../../src/model/path.ts';
import type { RunEvent } from '../../src/model/run-event.ts';
import type { FileSet } from '../../src/pipeline/file-set.ts';
import type { ReadyScan } from '../../src/pipeline/plan-types.ts';
import type { RunContext } from '../../src/pipeline/run/context.ts';
import { scanFiles } from '../../src/pipeline/run/file-task.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { Scanner } from '../../src/scanners/contract.ts';
import { FakeFiles, fakePorts, InlineWorkers } from './fake-ports.ts';
import { fileSetOf } from './file-set.ts';
import { settingsWith } from './settings.ts';

/** Files below `/repo`, with the set that discover would make of them. */
export function workWith(contents: Readonly<Record<FilePath, string>>): { files: FakeFiles; fileSet: FileSet } {
  const files = new FakeFiles(
    Object.fromEntries(Object.entries(contents).map(([path, text]) => [`/repo/${path}`, text])),
  );
  files.addFolder('/repo');
  return { files, fileSet: fileSetOf(Object.keys(contents)) };
}

/** What a run needs, with everything that it tells its follower in `events`. */
export function runContext(
  changed: { readonly fileSet?: FileSet; readonly settings?: Partial<Settings>; readonly ports?: Partial<Ports> } = {},
): RunContext & { readonly events: RunEvent[] } {
  const events: RunEvent[] = [];
  return {
    fileSet: changed.fileSet ?? fileSetOf(['a.ts']),
    settings: settingsWith(changed.settings),
    request: {
      toolVersion: '0.1.0',
      advisoryServiceUrl: 'https://osv.example',
      onEvent: (event) => events.push(event),
    },
    ports: fakePorts(changed.ports ?? {}),
    events,
  };
}

/** A scan of everything in `/repo` that may begin. */
export function readyScan(scanner: Scanner, changed: Partial<ReadyScan> = {}): ReadyScan {
  const embedded = scanner.kind === 'embedded';
  return {
    scanner,
    required: true,
    files: [{ path: 'a.ts', sizeBytes: 10 }],
    extraArgs: [],
    programPath: undefined,
    timeoutMs: 120_000,
    version: embedded ? undefined : '1.2.3',
    origin: embedded ? 'embedded' : 'path',
    program: embedded ? undefined : `/usr/bin/${scanner.name}`,
    ...changed,
  };
}

/** Workers that scan files with these engines, as `src/app/worker.ts` does. */
export function engineWorkers(files: FakeFiles, engines: readonly Engine[]): InlineWorkers {
  const loadEngine = async (name: string): Promise<Engine> => {
    const engine = engines.find((candidate) => candidate.name === name);
    if (engine === undefined) throw new Error(`no engine is called ${name}`);
    return engine;
  };
  return new InlineWorkers({ 'scan-files': (input: unknown) => scanFiles(input, { files, loadEngine }) });
}

/** The smallest SARIF log with this many results. */
export function sarifWith(results: number, tool = 'Acme', ruleId = 'rule-1'): string {
  const result = {
    ruleId,
    message: { text: 'bad' },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'a.ts' } } }],
  };
  const runs = [
    { tool: { driver: { name: tool, version: '9.8.7' } }, results: Array.from({ length: results }, () => result) },
  ];
  return JSON.stringify({ version: '2.1.0', runs });
}
