import type { Region } from '../../model/location.ts';
import type { Severity } from '../../model/severity.ts';
import type { Edit } from '../yaml-document/edits.ts';
import type { Automation } from './model/workflow.ts';

/** One kind of weakness: what it is as data, and how it is found. */
export interface Audit {
  /** The rule file's content, read by `readRule`. */
  readonly rule: unknown;
  /** Pure; results in order of place. */
  readonly examine: (automation: Automation) => readonly AuditResult[];
}

export interface AuditResult {
  readonly region: Region;
  /** Names the thing, and says what somebody could do with it. */
  readonly message: string;
  /** `undefined`: the rule's own. */
  readonly severity?: Severity;
  /** `undefined`: the rule's own text. */
  readonly fix?: string;
  /** The fix as changes of the file, where they are certain; none otherwise. */
  readonly edits?: readonly Edit[];
}
