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
 * can be lower. Lines that are none are passed over: they only verify.
 */
export function readGoSum(bytes: Uint8Array): readonly SummedModule[] {
  const modules = new Map<string, SummedModule>();
  for (const [index, text] of (decodeText(bytes) ?? '').split(/\r\n|\r|\n/).entries()) {
    const [, name, version] = /^(\S{1,500}) (v[^\s/]{1,200}) h1:\S+$/.exec(text.trimEnd()) ?? [];
    if (name === undefined || version === undefined || valid(version) === null) continue;
    const known = modules.get(name);
    if (known === undefined || compare(version, known.version) > 0)
      modules.set(name, { name, version, line: index + 1 });
  }
  return [...modules.values()];
}
