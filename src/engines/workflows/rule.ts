import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';

const example = z.strictObject({
  name: z.string().min(1),
  path: z.string().default('.github/workflows/example.yml'),
  severity: z.enum(SEVERITIES).optional(),
  text: z.string().min(1),
});

const schema = z.strictObject({
  id: z.string().regex(/^workflow-[a-z-]+$/),
  title: z.string().min(1),
  /** What it is unless its circumstances say otherwise. */
  severity: z.enum(SEVERITIES),
  category: z.enum(['supply-chain', 'secrets']).default('supply-chain'),
  /** secrets only: the kind of credential, for which the value is redacted wherever it would be shown. */
  family: z.string().optional(),
  cwes: z.array(z.string().regex(/^CWE-\d+$/)).min(1),
  /** What somebody could do with it, in one sentence. */
  help: z.string().min(1),
  /** What its severity depends on; only `explain` and other programs show it. */
  'severity-note': z.string().min(1).optional(),
  fix: z.string().min(1),
  /** The vendor's documents that it was written from; the first is shown. */
  sources: z.array(z.url({ protocol: /^https$/ })).min(1),
  since: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** For the tests; the build leaves them out. */
  examples: z.strictObject({ fail: z.array(example).min(1), pass: z.array(example).min(1) }).optional(),
});

export type RuleExample = z.infer<typeof example>;

/** A rule as `rules/workflows/*.yml` describes it. In failing examples the comment `# here` marks each line with a result. */
export type WorkflowRule = z.infer<typeof schema>;

/** Reads a rule file's content; throws on any other shape. */
export function readRule(data: unknown): WorkflowRule {
  return schema.parse(data);
}
