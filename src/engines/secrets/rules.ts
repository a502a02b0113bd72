import ai from '../../../rules/secrets/ai.yml';
import applications from '../../../rules/secrets/applications.yml';
import cloud from '../../../rules/secrets/cloud.yml';
import contexts from '../../../rules/secrets/contexts.yml';
import hosting from '../../../rules/secrets/hosting.yml';
import infrastructure from '../../../rules/secrets/infrastructure.yml';
import messaging from '../../../rules/secrets/messaging.yml';
import observability from '../../../rules/secrets/observability.yml';
import payments from '../../../rules/secrets/payments.yml';
import registries from '../../../rules/secrets/registries.yml';
import type { ContextRule, FormatRule } from './rule-schema.ts';

/** All that a result says about its rule; the part that formats and contexts share. */
export type SecretRule = Omit<ContextRule, 'examples'>;

/** The files of formats by name. Order is of no consequence: `rank` decides between rules. */
export const FORMAT_FILES: Readonly<Record<string, unknown>> = {
  ai,
  applications,
  cloud,
  hosting,
  infrastructure,
  messaging,
  observability,
  payments,
  registries,
};

export const CONTEXTS_FILE: unknown = contexts;

/** The formats that ship with the program. */
export function formatRules(): readonly FormatRule[] {
  return Object.values(FORMAT_FILES).flatMap((file) => bundled<FormatRule>(file));
}

/** The rules that code applies, by id. */
export function contextRules(): ReadonlyMap<string, ContextRule> {
  return new Map(bundled<ContextRule>(CONTEXTS_FILE).map((rule) => [rule.id, rule]));
}

/** Ours and part of the bundle: the tests put every file through `rule-schema.ts`, so that no worker has to do it again at each start. */
function bundled<Shape>(file: unknown): readonly Shape[] {
  // Checked in the tests against the schema that the type comes from.
  return (file as { readonly rules: readonly Shape[] }).rules;
}
