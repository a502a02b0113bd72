import { compare, valid } from 'semver';
import { decodeText } from '../decode-text.ts';

/** A module whose code `go.sum` has a hash of. */
export interface SummedModule {
  readonly name: string;
  /** With its `v`. */
  readonly version: string;
  readonly line: number;
}

/**
 * The modules of a go.sum, each in its highest version with a hash of its code: minimal version selection takes the highest that anything
 * asks for (https://go.dev/ref/mod#minimal-version-selection). Versions that were asked for once may still stand there, so the selected one
 * can be lower. Gives also the lines that are none (those with a hash of a go.mod alone are passed over: they name no code).
 */
export function readGoSum(bytes: Uint8Array): {
  readonly modules: readonly SummedModule[];
  readonly wrong: readonly number[];
} {
  const modules = new Map<string, SummedModule>();
  const wrong: number[] = [];
  const text = decodeText(bytes);
  for (const [index, line] of (text ?? '').split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue;
    const [, name, version, file] = /^(\S{1,500}) (v[^\s/]{1,200})(\/go\.mod)? h1:\S+$/.exec(line.trimEnd()) ?? [];
    if (name === undefined || version === undefined || valid(version) === null) {
      wrong.push(index + 1);
      continue;
    }
    if (file !== undefined) continue;
    const known = modules.get(name);
    if (known === undefined || compare(version, known.version) > 0)
      modules.set(name, { name, version, line: index + 1 });
  }
  return { modules: [...modules.values()], wrong: text === undefined ? [1] : wrong };
}
