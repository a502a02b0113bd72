import type { FilePath } from '../../model/path.ts';
import { problemOfEnd, problemOfLines, type Reading, unreadable } from '../inventory.ts';
import { isPackageName, type LockNode, packagesOfGraph } from '../lock-graph.ts';
import { readLockText } from '../lock-text.ts';

/** `"app": {:hex, :name, "1.0.0", "hash", [managers], [requests], "repository", "hash"},`: the lockfile has one entry per line. */
const HEX = /^"([^"]+)":\s*\{:hex,\s*:(?:"([^"]+)"|(\w+)),\s*"([^"]+)"/;
const ELSEWHERE = /^"([^"]+)":\s*\{:(git|path)\b/;
/** `{:plug, "~> 1.0", [hex: :plug, …]}` */
const REQUEST = /\{:(?:"([^"]+)"|(\w+)),\s*"[^"]*",\s*\[/g;
/** The repository follows the list of requests; `hexpm:acme` is an organisation's own. */
const REPOSITORY = /\],\s*"([^"]*)"(?:,\s*"[^"]*")?\s*\},?$/;
/** A second entry behind the first one of a line. */
const ANOTHER = /\},\s*"[^"]+":\s*\{:/;
/** The bracket of the map itself, not that of an entry. */
const END = /[\s{}]\}\s*$/;

/** Reads mix.lock (https://hexdocs.pm/mix/Mix.Tasks.Deps.html). It does not say what is for development. */
export function readMixLock(manifest: FilePath, bytes: Uint8Array): Reading {
  return readLockText(bytes, (text) => {
    if (!/^\s*%\{/.test(text)) return unreadable('is no mix.lock: it is no map');
    const wrong: number[] = [];
    const nodes: LockNode[] = [];
    for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
      const line = raw.replace(/^\s*%\{/, '').trim();
      if (line === '' || line === '}' || line.startsWith('#')) continue;
      const node = nodeOf(line, index + 1);
      if (node === undefined || ANOTHER.test(line)) wrong.push(index + 1);
      if (node !== undefined) nodes.push(node);
    }
    return {
      kind: 'read',
      inventory: {
        ...packagesOfGraph('Hex', manifest, nodes),
        problems: [...problemOfLines(wrong, 'line'), ...problemOfEnd(END.test(text), 'the last bracket')],
      },
    };
  });
}

function nodeOf(text: string, line: number): LockNode | undefined {
  const common = { line, developmentRequires: [], development: undefined };
  const [, elsewhere, system] = ELSEWHERE.exec(text) ?? [];
  if (elsewhere !== undefined) {
    return {
      ...common,
      id: elsewhere,
      name: elsewhere,
      version: undefined,
      origin: system === 'git' ? 'git' : 'folder',
      requires: [],
    };
  }
  const [, app, quoted, plain, version] = HEX.exec(text) ?? [];
  const name = quoted ?? plain;
  if (app === undefined || version === undefined || !isPackageName(name)) return undefined;
  const repository = REPOSITORY.exec(text)?.[1];
  const requires = [...text.matchAll(REQUEST)].flatMap((match) => match[1] ?? match[2] ?? []);
  return {
    ...common,
    id: app,
    name,
    version,
    origin: repository === undefined || repository === 'hexpm' ? 'registry' : 'address',
    requires,
  };
}
