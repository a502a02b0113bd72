import type { FileEngine, TreeEngine, TreeReport } from '../../src/engines/contract.ts';
import type { EmbeddedScanner, ExternalScanner, OwnScanner } from '../../src/scanners/contract.ts';

/** An external scanner that wants everything and finds nothing, with what the test changes. */
export function externalScanner(name: string, changed: Partial<ExternalScanner> = {}): ExternalScanner {
  return {
    kind: 'external',
    name,
    title: name,
    homepage: 'https://example.com',
    category: 'sast',
    program: name,
    install: `pip install ${name}`,
    version: { args: ['--version'], pattern: /(\d+\.\d+\.\d+)/ },
    recommended: false,
    network: [],
    wants: () => true,
    nothingToDo: `nothing for ${name}`,
    invoke: ({ output }) => ({ args: ['--sarif', output] }),
    exits: { 0: 'ok', 1: 'ok' },
    adapt: () => undefined,
    ...changed,
  };
}

/** An embedded scanner around this engine, which wants what the engine wants. */
export function embeddedScanner(engine: FileEngine | TreeEngine): EmbeddedScanner {
  const { name, category, nothingToDo } = engine;
  const load = async () => engine;
  return { kind: 'embedded', name, title: name, category, nothingToDo, load, wants: (file) => engine.wants(file) };
}

/** A file engine that wants everything and finds nothing, with what the test changes. */
export function fileEngine(name: string, changed: Partial<FileEngine> = {}): FileEngine {
  return {
    unit: 'file',
    name,
    category: 'secrets',
    wants: () => true,
    nothingToDo: `nothing for ${name}`,
    rulesDigest: `rules of ${name}`,
    scan: () => ({ results: [] }),
    ...changed,
  };
}

export const emptyTreeReport: TreeReport = {
  results: [],
  notLookedAt: [],
  notes: [],
  incomplete: undefined,
  advisories: [],
  advisoriesDigest: undefined,
};

/** A tree engine that wants everything and finds nothing, with what the test changes. */
export function treeEngine(name: string, changed: Partial<TreeEngine> = {}): TreeEngine {
  return {
    unit: 'tree',
    name,
    category: 'sca',
    wants: () => true,
    nothingToDo: `nothing for ${name}`,
    rulesDigest: `rules of ${name}`,
    scan: async () => emptyTreeReport,
    ...changed,
  };
}

export function ownScanner(name: string, command: readonly string[]): OwnScanner {
  return { kind: 'own', name, category: 'sast', command };
}
