import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';
import { DESCRIPTION, examplesOf } from '../described-rule.ts';

const example = z.strictObject({
  name: z.string().min(1),
  /** Where the text stands; by default the usual name of its kind. */
  path: z.string().optional(),
  severity: z.enum(SEVERITIES).optional(),
  /** The setting of this name; nothing by default. */
  'trusted-registries': z.array(z.string()).optional(),
  /** The address of every resource with a result, in order; not compared where it is missing. */
  resources: z.array(z.string()).optional(),
  text: z.string().min(1),
  /** The lines with results, where the text has no comments to mark them. */
  lines: z.array(z.number().int().positive()).optional(),
});

const rule = z.strictObject({
  id: z.string().regex(/^(?:dockerfile|compose|kubernetes|aws|azure|gcp)-[a-z0-9-]+$/),
  ...DESCRIPTION,
  examples: examplesOf(example),
});

const file = z.array(rule).min(1);

export type RuleExample = z.infer<typeof example>;

/**
 * A rule as the lists in `rules/iac/` describe it. In failing examples `# here` marks each line with a result: at the end of the
 * line, or on a line by itself above it (a Dockerfile has no comments behind instructions).
 */
export type IacRule = z.infer<typeof rule>;

/** Reads a rule file's content; throws on any other shape. */
export function readRules(data: unknown): readonly IacRule[] {
  return file.parse(data);
}
