import type { Package } from '../model/package.ts';
import type { KnownEcosystem } from '../model/purl.ts';
import type { ForeignOrigin, ForeignPackage } from './inventory.ts';
import { purlOf } from './purl.ts';
import { extendWay } from './way.ts';

/** One entry of a lockfile that names what each entry asks for. */
export interface LockNode {
  /** What others ask for it by: unique within the lockfile. */
  readonly id: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly line: number;
  /** `project`: the tree's own, such as a member of a workspace; a root, and no package. */
  readonly origin: 'registry' | 'project' | ForeignOrigin;
  /** Ids; those that nobody bears are passed over. */
  readonly requires: readonly string[];
  /** Ids that a project asks for only to be developed. */
  readonly developmentRequires: readonly string[];
  /** What the lockfile says; `undefined` where the way from the projects decides. */
  readonly development: boolean | undefined;
}

/** Far above any name of any registry; keeps a hostile entry from becoming one. */
const LONGEST_NAME = 500;

/** Whether a text can be the name of a package: short, without white space and control characters. */
export function isPackageName(name: string | undefined): name is string {
  return name !== undefined && name.length > 0 && name.length <= LONGEST_NAME && !/[\s\u0000-\u001f\u007f]/.test(name);
}

/**
 * Packages of a lockfile with their shortest way from a project, or from what nobody asks for where it names no project. A package that
 * projects reach only through what they ask for to be developed is for development. Linear in the number of requests; circles do no harm.
 */
export function packagesOfGraph(
  ecosystem: KnownEcosystem,
  manifest: string,
  nodes: readonly LockNode[],
): { readonly packages: readonly Package[]; readonly foreign: readonly ForeignPackage[] } {
  const reached = walk(nodes);
  const packages: Package[] = [];
  const foreign: ForeignPackage[] = [];
  for (const node of nodes) {
    const { name, version, line, origin } = node;
    if (origin === 'project') continue;
    if (origin !== 'registry' || version === undefined) {
      foreign.push({ name, line, origin: origin === 'registry' ? 'unversioned' : origin });
      continue;
    }
    const way = reached.get(node.id);
    packages.push({
      ecosystem,
      name,
      version,
      purl: purlOf(ecosystem, name),
      manifest,
      line,
      path: way?.path ?? [],
      development: node.development ?? way?.development ?? false,
    });
  }
  return { packages, foreign };
}

interface Way {
  readonly path: readonly string[];
  readonly development: boolean;
}

/** Breadth first, so that the first way found is a shortest; first what is needed to run, then what is not. */
function walk(nodes: readonly LockNode[]): ReadonlyMap<string, Way> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ways = new Map<string, Way>();
  for (const development of [false, true]) {
    const queue: LockNode[] = [];
    const visit = (ids: readonly string[], path: readonly string[]) => {
      for (const id of ids) {
        const node = byId.get(id);
        if (node === undefined || node.origin === 'project' || ways.has(id)) continue;
        ways.set(id, { path, development });
        queue.push(node);
      }
    };
    visit(requestsOfRoots(nodes, development), []);
    // Grows while it is walked.
    for (const node of queue) visit(node.requires, extendWay(ways.get(node.id)?.path ?? [], node.name));
  }
  return ways;
}

function requestsOfRoots(nodes: readonly LockNode[], development: boolean): readonly string[] {
  const projects = nodes.filter(({ origin }) => origin === 'project');
  if (projects.length > 0) {
    return projects.flatMap(({ requires, developmentRequires }) => (development ? developmentRequires : requires));
  }
  if (development) return [];
  const asked = new Set(nodes.flatMap(({ id, requires }) => requires.filter((other) => other !== id)));
  return nodes.flatMap(({ id }) => (asked.has(id) ? [] : [id]));
}
