import type { FilePath } from '../../../model/path.ts';
import type { NotLookedAt } from '../../../model/scan.ts';
import { type Infrastructure, infrastructureOf } from '../cloud/infrastructure.ts';
import { ModuleInstance } from './evaluate/module-instance.ts';
import { Remarks } from './evaluate/remarks.ts';
import { resourcesOf } from './evaluate/resources.ts';
import { MAX_STEPS } from './evaluate/scope.ts';
import { localSource, type ModuleSource } from './module-source.ts';

/** A module that nobody in the tree calls, with all that it makes. */
export interface Root {
  readonly folder: FilePath;
  readonly infrastructure: Infrastructure;
  /** Why that may not be all: one clause. */
  readonly problem: string | undefined;
  /** What of its code could not be evaluated; values are computed when they are asked for, so that there may be more at the end. */
  remarks(): readonly NotLookedAt[];
}

/** Folders whose modules show or test how another is called: the other stands for itself as well. */
const SHOWS = /(?:^|\/)(?:examples?|tests?|fixtures|e2e|wrappers)(?:\/|$)/i;

/** Evaluates every root module, one after the other, in the order of their folders. */
export function* evaluateRoots(modules: ReadonlyMap<FilePath, ModuleSource>): Generator<Root> {
  const called = calledFolders(modules);
  for (const folder of [...modules.keys()].sort()) {
    const source = modules.get(folder);
    if (source === undefined || called.has(folder)) continue;
    yield evaluateRoot(source, modules);
  }
}

function evaluateRoot(source: ModuleSource, modules: ReadonlyMap<FilePath, ModuleSource>): Root {
  const remarks = new Remarks();
  const world = { modules, remarks, budget: { steps: MAX_STEPS, depth: 0 } };
  const module = new ModuleInstance(source, world, { prefix: '', basePrefix: '', callers: [] }, undefined);
  const infrastructure = infrastructureOf(resourcesOf(module));
  const problem = world.budget.steps < 0 ? 'evaluating it takes too long: a part was left out' : undefined;
  return { folder: source.folder, infrastructure, problem, remarks: () => remarks.all };
}

/** Folders that a module outside of examples and tests calls, unless they only call each other in a circle. */
function calledFolders(modules: ReadonlyMap<FilePath, ModuleSource>): ReadonlySet<FilePath> {
  const calls = new Map<FilePath, readonly FilePath[]>();
  for (const [folder, source] of modules) {
    calls.set(
      folder,
      [...source.calls.values()].flatMap(({ item }) => {
        const value = item.body.attributes.find(({ name }) => name === 'source')?.value;
        const target = value?.kind === 'literal' ? localSource(folder, String(value.value)) : undefined;
        return target === undefined || target === folder || !modules.has(target) ? [] : [target];
      }),
    );
  }
  const called = new Set([...calls].flatMap(([folder, targets]) => (SHOWS.test(folder) ? [] : targets)));
  const reached = new Set<FilePath>();
  const reach = (start: FilePath) => {
    const pending = [start];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      pending.push(...(calls.get(next) ?? []));
    }
  };
  for (const folder of modules.keys()) if (!called.has(folder)) reach(folder);
  // What no root reaches is a circle: the first of its folders stands for it.
  for (const folder of [...modules.keys()].sort()) {
    if (reached.has(folder)) continue;
    called.delete(folder);
    reach(folder);
  }
  return called;
}
