import * as z from 'zod';
import bundled from '../../../rules/crosswalk/secrets.yml';
import { ScannerError } from '../../model/errors.ts';
import { digestOf } from '../../model/fingerprint.ts';
import type { ReportedResult } from '../../model/result.ts';
import type { Severity } from '../../model/severity.ts';

/** What the crosswalk says about one rule of one tool. */
interface FamilyOfRule {
  readonly family: string;
  readonly severity: Severity;
}

const FAMILIES = z.record(z.string().regex(/^[a-z0-9-]+$/), z.array(z.string().min(1)).min(1));
const SCHEMA = z.strictObject({
  since: z.iso.date(),
  tools: z.record(z.string(), z.strictObject({ source: z.url(), high: FAMILIES, medium: FAMILIES, low: FAMILIES })),
});

/** Rules of secret scanners by `tool rule`. A rule that stands twice, or data of another shape, is a bug of ours. */
export function parseSecretFamilies(data: unknown): ReadonlyMap<string, FamilyOfRule> {
  const parsed = SCHEMA.safeParse(data);
  if (!parsed.success) throw new ScannerError('parse', `rules/crosswalk/secrets.yml: ${z.prettifyError(parsed.error)}`);
  const rules = new Map<string, FamilyOfRule>();
  for (const [tool, { high, medium, low }] of Object.entries(parsed.data.tools)) {
    for (const [severity, families] of [
      ['high', high],
      ['medium', medium],
      ['low', low],
    ] as const) {
      for (const [family, names] of Object.entries(families)) {
        for (const name of names) addOnce(rules, `${tool} ${name}`, { family, severity });
      }
    }
  }
  return rules;
}

function addOnce(rules: Map<string, FamilyOfRule>, key: string, value: FamilyOfRule): void {
  if (rules.has(key)) throw new ScannerError('parse', `rules/crosswalk/secrets.yml: ${key} stands there twice`);
  rules.set(key, value);
}

/** Digest of the crosswalk's data: a part of what decides results. */
export function secretFamiliesDigest(): string {
  return digestOf(JSON.stringify(bundled));
}

let known: ReadonlyMap<string, FamilyOfRule> | undefined;

/** A secrets result with the family and the severity that the crosswalk has for its rule; what the tool itself said comes first. */
export function withFamily(reported: ReportedResult, tool: string): ReportedResult {
  if (reported.category !== 'secrets') return reported;
  known ??= parseSecretFamilies(bundled);
  const found = known.get(`${tool} ${reported.rule.id}`);
  if (found === undefined) return reported;
  const { family, claims } = reported;
  return { ...reported, family: family ?? found.family, claims: { ...claims, rule: claims.rule ?? found.severity } };
}
