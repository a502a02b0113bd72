import { type PlacedText, type PlacedValue, textAt, valueAt } from '../../yaml-document/placed.ts';

/** `.github/dependabot.yml` (https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference). */
export interface Dependabot {
  readonly updates: readonly DependabotUpdate[];
}

/** One of its `updates`: an ecosystem that is kept current. */
export interface DependabotUpdate {
  readonly ecosystem: PlacedText;
  /** `cooldown.default-days`; `undefined` without cooldown, or without a number for what is not said otherwise. */
  readonly cooldownDays: PlacedText | undefined;
  readonly hasCooldown: boolean;
  /** With `open-pull-requests-limit: 0` only security updates come, which no cooldown holds back. */
  readonly isForSecurityOnly: boolean;
  readonly codeExecution: PlacedText | undefined;
}

/** Reads a configuration of Dependabot; `undefined` if it names no updates. */
export function readDependabot(root: PlacedValue): Dependabot | undefined {
  const updates = valueAt(root, 'updates');
  if (updates?.kind !== 'list') return undefined;
  return { updates: updates.items.flatMap((item) => readUpdate(item) ?? []) };
}

function readUpdate(value: PlacedValue): DependabotUpdate | undefined {
  const ecosystem = textAt(value, 'package-ecosystem');
  if (ecosystem === undefined) return undefined;
  const cooldown = valueAt(value, 'cooldown');
  return {
    ecosystem,
    cooldownDays: textAt(cooldown, 'default-days'),
    hasCooldown: cooldown?.kind === 'map',
    isForSecurityOnly: textAt(value, 'open-pull-requests-limit')?.value === '0',
    codeExecution: textAt(value, 'insecure-external-code-execution'),
  };
}
