import type { Region } from '../../model/location.ts';
import type { Severity } from '../../model/severity.ts';
import type { EngineSettings } from '../contract.ts';
import { withCode } from '../described-rule.ts';
import type { Edit } from '../yaml-document/edits.ts';
import { type IacRule, readRules } from './rule.ts';

/** What a check says about one place of what it looked at. */
export interface IacResult {
  readonly region: Region;
  /** The address of the resource: `Deployment/default/web › container app`, `service web`, `stage build`. */
  readonly resource: string;
  /** Names the thing, and says what it means; without a full stop. */
  readonly message: string;
  /** `undefined`: the rule's own. */
  readonly severity?: Severity;
  /** `undefined`: the rule's own text. */
  readonly fix?: string;
  /** The fix as changes of the file, where they are certain; none otherwise. */
  readonly edits?: readonly Edit[];
  /** The region shows a credential. */
  readonly sensitive?: boolean;
}

/** Pure; results in order of place. */
export type Check<Subject> = (subject: Subject, settings: EngineSettings) => readonly IacResult[];

/** A rule file with the code of each of its rules, by id. */
export interface CheckGroup<Subject> {
  readonly rules: unknown;
  readonly checks: Readonly<Record<string, Check<Subject>>>;
}

/** A rule with its code. */
export interface RuledCheck<Subject> {
  readonly rule: IacRule;
  readonly check: Check<Subject>;
}

/** All checks of the groups; throws where a rule has no code or code no rule. */
export function ruledChecks<Subject>(groups: readonly CheckGroup<Subject>[]): readonly RuledCheck<Subject>[] {
  return groups.flatMap(({ rules, checks }) => withCode(readRules(rules), checks));
}
