import type { Engine, EngineSettings, FileEngine, FileReport } from '../../engines/contract.ts';
import { placeOfBug } from '../../model/bug.ts';
import { PlatformError, type PlatformErrorCode } from '../../model/errors.ts';
import type { FilePath } from '../../model/path.ts';
import type { Files } from '../../ports/files.ts';
import { absolutePath } from '../absolute-path.ts';
import { askTwice } from '../ask-twice.ts';
import { MAX_FILE_BYTES } from '../discover/size-limit.ts';

/** What goes to a worker: files below `root`, each with the engines that want it. */
export interface FileTask {
  readonly root: FilePath;
  readonly files: readonly { readonly path: FilePath; readonly engines: readonly string[] }[];
  readonly settings: EngineSettings;
}

/** What became of one file in the hands of one engine; a file without results or remarks is left out. */
export type FileAnswer = { readonly path: FilePath } & (
  | { readonly kind: 'reported'; readonly engine: string; readonly report: FileReport }
  /** The engine threw. */
  | { readonly kind: 'broken'; readonly engine: string; readonly why: string }
  | { readonly kind: 'unread'; readonly code: PlatformErrorCode }
);

/** Where the worker gets engines and bytes from. `loadEngine` is one function for the worker's whole life. */
export interface FileTaskContext {
  /** One file at a time: the next `read` may overwrite what the last one gave. */
  readonly files: Pick<Files, 'read'>;
  readonly loadEngine: (name: string) => Promise<Engine>;
}

/**
 * The worker's side of the file engines: reads each file once and gives it to every engine that wants it. An engine's exception
 * costs one file for that engine; an engine that cannot be loaded rejects.
 */
export async function scanFiles(
  input: unknown,
  { files, loadEngine }: FileTaskContext,
): Promise<readonly FileAnswer[]> {
  // Both sides of the thread border are this program; a check of ten thousand paths would be the larger cost.
  const task = input as FileTask;
  const names = [...new Set(task.files.flatMap(({ engines }) => engines))];
  const engines = new Map(
    await Promise.all(names.map(async (name) => [name, await loadOnce(name, loadEngine)] as const)),
  );
  for (const engine of engines.values()) {
    await engine.prepare?.(task.files.flatMap((file) => (file.engines.includes(engine.name) ? [file.path] : [])));
  }
  const answers: FileAnswer[] = [];
  for (const { path, engines: wanting } of task.files) {
    const bytes = await read(absolutePath(task.root, path), files);
    if ('code' in bytes) answers.push({ path, kind: 'unread', code: bytes.code });
    else answers.push(...wanting.flatMap((name) => scanOne(path, bytes.read, engines.get(name), task.settings) ?? []));
  }
  return answers;
}

async function read(
  path: FilePath,
  files: Pick<Files, 'read'>,
): Promise<{ readonly read: Uint8Array } | { readonly code: PlatformErrorCode }> {
  try {
    return { read: await askTwice(() => files.read(path, MAX_FILE_BYTES)) };
  } catch (error) {
    if (error instanceof PlatformError) return { code: error.code };
    throw error;
  }
}

function scanOne(
  path: FilePath,
  bytes: Uint8Array,
  engine: FileEngine | undefined,
  settings: EngineSettings,
): FileAnswer | undefined {
  if (engine === undefined) return undefined;
  try {
    const report = engine.scan(path, bytes, settings);
    const silent = report.results.length === 0 && report.notLookedAt === undefined;
    return silent ? undefined : { path, kind: 'reported', engine: engine.name, report };
  } catch (error) {
    return { path, kind: 'broken', engine: engine.name, why: `${engine.name} broke on it: ${placeOfBug(error)}` };
  }
}

/** Engines by name for each way of loading them: a worker gets many shards, and compiling an engine's rules takes time. */
const loaded = new WeakMap<FileTaskContext['loadEngine'], Map<string, Promise<FileEngine>>>();

function loadOnce(name: string, loadEngine: FileTaskContext['loadEngine']): Promise<FileEngine> {
  const known = loaded.get(loadEngine) ?? new Map<string, Promise<FileEngine>>();
  loaded.set(loadEngine, known);
  const engine = known.get(name) ?? loadFileEngine(name, loadEngine);
  known.set(name, engine);
  return engine;
}

async function loadFileEngine(name: string, loadEngine: FileTaskContext['loadEngine']): Promise<FileEngine> {
  const engine = await loadEngine(name);
  if (engine.unit !== 'file') throw new Error(`${name} does not work file by file`);
  return engine;
}
