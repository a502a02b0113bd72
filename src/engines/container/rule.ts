import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';
import { DESCRIPTION, examplesOf } from '../described-rule.ts';

/** An image in a few lines, for the tests: what differs from an image with one empty layer, a user and nothing else. */
const example = z.strictObject({
  name: z.string().min(1),
  severity: z.enum(SEVERITIES).optional(),
  created: z.string().optional(),
  user: z.string().optional(),
  environment: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  /** Instructions without a layer. */
  history: z.array(z.string()).optional(),
  layers: z
    .array(
      z.strictObject({
        by: z.string().optional(),
        files: z.record(z.string(), z.string()).optional(),
        /** Files with the set-user-id bit. */
        setuid: z.array(z.string()).optional(),
        remove: z.array(z.string()).optional(),
        /** Files of so many bytes, of zeros. */
        large: z.record(z.string(), z.int()).optional(),
      }),
    )
    .optional(),
});

const rule = z.strictObject({
  id: z.string().regex(/^container-[a-z-]+$/),
  ...DESCRIPTION,
  examples: examplesOf(example),
});

export type ContainerRule = z.infer<typeof rule>;
export type ContainerExample = z.infer<typeof example>;

/** Reads a rule file's content; throws on any other shape. */
export function readRules(data: unknown): readonly ContainerRule[] {
  return z.array(rule).min(1).parse(data);
}
