import type { LockedFile } from '../../inventory/integrity/locked-file.ts';
import type { FilePath } from '../../model/path.ts';
import type { Severity } from '../../model/severity.ts';
import type { Surroundings } from './surroundings.ts';

/** A lockfile that was read, and what lies around it. */
export interface Lockfile {
  readonly path: FilePath;
  readonly locked: LockedFile;
  readonly around: Surroundings;
}

/** One kind of weakness: what it is as data, and how it is found. */
export interface Audit {
  /** The rule file's content, read by `readRule`. */
  readonly rule: unknown;
  /** Pure; results in order of place. */
  readonly examine: (lockfile: Lockfile) => readonly AuditResult[];
}

export interface AuditResult {
  /** `undefined`: in the lockfile itself. */
  readonly path?: FilePath;
  readonly line: number;
  readonly message: string;
  /** `undefined`: the rule's own. */
  readonly severity?: Severity;
}
