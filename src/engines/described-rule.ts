import * as z from 'zod';
import type { Rule } from '../model/result.ts';
import { SEVERITIES } from '../model/severity.ts';

/** What every rule in `rules/` says about itself, whichever engine it belongs to. Each engine adds its own `id`, what it looks for and its examples. */
export const DESCRIPTION = {
  title: z.string().min(1),
  /** What it is unless its circumstances say otherwise. */
  severity: z.enum(SEVERITIES),
  cwes: z.array(z.string().regex(/^CWE-\d+$/)).min(1),
  /** What somebody could do with it, in one or two sentences. */
  help: z.string().min(1),
  /** What its severity depends on; only `explain` and other programs show it. */
  'severity-note': z.string().min(1).optional(),
  fix: z.string().min(1),
  /** The public documents that it was written from; the first is shown. */
  sources: z.array(z.url({ protocol: /^https$/ })).min(1),
  since: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
} as const;

/** Examples are for the tests; the build leaves them out. */
export function examplesOf<Example extends z.ZodType>(example: Example) {
  return z.strictObject({ fail: z.array(example).min(1), pass: z.array(example).min(1) }).optional();
}

/** A rule as a result names it. */
export function ruleOfResult({
  id,
  title,
  help,
  'severity-note': severityNote,
  sources,
  cwes,
}: { readonly id: string } & z.infer<z.ZodObject<typeof DESCRIPTION>>): Rule {
  return { id, title, help, ...(severityNote !== undefined && { severityNote }), helpUri: sources[0] ?? '', cwes };
}

/** Each rule of a file with its code, which has the rule's id; throws where a rule has no code or code no rule. */
export function withCode<Described extends { readonly id: string }, Check>(
  rules: readonly Described[],
  checks: Readonly<Record<string, Check>>,
): readonly { readonly rule: Described; readonly check: Check }[] {
  const nameless = Object.keys(checks).find((id) => !rules.some((rule) => rule.id === id));
  if (nameless !== undefined) throw new Error(`no rule describes the check ${nameless}`);
  return rules.map((rule) => {
    const check = checks[rule.id];
    if (check === undefined) throw new Error(`no code checks the rule ${rule.id}`);
    return { rule, check };
  });
}
