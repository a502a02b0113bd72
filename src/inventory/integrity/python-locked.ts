import { walkKeys } from '../json-keys.ts';
import { isRecord, textOf } from '../json-shapes.ts';
import { normalizePythonName } from '../python/names.ts';
import { type LockedEntry, type LockedReading, NO_PROJECTS, PLAIN } from './locked-file.ts';
import { readLockedJson, readLockedToml } from './locked-text.ts';

type Table = Readonly<Record<string, unknown>>;

/** How uv.lock says that packages get here: every file with its address and hash. https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile */
export function readUvLocked(bytes: Uint8Array): LockedReading {
  return readLockedToml(bytes, (tables) => pypi(tables.flatMap(({ value, line }) => uvEntry(value, line))));
}

function uvEntry(value: Table, line: number): readonly LockedEntry[] {
  const source = isRecord(value['source']) ? value['source'] : {};
  const files = [value['sdist'], ...listOf(value['wheels'])].filter(isRecord);
  const registry = textOf(source['registry']);
  if (registry === undefined) return [];
  return [
    {
      ...nameAndVersion(value),
      line,
      origin: 'registry',
      addresses: files.flatMap((file) => textOf(file['url']) ?? []),
      // A registry may also be a folder.
      registry: /^https?:/.test(registry) ? registry : undefined,
      hash: files.length === 0 ? 'unasked' : files.every(hasHash) ? 'present' : 'absent',
      hasInstallScript: false,
    },
  ];
}

/**
 * How poetry.lock and pdm.lock say it: files with hashes at the package, in older lockfiles in `[metadata.files]`.
 * https://python-poetry.org/docs/libraries/#lock-file, https://pdm-project.org/en/latest/usage/lockfile/
 */
export function readPythonLocked(bytes: Uint8Array): LockedReading {
  return readLockedToml(bytes, (tables, lock) => {
    const metadata = isRecord(lock['metadata']) ? lock['metadata'] : {};
    const files = isRecord(metadata['files']) ? metadata['files'] : {};
    const hashes = new Map(Object.entries(files).map(([key, list]) => [normalizePythonName(keyName(key)), list]));
    return pypi(tables.flatMap(({ value, line }) => pythonEntry(value, line, hashes)));
  });
}

function pythonEntry(value: Table, line: number, hashes: ReadonlyMap<string, unknown>): readonly LockedEntry[] {
  const source = isRecord(value['source']) ? value['source'] : {};
  const isElsewhere = !['undefined', 'legacy'].includes(String(source['type']));
  if (isElsewhere || ['git', 'path', 'url', 'hg', 'svn', 'bzr'].some((key) => key in value)) return [];
  const common = nameAndVersion(value);
  const list = value['files'] ?? hashes.get(normalizePythonName(common.name));
  const files = listOf(list).filter(isRecord);
  return [
    {
      ...common,
      line,
      origin: 'registry',
      addresses: files.flatMap((file) => textOf(file['url']) ?? []),
      registry: textOf(source['url']),
      hash: files.length > 0 && files.every(hasHash) ? 'present' : 'absent',
      hasInstallScript: false,
    },
  ];
}

/** How Pipfile.lock says it (https://pipenv.pypa.io/en/stable/pipfile.html): hashes at each package, and all registries at the top. */
export function readPipfileLocked(bytes: Uint8Array): LockedReading {
  return readLockedJson(bytes, (lock, text) => {
    const lines = new Map<string, number>();
    walkKeys(text, (path, line) =>
      lines.set(path.slice(0, 2).join('\n'), lines.get(path.slice(0, 2).join('\n')) ?? line),
    );
    const entries = Object.entries(lock).flatMap(([section, packages]) =>
      section === '_meta' || !isRecord(packages)
        ? []
        : Object.entries(packages).flatMap(([name, value]) =>
            isRecord(value) ? pipfileEntry(name, value, lines.get(`${section}\n${name}`) ?? 1) : [],
          ),
    );
    const meta = isRecord(lock['_meta']) ? lock['_meta'] : {};
    const line = lines.get('_meta\nsources') ?? 1;
    const addresses = listOf(meta['sources']).flatMap((source) =>
      isRecord(source) ? (textOf(source['url']) ?? []) : [],
    );
    return { ...pypi(entries), registries: addresses.map((address) => ({ address, line })) };
  });
}

function pipfileEntry(name: string, value: Table, line: number): readonly LockedEntry[] {
  if (['git', 'hg', 'svn', 'bzr', 'path', 'file'].some((key) => key in value)) return [];
  const version = /^={2,3}\s*(\S+)$/.exec(textOf(value['version']) ?? '')?.[1];
  const hash = listOf(value['hashes']).length > 0 ? 'present' : 'absent';
  return [{ ...PLAIN, name: normalizePythonName(name), version, line, origin: 'registry', addresses: [], hash }];
}

function nameAndVersion(value: Table): { readonly name: string; readonly version: string | undefined } {
  return { name: textOf(value['name']) ?? '', version: textOf(value['version']) };
}

/** PDM writes `name 1.0.0` where Poetry writes `name`. */
function keyName(key: string): string {
  return key.split(' ', 1)[0] ?? key;
}

function hasHash(file: Table): boolean {
  return (textOf(file['hash']) ?? '') !== '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function pypi(entries: readonly LockedEntry[]) {
  return { kind: 'read', ecosystem: 'PyPI', entries, ...NO_PROJECTS } as const;
}
