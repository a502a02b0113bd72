import { type ForeignPackage, type Inventory, problemOfUnversioned, type Reading } from '../../inventory/inventory.ts';
import { companionPath, manifestKind } from '../../inventory/kinds.ts';
import { includedPath, inventoryOfRequirements } from '../../inventory/python/requirement-set.ts';
import { type Requirements, readRequirements } from '../../inventory/python/requirements.ts';
import { MANIFEST_READERS } from '../../inventory/read-manifest.ts';
import { messageOf, PlatformError } from '../../model/errors.ts';
import type { Package } from '../../model/package.ts';
import { comparePaths, type FilePath } from '../../model/path.ts';
import type { NotLookedAt } from '../../model/scan.ts';
import type { Shortfall } from '../../model/scan-status.ts';
import { printable } from '../../model/text.ts';
import { turn } from '../../model/turns.ts';
import type { Tree } from '../contract.ts';

/** All packages that a tree's manifests bring in. */
export interface TreeInventory {
  readonly packages: readonly Package[];
  readonly foreign: readonly ForeignPackage[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Why the tree may have more packages than these. */
  readonly incomplete: Shortfall | undefined;
}

/** A tree whose requirements files include each other may name this many that nobody wanted by name. */
const MOST_INCLUDED = 1000;

/** Ten times what the largest workspaces have; with more of them a tree is made to exhaust time and memory. */
const MOST_PACKAGES = 300_000;

const TOO_MANY: Shortfall = {
  why: `stopped after ${MOST_PACKAGES.toLocaleString('en')} packages`,
  remedy: 'paths.exclude leaves manifests out',
};

const TOO_MANY_INCLUDED: Shortfall = {
  why: 'stopped at requirements files that include too much',
  remedy: 'paths.exclude leaves manifests out',
};

const AFTER_TOO_MANY = 'the manifests before it name too many packages';

/** Reads every manifest of the tree, in the order of their paths. What cannot be read is listed, and never ends the others. */
export async function readInventory(tree: Tree): Promise<TreeInventory> {
  const packages: Package[] = [];
  const foreign: ForeignPackage[] = [];
  const notLookedAt: NotLookedAt[] = [];
  const isFull = () => packages.length + foreign.length >= MOST_PACKAGES;
  const add = (path: FilePath, inventory: Inventory): void => {
    for (const item of inventory.packages) if (!isFull()) packages.push(item);
    for (const item of inventory.foreign) if (!isFull()) foreign.push(item);
    for (const why of [...inventory.problems, ...problemOfUnversioned(inventory.foreign)])
      notLookedAt.push({ path, why });
  };
  const paths = tree.files.map(({ path }) => path).sort(comparePaths);
  for (const path of paths) {
    const kind = manifestKind(path);
    if (kind === undefined || kind === 'requirements') continue;
    if (isFull()) {
      notLookedAt.push({ path, why: AFTER_TOO_MANY });
      continue;
    }
    const beside = await readCompanion(tree, companionPath(path, kind));
    const reading = await attempt(tree, path, (bytes) => MANIFEST_READERS[kind](path, bytes, beside));
    if (reading.kind === 'read') add(path, reading.inventory);
    else notLookedAt.push({ path, why: reading.why });
  }
  const requirements = await readRequirementFiles(
    tree,
    paths.filter((path) => manifestKind(path) === 'requirements'),
    notLookedAt,
  );
  for (const [path, file] of requirements.files) {
    if (file !== undefined && requirements.installed.has(path)) {
      add(path, inventoryOfRequirements(file, requirements.files));
      await turn();
    }
  }
  return {
    packages,
    foreign,
    notLookedAt: notLookedAt.sort((a, b) => comparePaths(a.path, b.path)),
    incomplete: isFull() ? TOO_MANY : requirements.isCut ? TOO_MANY_INCLUDED : undefined,
  };
}

/** The wanted requirements files and all they include. Constraints install nothing by themselves, unless they are wanted by name. */
async function readRequirementFiles(
  tree: Tree,
  wanted: readonly FilePath[],
  notLookedAt: NotLookedAt[],
): Promise<{
  readonly files: ReadonlyMap<FilePath, Requirements | undefined>;
  readonly installed: ReadonlySet<FilePath>;
  readonly isCut: boolean;
}> {
  const files = new Map<FilePath, Requirements | undefined>();
  const installed = new Set(wanted);
  const named = new Set(wanted);
  const queue = [...wanted];
  let declared = 0;
  let isCut = false;
  for (const path of queue) {
    if (files.has(path)) continue;
    if (declared >= MOST_PACKAGES) {
      isCut = true;
      files.set(path, undefined);
      notLookedAt.push({ path, why: AFTER_TOO_MANY });
      continue;
    }
    const reading = await attempt(tree, path, (bytes) => readRequirements(path, bytes));
    files.set(path, reading.kind === 'read' ? reading.requirements : undefined);
    declared += reading.kind === 'read' ? reading.requirements.declared.length : 0;
    // The file that includes an unreadable one says so itself.
    if (reading.kind === 'unreadable' && named.has(path)) notLookedAt.push({ path, why: reading.why });
    if (reading.kind === 'unreadable') continue;
    for (const { role, target } of reading.requirements.includes) {
      const next = includedPath(path, target);
      if (next === undefined) continue;
      if (queue.length > wanted.length + MOST_INCLUDED) {
        isCut = true;
        continue;
      }
      if (role === 'requirements' && installed.has(path)) installed.add(next);
      if (!files.has(next)) queue.push(next);
    }
  }
  return { files, installed, isCut };
}

/** The file beside a lockfile that says a little more; without it (or when it cannot be read) the lockfile speaks alone. */
async function readCompanion(tree: Tree, path: FilePath | undefined): Promise<Uint8Array | undefined> {
  if (path === undefined) return undefined;
  try {
    return await tree.read(path);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return undefined;
  }
}

/** Reads and parses one file; a file that cannot be read is unreadable, everything else is a bug of ours. */
async function attempt<Read extends Reading | ReturnType<typeof readRequirements>>(
  tree: Tree,
  path: FilePath,
  parse: (bytes: Uint8Array) => Read,
): Promise<Read | { readonly kind: 'unreadable'; readonly why: string }> {
  let bytes: Uint8Array;
  try {
    bytes = await tree.read(path);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return { kind: 'unreadable', why: `cannot be read: ${printable(messageOf(error))}` };
  }
  return parse(bytes);
}
