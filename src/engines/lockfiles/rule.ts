import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';

const example = z.strictObject({
  name: z.string().min(1),
  severity: z.enum(SEVERITIES).optional(),
  files: z.record(z.string(), z.string()),
  /** Failing examples: where results are expected, `package-lock.json:7`. */
  at: z.array(z.string().regex(/:\d+$/)).optional(),
});

const schema = z.strictObject({
  id: z.string().regex(/^lockfile-[a-z-]+$/),
  title: z.string().min(1),
  /** What it is unless its circumstances say otherwise. */
  severity: z.enum(SEVERITIES),
  cwes: z.array(z.string().regex(/^CWE-\d+$/)).min(1),
  /** What somebody could do with it, in one or two sentences. */
  help: z.string().min(1),
  'severity-note': z.string().min(1).optional(),
  fix: z.string().min(1),
  /** The vendor's documents that it was written from; the first is shown. */
  sources: z.array(z.url({ protocol: /^https$/ })).min(1),
  since: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** For the tests; the build leaves them out. */
  examples: z.strictObject({ fail: z.array(example).min(1), pass: z.array(example).min(1) }).optional(),
});

export type LockfileExample = z.infer<typeof example>;

/** A rule as `rules/lockfiles/*.yml` describes it. */
export type LockfileRule = z.infer<typeof schema>;

/** Reads a rule file's content; throws on any other shape. */
export function readRule(data: unknown): LockfileRule {
  return schema.parse(data);
}
