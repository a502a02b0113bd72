import type { FilePath } from '../../model/path.ts';
import { type ForeignOrigin, problemOfEnd, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockText } from '../lock-text.ts';

interface Spec {
  readonly name: string;
  /** Without the platform that may follow it. */
  readonly version: string;
  readonly line: number;
  readonly origin: 'registry' | ForeignOrigin;
  readonly requires: string[];
}

/** Sections whose `specs:` are gems, and where these come from. */
const SOURCES: ReadonlyMap<string, 'registry' | ForeignOrigin> = new Map([
  ['GEM', 'registry'],
  ['GIT', 'git'],
  ['PATH', 'folder'],
  ['PLUGIN SOURCE', 'unknown'],
]);

/** `    name (1.0.0-x86_64-linux)`: a version has no hyphen, what follows one is the platform. */
const SPEC = /^ {4}(\S+) \(([^-)\s]+)(?:-[^)]*)?\)$/;
const REQUEST = /^ {6}([^\s!(]+)!?(?: \(.*\))?$/;
const DIRECT = /^ {2}([^\s!(]+)(?: \(.*\))?!?$/;
/** `  remote: https://rubygems.org/`, `  specs:` */
const OPTION = /^ {2}[a-z]+:(?:\s|$)/;

/**
 * Reads Gemfile.lock (https://bundler.io/man/bundle-lock.1.html; its parser is Bundler::LockfileParser). Groups stand in the Gemfile
 * alone, a program, so that nothing is marked as for development. A gem for several platforms stands there once for each.
 */
export function readGemfileLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockText(bytes, (text) => {
    const { specs, direct, wrong, isLock, hasEnd } = parse(text);
    if (!isLock) return unreadable('is no Gemfile.lock: it has no section of gems');
    const root: LockNode = { ...ROOT, requires: direct };
    const known = new Set(specs.map(({ name }) => name));
    const isComplete = direct.some((name) => known.has(name));
    const seen = new Set<string>();
    const nodes = specs.map((spec): LockNode => {
      // Of a gem for several platforms the first is the one that is asked for.
      const id = seen.has(spec.name) ? `${spec.name} ${spec.line}` : spec.name;
      seen.add(spec.name);
      return { ...spec, id, developmentRequires: [], development: undefined };
    });
    return {
      kind: 'read',
      inventory: {
        ...packagesOfGraph('RubyGems', manifest, isComplete ? [root, ...nodes] : nodes),
        problems: [...problemOfLines(wrong, 'line'), ...problemOfEnd(hasEnd, 'the section DEPENDENCIES')],
      },
    };
  });
}

const ROOT = {
  id: '\n',
  name: '',
  version: undefined,
  line: 1,
  origin: 'project',
  developmentRequires: [],
  development: undefined,
} as const;

function parse(text: string): {
  readonly specs: readonly Spec[];
  readonly direct: readonly string[];
  readonly wrong: readonly number[];
  readonly isLock: boolean;
  readonly hasEnd: boolean;
} {
  const specs: Spec[] = [];
  const direct: string[] = [];
  const wrong: number[] = [];
  let section = '';
  let isLock = false;
  let hasEnd = false;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^\S/.test(line)) {
      section = line.trim();
      hasEnd ||= section === 'DEPENDENCIES';
      isLock ||= hasEnd || SOURCES.has(section);
      continue;
    }
    const origin = SOURCES.get(section);
    if (section === 'DEPENDENCIES' && line.trim() !== '') {
      const name = DIRECT.exec(line)?.[1];
      if (name === undefined) wrong.push(index + 1);
      else direct.push(name);
    } else if (origin !== undefined && line.trim() !== '' && !OPTION.test(line))
      addSpec(line, index + 1, origin, specs, wrong);
  }
  return { specs, direct, wrong, isLock, hasEnd };
}

function addSpec(line: string, number: number, origin: Spec['origin'], specs: Spec[], wrong: number[]): void {
  const request = REQUEST.exec(line)?.[1];
  const [, name, version] = SPEC.exec(line) ?? [];
  if (request !== undefined) specs.at(-1)?.requires.push(request);
  else if (version !== undefined && isPackageName(name))
    specs.push({ name, version, line: number, origin, requires: [] });
  else wrong.push(number);
}
