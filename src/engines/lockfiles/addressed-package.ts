import { valid as isPython, eq as samePython } from '@renovatebot/pep440';
import type { LockedEntry } from '../../inventory/integrity/locked-file.ts';
import { normalizePythonName } from '../../inventory/python/names.ts';
import type { KnownEcosystem } from '../../model/purl.ts';

/** The package that an address leads to by its registry's own layout. */
export interface AddressedPackage {
  readonly name: string;
  readonly version: string;
}

/** The longest address that is taken apart. */
const LONGEST_ADDRESS = 2_000;

/**
 * What an entry's address leads to when that is not what the entry says; `undefined` when they agree, or when the address
 * is not laid out as the registry's protocol has it, and so says nothing.
 */
export function contradictionOf(ecosystem: KnownEcosystem, entry: LockedEntry): AddressedPackage | undefined {
  for (const address of entry.addresses) {
    if (address.length > LONGEST_ADDRESS || entry.version === undefined) continue;
    const found =
      ecosystem === 'npm' ? npmArchive(address) : ecosystem === 'PyPI' ? pythonFile(address, entry.name) : undefined;
    if (found !== undefined && !isSame(ecosystem, found, { name: entry.name, version: entry.version })) return found;
  }
  return undefined;
}

function isSame(ecosystem: KnownEcosystem, found: AddressedPackage, said: AddressedPackage): boolean {
  if (ecosystem !== 'PyPI')
    return found.name === said.name && plainVersion(found.version) === plainVersion(said.version);
  if (normalizePythonName(found.name) !== normalizePythonName(said.name)) return false;
  // A version that PEP 440 does not know is none that could be compared.
  return !isPython(found.version) || !isPython(said.version) || samePython(found.version, said.version);
}

/** Old packages have zeros in front of their numbers, which npm leaves out: `3001.0001.0000-dev` is `3001.1.0-dev` (https://github.com/npm/node-semver#functions, `loose`). */
function plainVersion(version: string): string {
  return version.replace(/\+.*$/, '').replace(/(?<=^|[.-])0+(?=\d)/g, '');
}

/** `…/@scope/name/-/name-1.0.0.tgz`: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md (`dist.tarball`). */
function npmArchive(address: string): AddressedPackage | undefined {
  const path = pathOf(address);
  const [, before = '', file = ''] = /^(.*)\/-\/(.+)\.tgz$/.exec(path) ?? [];
  const name = /(?:^|\/)((?:@[^/]+\/)?[^/@]+)$/.exec(before)?.[1];
  const bare = name?.slice(name.lastIndexOf('/') + 1);
  const archive = file.slice(file.lastIndexOf('/') + 1);
  if (name === undefined || bare === undefined) return undefined;
  if (archive.startsWith(`${bare}-`)) return { name, version: archive.slice(bare.length + 1).replace(/\+.*$/, '') };
  // The archive of another package in the folder of this one.
  const [, other, version] = /^(.+?)-(\d+\.\d+\.\d+.*)$/.exec(archive) ?? [];
  return other === undefined || version === undefined ? undefined : { name: other, version };
}

/** `name-1.0.0-py3-none-any.whl`, `name-1.0.0.tar.gz`: https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
function pythonFile(address: string, expected: string): AddressedPackage | undefined {
  const path = pathOf(address);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const [, name, version] = /^([^-]+)-([^-]+)(?:-[^-]+){3,4}\.whl$/.exec(file) ?? [];
  if (name !== undefined && version !== undefined) return { name, version };
  const source = /^(.+)\.(?:tar\.gz|zip|tar\.bz2|tgz)$/.exec(file)?.[1];
  return source === undefined ? undefined : sourceArchive(source, expected);
}

/** Names and versions of source archives may both hold hyphens: where the expected name fits, what follows is the version. */
function sourceArchive(text: string, expected: string): AddressedPackage | undefined {
  for (let at = text.indexOf('-'); at !== -1; at = text.indexOf('-', at + 1)) {
    const name = text.slice(0, at);
    if (normalizePythonName(name) === normalizePythonName(expected)) return { name, version: text.slice(at + 1) };
  }
  const [, name, version] = /^(.+?)-(\d.*)$/.exec(text) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

function pathOf(address: string): string {
  const path = address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
