import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';
import { DESCRIPTION, examplesOf } from '../described-rule.ts';

const example = z.strictObject({
  name: z.string().min(1),
  severity: z.enum(SEVERITIES).optional(),
  files: z.record(z.string(), z.string()),
  /** Failing examples: where results are expected, `package-lock.json:7`. */
  at: z.array(z.string().regex(/:\d+$/)).optional(),
});

const schema = z.strictObject({
  id: z.string().regex(/^lockfile-[a-z-]+$/),
  ...DESCRIPTION,
  examples: examplesOf(example),
});

/** A rule as `rules/lockfiles/*.yml` describes it. */
export type LockfileRule = z.infer<typeof schema>;

/** Reads a rule file's content; throws on any other shape. */
export function readRule(data: unknown): LockfileRule {
  return schema.parse(data);
}
