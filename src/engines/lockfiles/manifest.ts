import { walkKeys } from '../../inventory/json-keys.ts';
import { isRecord, keysOf } from '../../inventory/json-shapes.ts';
import type { FilePath } from '../../model/path.ts';

/** A package.json, as far as a lockfile must answer it. */
export interface Manifest {
  readonly path: FilePath;
  readonly requests: readonly Request[];
  /** Names whose requests something answers otherwise on purpose (`overrides`, `resolutions`). */
  readonly overridden: readonly string[];
  readonly hasWorkspaces: boolean;
}

export interface Request {
  readonly name: string;
  readonly range: string;
  readonly line: number;
}

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Reads a package.json (https://docs.npmjs.com/cli/configuring-npm/package-json); `undefined` for what is none. */
export function readManifest(path: FilePath, text: string): Manifest | undefined {
  const value = parse(text);
  if (!isRecord(value)) return undefined;
  const lines = new Map<string, number>();
  walkKeys(text, (keys, line) => {
    if (keys.length === 2) lines.set(keys.join('\n'), line);
  });
  const requests = SECTIONS.flatMap((section) => {
    const requested = value[section];
    return Object.entries(isRecord(requested) ? requested : {}).flatMap(([name, range]) =>
      typeof range === 'string' ? [{ name, range, line: lines.get(`${section}\n${name}`) ?? 1 }] : [],
    );
  });
  const pnpm = isRecord(value['pnpm']) ? value['pnpm']['overrides'] : undefined;
  return {
    path,
    requests,
    overridden: keysOf(value['overrides'], value['resolutions'], pnpm),
    hasWorkspaces: value['workspaces'] !== undefined,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
