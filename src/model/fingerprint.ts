import { createHash } from 'node:crypto';
import type { FilePath } from './path.ts';

/** What makes a result the same one tomorrow, by the kind of its key (docs/architecture.md, Fingerprints). Never holds a line number or a secret. */
export type Identity =
  | {
      readonly kind: 'package';
      /** purl without version. */
      readonly purl: string;
      readonly manifest: FilePath;
      readonly advisories: readonly string[];
    }
  /** `line` is the line with every value cut out; `family` the rule's where nobody knows it. */
  | { readonly kind: 'secret'; readonly family: string; readonly path: FilePath; readonly line: string }
  /** `lines` are the line and those around it, with every secret cut out. */
  | { readonly kind: 'code'; readonly rule: string; readonly path: FilePath; readonly lines: readonly string[] };

/** `g1:` and 32 hexadecimal digits (128 bits of a SHA-256) per key, sorted. Paths are relative to the repository's top. */
export function fingerprintsOf(identity: Identity): readonly string[] {
  switch (identity.kind) {
    case 'package':
      return [...new Set(identity.advisories)]
        .map((advisory) => fingerprint('package', identity.purl, identity.manifest, advisory))
        .sort();
    case 'secret':
      return [fingerprint('secret', identity.family, identity.path, withoutSpace(identity.line))];
    case 'code':
      return [fingerprint('code', identity.rule, identity.path, ...identity.lines.map(withoutSpace))];
  }
}

/** SHA-256 of any parts, unambiguous about where one ends; 64 hexadecimal digits. */
export function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function fingerprint(...parts: readonly string[]): string {
  return `g1:${digestOf('g1', ...parts).slice(0, 32)}`;
}

/** Indentation, alignment and line ends are not what makes a problem the same. */
function withoutSpace(line: string): string {
  return line.replace(/\s+/g, '');
}
