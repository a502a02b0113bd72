import { parseDescriptor } from '../npm/descriptor.ts';
import { readYarnBlocks, type YarnBlock } from '../npm/yarn-classic.ts';
import { readLockYaml } from '../yaml/read-yaml.ts';
import { entriesOf, textAt, type YamlValue } from '../yaml/tree.ts';
import { asksForAddress } from './asked-by-address.ts';
import {
  type Held,
  type LockedEntry,
  type LockedProject,
  type LockedReading,
  NO_PROJECTS,
  PLAIN,
} from './locked-file.ts';
import { readLockedText } from './locked-text.ts';

/** How yarn.lock says that packages get here: https://classic.yarnpkg.com/lang/en/docs/yarn-lock/, https://yarnpkg.com/features/security */
export function readYarnLocked(bytes: Uint8Array): LockedReading {
  return readLockedText(bytes, (text) => {
    const common = { kind: 'read', ecosystem: 'npm', ...NO_PROJECTS } as const;
    if (/^__metadata:/m.test(text)) return { ...common, ...readBerry(text) };
    const { blocks } = readYarnBlocks(text);
    return { ...common, entries: blocks.flatMap(classicEntry), projects: [classicProject(blocks)] };
  });
}

/** The integrity stands in a line of its own, in old lockfiles as SHA-1 behind the address. */
function classicEntry(block: YarnBlock): readonly LockedEntry[] {
  const { patterns, version, line, resolved } = block;
  const asked = patterns.flatMap((pattern) => parseDescriptor(pattern) ?? []);
  const [first] = asked;
  if (first === undefined) return [];
  const aliases = asked.flatMap(({ rest }) => (rest.startsWith('npm:') ? (parseDescriptor(rest.slice(4)) ?? []) : []));
  const isRegistry = !asked.some(({ rest }) => asksForAddress(rest));
  const hasHash = block.hasHash || /#[0-9a-f]{40}$/.test(resolved ?? '');
  return [
    {
      ...PLAIN,
      name: aliases[0]?.name ?? first.name,
      ...(aliases[0] !== undefined && { alias: first.name }),
      version,
      line,
      origin: isRegistry ? 'registry' : 'elsewhere',
      addresses: resolved === undefined ? [] : [resolved],
      hash: hasHash ? 'present' : isRegistry ? 'absent' : 'unasked',
    },
  ];
}

/** Requests are the keys of the lockfile, as the project writes them. */
function classicProject(blocks: readonly YarnBlock[]): LockedProject {
  const patterns = new Set(blocks.flatMap((block) => block.patterns));
  return {
    folder: '',
    held: (name, range) =>
      patterns.has(`${name}@${range}`) ? { kind: 'held', version: undefined } : { kind: 'absent' },
  };
}

function readBerry(text: string) {
  const items = [...entriesOf(readLockYaml(text).documents[0])].filter(([key]) => key !== '__metadata');
  return {
    entries: items.flatMap(([, { line, value }]) => berryEntry(value, line)),
    projects: items.flatMap(([, { value }]) => berryProject(value)),
  };
}

/** `name@workspace:packages/a`, with all that it asks for, also to be developed. */
function berryProject(value: YamlValue): readonly LockedProject[] {
  const folder = /@workspace:(.+)$/.exec(textAt(value, 'resolution') ?? '')?.[1];
  if (folder === undefined) return [];
  const requests = entriesOf(value).get('dependencies')?.value;
  const held = (name: string, range: string): Held => {
    const locked = textAt(requests, name)?.replace(/^npm:/, '');
    if (locked === undefined) return { kind: 'absent' };
    return locked === range ? { kind: 'held', version: undefined } : { kind: 'other', range: locked };
  };
  return [{ folder: folder === '.' ? '' : folder, held }];
}

/** What is for some machines only has no checksum unless it was installed on one (`conditions`). */
function berryEntry(value: YamlValue, line: number): readonly LockedEntry[] {
  const resolution = parseDescriptor(textAt(value, 'resolution') ?? '');
  if (resolution === undefined || !resolution.rest.startsWith('npm:')) return [];
  // `name@npm:1.0.0::__archiveUrl=https%3A%2F%2F…`: from an address that the registry named.
  const archive = /__archiveUrl=([^&]+)/.exec(resolution.rest)?.[1];
  const hasHash = textAt(value, 'checksum') !== undefined;
  return [
    {
      ...PLAIN,
      name: resolution.name,
      version: textAt(value, 'version'),
      line,
      origin: 'registry',
      addresses: archive === undefined ? [] : [decoded(archive)],
      hash: hasHash ? 'present' : textAt(value, 'conditions') === undefined ? 'absent' : 'unasked',
    },
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
