import { decodeText } from '../decode-text.ts';
import { isRecord } from '../json-shapes.ts';

/** What a package.json asks for: name and range, of packages to run and of packages to develop. */
export interface DirectRequests {
  readonly requires: readonly (readonly [name: string, range: string])[];
  readonly development: readonly (readonly [name: string, range: string])[];
  /** Whether other projects, with requests of their own, share the lockfile. */
  readonly hasWorkspaces: boolean;
}

/** Reads the package.json beside a lockfile that does not say itself what the project asks for; `undefined` when it is none. */
export function readDirectRequests(bytes: Uint8Array | undefined): DirectRequests | undefined {
  try {
    const manifest: unknown = JSON.parse((bytes && decodeText(bytes)) ?? '');
    if (!isRecord(manifest)) return undefined;
    return {
      requires: [...pairs(manifest['dependencies']), ...pairs(manifest['optionalDependencies'])],
      development: pairs(manifest['devDependencies']),
      hasWorkspaces: manifest['workspaces'] !== undefined,
    };
  } catch {
    return undefined;
  }
}

function pairs(value: unknown): readonly (readonly [string, string])[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, range]) => (typeof range === 'string' ? [[name, range] as const] : []));
}
