/** What package managers of languages leave beside the packages that they install: name and version, one package a file. */
import { pathFromBytes } from '../model/path.ts';
import { isRecord, textOf } from './json-shapes.ts';
import { paragraphs } from './paragraphs.ts';
import { normalizePythonName } from './python/names.ts';

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
}

/** The package.json of an installed package (https://docs.npmjs.com/cli/configuring-npm/package-json); `undefined` where it names none. */
export function readInstalledNpm(bytes: Uint8Array): InstalledPackage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(pathFromBytes(bytes).replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
  return isRecord(value) ? complete(textOf(value['name']), textOf(value['version'])) : undefined;
}

/** METADATA and PKG-INFO (https://packaging.python.org/en/latest/specifications/core-metadata/). */
export function readInstalledPython(bytes: Uint8Array): InstalledPackage | undefined {
  const [fields] = paragraphs(bytes.subarray(0, 64 * 1024), new Set(['name', 'version']));
  const found = complete(fields?.get('name'), fields?.get('version'));
  return found === undefined ? undefined : { ...found, name: normalizePythonName(found.name) };
}

/** A gem's specification as RubyGems installs it: Ruby, but always written by the same program (https://guides.rubygems.org/specification-reference/). */
export function readInstalledGem(bytes: Uint8Array): InstalledPackage | undefined {
  const text = pathFromBytes(bytes.subarray(0, 64 * 1024));
  const value = (field: string) =>
    new RegExp(`^\\s*\\w+\\.${field}\\s*=\\s*["']([^"'\\n]{1,200})["']`, 'm').exec(text)?.[1];
  return complete(value('name'), value('version'));
}

function complete(name: string | undefined, version: string | undefined): InstalledPackage | undefined {
  return name && version ? { name, version } : undefined;
}
