import { valid } from 'semver';
import type { FilePath } from '../../model/path.ts';
import { problemOfLines, problemOfMissingEnd, type Reading, unreadable } from '../inventory.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockYaml } from '../yaml/read-yaml.ts';
import { entriesOf, textAt, type YamlValue } from '../yaml/tree.ts';
import { originOfRange, parseDescriptor } from './descriptor.ts';
import { readDirectRequests } from './direct-requests.ts';

/** The lockfile of Yarn 2 and later: one entry per resolution, the projects of the workspace among them. */
export function readYarnBerry(manifest: FilePath, text: string, beside: Uint8Array | undefined): Reading {
  const { documents, misunderstood } = readLockYaml(text);
  const entries = [...entriesOf(documents[0])].filter(([key]) => key !== '__metadata');
  if (documents[0]?.has('__metadata') !== true) return unreadable('is no yarn.lock');
  const owners = new Map(entries.flatMap(([key]) => key.split(', ').map((descriptor) => [descriptor, key] as const)));
  const development = new Set(developmentOnly(beside));
  const wrong = [...misunderstood];
  const missing: string[] = [];
  const names = [...owners.keys()].map((descriptor) => parseDescriptor(descriptor)?.name ?? '');
  const nodes: LockNode[] = [];
  for (const [key, { line, value }] of entries) {
    const node = nodeOf(key, line, value, owners, development, missing);
    if (node === undefined) wrong.push(line);
    else nodes.push(node);
  }
  return {
    kind: 'read',
    inventory: {
      ...packagesOfGraph('npm', manifest, nodes),
      problems: [...problemOfLines(wrong, 'entry'), ...problemOfMissingEnd(missing, names)],
    },
  };
}

/** The lockfile lists what the root project asks for without saying what of it is for development; its package.json does. */
function developmentOnly(beside: Uint8Array | undefined): readonly string[] {
  const direct = readDirectRequests(beside);
  const needed = new Set(direct?.requires.map(([name]) => name));
  return (direct?.development ?? []).flatMap(([name]) => (needed.has(name) ? [] : [name]));
}

function nodeOf(
  key: string,
  line: number,
  value: YamlValue,
  owners: ReadonlyMap<string, string>,
  development: ReadonlySet<string>,
  missing: string[],
): LockNode | undefined {
  const resolution = parseDescriptor(textAt(value, 'resolution') ?? '');
  if (resolution === undefined || !isPackageName(resolution.name)) return undefined;
  const { name, rest } = resolution;
  const isRoot = rest === 'workspace:.';
  const requests = [...entriesOf(entriesOf(value).get('dependencies')?.value)].map(([asked, { value: range }]) => {
    const id = ownerOf(asked, typeof range === 'string' ? range : '', owners);
    if (id === undefined) missing.push(asked);
    return { id: id ?? '', isDevelopment: isRoot && development.has(asked) };
  });
  const version = textAt(value, 'version');
  return {
    id: key,
    name,
    version: version === undefined || valid(version) === null ? undefined : version,
    line,
    origin: rest.startsWith('workspace:') ? 'project' : originOf(rest),
    requires: requests.flatMap(({ id, isDevelopment }) => (isDevelopment ? [] : [id])),
    developmentRequires: requests.flatMap(({ id, isDevelopment }) => (isDevelopment ? [id] : [])),
    development: undefined,
  };
}

/** A package of the registry that Yarn patches is still that package. */
function originOf(reference: string): LockNode['origin'] {
  if (/^(npm|virtual):/.test(reference)) return 'registry';
  if (reference.startsWith('patch:')) return /@npm(%3A|:)/i.test(reference) ? 'registry' : 'folder';
  return originOfRange(reference) ?? 'unknown';
}

/** Since version 5 of the lockfile ranges carry their protocol, before they leave out `npm:`. */
function ownerOf(name: string, range: string, owners: ReadonlyMap<string, string>): string | undefined {
  return owners.get(`${name}@${range}`) ?? owners.get(`${name}@npm:${range}`);
}
