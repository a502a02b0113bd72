import { valid } from 'semver';
import type { FilePath } from '../../model/path.ts';
import { problemOfLines, problemOfMissingEnd, type Reading, unreadable } from '../inventory.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { originOfRange, parseDescriptor } from './descriptor.ts';
import { readDirectRequests } from './direct-requests.ts';

/** One entry, as it is written. */
export interface YarnBlock {
  /** `name@range`, all that this entry answers. */
  readonly patterns: readonly string[];
  readonly line: number;
  version: string | undefined;
  resolved: string | undefined;
  hasHash: boolean;
  readonly requires: string[];
}

/** `key "value"` or `key value`, either of them quoted or not. */
const PAIR = /^("(?:[^"\\]|\\.)*"|[^\s"]+)[ \t]+("(?:[^"\\]|\\.)*"|\S.*)$/;

/** The lockfile of Yarn 1: blocks of two or four spaces, without a way back to the project. */
export function readYarnClassic(manifest: FilePath, text: string, beside: Uint8Array | undefined): Reading {
  const { blocks, misunderstood } = readYarnBlocks(text);
  if (blocks.length === 0 && !/^# yarn lockfile v1\s*$/m.test(text)) return unreadable('is no yarn.lock');
  const owners = new Map(blocks.flatMap((block) => block.patterns.map((pattern) => [pattern, block] as const)));
  const idOf = (pattern: string) => owners.get(pattern)?.patterns[0] ?? pattern;
  const nodes: LockNode[] = [];
  for (const block of blocks) {
    const node = nodeOf(block, idOf);
    if (node === undefined) misunderstood.push(block.line);
    else nodes.push(node);
  }
  const names = [...owners.keys()].map(nameOf);
  const missing = blocks.flatMap(({ requires }) => requires.filter((pattern) => !owners.has(pattern)).map(nameOf));
  // With workspaces the lockfile belongs to several projects, whose requests are not here.
  const direct = readDirectRequests(beside);
  const ids = (pairs: readonly (readonly [string, string])[]) => pairs.map(([name, range]) => idOf(`${name}@${range}`));
  const root: LockNode[] =
    direct === undefined || direct.hasWorkspaces
      ? []
      : [{ ...ROOT, requires: ids(direct.requires), developmentRequires: ids(direct.development) }];
  return {
    kind: 'read',
    inventory: {
      ...packagesOfGraph('npm', manifest, [...root, ...nodes]),
      problems: [...problemOfLines(misunderstood, 'entry'), ...problemOfMissingEnd(missing, names)],
    },
  };
}

const ROOT = { id: '', name: '', version: undefined, line: 1, origin: 'project', development: undefined } as const;

function nameOf(pattern: string): string {
  return parseDescriptor(pattern)?.name ?? pattern;
}

/** The blocks of a text, and the lines of what is none. */
export function readYarnBlocks(text: string): {
  readonly blocks: readonly YarnBlock[];
  readonly misunderstood: number[];
} {
  const blocks: YarnBlock[] = [];
  const misunderstood: number[] = [];
  let isRequests = false;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const content = raw.trim();
    const indent = raw.length - raw.trimStart().length;
    const block = blocks.at(-1);
    if (content === '' || content.startsWith('#')) continue;
    if (indent === 0) {
      const patterns = content.endsWith(':') ? patternsOf(content.slice(0, -1)) : [];
      if (patterns.length === 0) misunderstood.push(index + 1);
      blocks.push({ patterns, line: index + 1, version: undefined, resolved: undefined, hasHash: false, requires: [] });
    } else if (block !== undefined && indent <= 2) {
      isRequests = content === 'dependencies:' || content === 'optionalDependencies:';
      const [, key, value] = PAIR.exec(content) ?? [];
      if (key === 'version') block.version = unquote(value ?? '');
      else if (key === 'resolved') block.resolved = unquote(value ?? '');
      else if (key === 'integrity') block.hasHash = true;
    } else if (block !== undefined && isRequests) {
      const [, name, range] = PAIR.exec(content) ?? [];
      if (name === undefined || range === undefined) misunderstood.push(index + 1);
      else block.requires.push(`${unquote(name)}@${unquote(range)}`);
    }
  }
  return { blocks: blocks.filter(({ patterns }) => patterns.length > 0), misunderstood };
}

/** `a@^1, "b@>= 1, < 2"`: commas within quotes belong to the range. */
function patternsOf(text: string): readonly string[] {
  const patterns = text.match(/"(?:[^"\\]|\\.)*"|[^\s",][^",]*/g) ?? [];
  return patterns.map((pattern) => unquote(pattern.trim()));
}

function unquote(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

function nodeOf(
  { patterns, line, version, resolved, requires }: YarnBlock,
  idOf: (pattern: string) => string,
): LockNode | undefined {
  const asked = parseDescriptor(patterns[0] ?? '');
  if (asked === undefined || version === undefined) return undefined;
  // An alias: `short@npm:real@^1`.
  const name = asked.rest.startsWith('npm:') ? (parseDescriptor(asked.rest.slice(4))?.name ?? asked.name) : asked.name;
  if (!isPackageName(name)) return undefined;
  const origin = originOfRange(asked.rest) ?? (originOfRange(resolved ?? '') === 'git' ? 'git' : 'registry');
  const exact = valid(version) === null ? undefined : version;
  return {
    id: patterns[0] ?? '',
    name,
    version: exact,
    line,
    origin,
    requires: requires.map(idOf),
    developmentRequires: [],
    development: undefined,
  };
}
