import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';

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
  title: z.string().min(1),
  severity: z.enum(SEVERITIES),
  cwes: z.array(z.string().regex(/^CWE-\d+$/)).min(1),
  /** What somebody could do with it, in one sentence. */
  help: z.string().min(1),
  'severity-note': z.string().min(1).optional(),
  fix: z.string().min(1),
  /** The public documents that it was written from; the first is shown. */
  sources: z.array(z.url({ protocol: /^https$/ })).min(1),
  since: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** For the tests; the build leaves them out. */
  examples: z.strictObject({ fail: z.array(example).min(1), pass: z.array(example).min(1) }).optional(),
});

export type ContainerRule = z.infer<typeof rule>;
export type ContainerExample = z.infer<typeof example>;

/** Reads a rule file's content; throws on any other shape. */
export function readRules(data: unknown): readonly ContainerRule[] {
  return z.array(rule).min(1).parse(data);
}
