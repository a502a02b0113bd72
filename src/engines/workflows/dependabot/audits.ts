import cooldown from '../../../../rules/workflows/dependabot-cooldown.yml';
import execution from '../../../../rules/workflows/dependabot-execution.yml';
import { printable, shorten } from '../../../model/text.ts';
import type { AuditResult } from '../audit.ts';
import type { Dependabot, DependabotUpdate } from './dependabot.ts';

/** One kind of weakness of Dependabot's configuration. */
export interface DependabotAudit {
  readonly rule: unknown;
  /** Pure; results in order of place. */
  readonly examine: (dependabot: Dependabot) => readonly AuditResult[];
}

/** Every audit of Dependabot's configuration, one line each. */
export const DEPENDABOT_AUDITS: readonly DependabotAudit[] = [
  { rule: cooldown, examine: ({ updates }) => updates.flatMap(withoutCooldown) },
  { rule: execution, examine: ({ updates }) => updates.flatMap(runningCode) },
];

/** Malicious releases of well-known packages were found within one to three days (see the rule's sources). */
const FEWEST_DAYS = 3;

function withoutCooldown(update: DependabotUpdate): readonly AuditResult[] {
  const { ecosystem, cooldownDays, hasCooldown, isForSecurityOnly } = update;
  if (isForSecurityOnly) return [];
  const name = shorten(printable(ecosystem.value), 40);
  if (!hasCooldown) {
    const message = `Dependabot proposes new versions for ${name} as soon as they are published`;
    return [{ region: ecosystem.region, message }];
  }
  const days = cooldownDays === undefined ? undefined : Number(cooldownDays.value);
  if (cooldownDays === undefined || days === undefined || !(days < FEWEST_DAYS)) return [];
  const message = `Dependabot proposes new versions for ${name} ${days} ${days === 1 ? 'day' : 'days'} after they are published`;
  return [{ region: cooldownDays.region, message }];
}

function runningCode({ ecosystem, codeExecution }: DependabotUpdate): readonly AuditResult[] {
  if (codeExecution?.value !== 'allow') return [];
  const name = shorten(printable(ecosystem.value), 40);
  const message = `Dependabot runs code of the packages of ${name} while it looks for updates, with the credentials of private registries`;
  return [{ region: codeExecution.region, message }];
}
