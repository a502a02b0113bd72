import type { FilePath } from '../../model/path.ts';
import type { Severity } from '../../model/severity.ts';
import { withCode } from '../described-rule.ts';
import type { ImageFacts } from './facts.ts';
import type { Place, Places } from './places.ts';
import { type ContainerRule, readRules } from './rule.ts';
import type { FoundSecret } from './secrets-finder.ts';

/** What a check says about an image. */
export interface CheckResult {
  readonly place: Place;
  /** What of the image it is about (a file, a variable, a port), where it may be about several. */
  readonly subject?: string;
  /** Names the thing, and says what it means; without a full stop, and without any part of a secret. */
  readonly message: string;
  /** `undefined`: the rule's own. */
  readonly severity?: Severity;
  readonly fix?: string;
  /** The place shows a credential. */
  readonly sensitive?: boolean;
}

export interface CheckContext {
  readonly places: Places;
  /** Milliseconds since 1970: how old an image is depends on the day. */
  readonly now: number;
  /** What kinds of credential a file or text holds, the worst first. */
  secretsIn(path: FilePath, bytes: Uint8Array): readonly FoundSecret[];
}

/** Pure; results in order of place. */
export type Check = (facts: ImageFacts, context: CheckContext) => readonly CheckResult[];

/** A rule file with the code of each of its rules, by id. */
export interface CheckGroup {
  readonly rules: unknown;
  readonly checks: Readonly<Record<string, Check>>;
}

export interface RuledCheck {
  readonly rule: ContainerRule;
  readonly check: Check;
}

/** All checks of the groups; throws where a rule has no code or code no rule. */
export function ruledChecks(groups: readonly CheckGroup[]): readonly RuledCheck[] {
  return groups.flatMap(({ rules, checks }) => withCode(readRules(rules), checks));
}
