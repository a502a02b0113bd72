import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';
import { DESCRIPTION, examplesOf } from '../described-rule.ts';

const example = z.strictObject({
  name: z.string().min(1),
  path: z.string().default('.github/workflows/example.yml'),
  severity: z.enum(SEVERITIES).optional(),
  text: z.string().min(1),
});

const schema = z.strictObject({
  id: z.string().regex(/^workflow-[a-z-]+$/),
  ...DESCRIPTION,
  category: z.enum(['supply-chain', 'secrets']).default('supply-chain'),
  /** secrets only: the kind of credential, for which the value is redacted wherever it would be shown. */
  family: z.string().optional(),
  examples: examplesOf(example),
});

export type RuleExample = z.infer<typeof example>;

/** A rule as `rules/workflows/*.yml` describes it. In failing examples the comment `# here` marks each line with a result. */
export type WorkflowRule = z.infer<typeof schema>;

/** Reads a rule file's content; throws on any other shape. */
export function readRule(data: unknown): WorkflowRule {
  return schema.parse(data);
}
