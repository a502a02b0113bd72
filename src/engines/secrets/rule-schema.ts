import * as z from 'zod';
import { SEVERITIES } from '../../model/severity.ts';

/**
 * Where a rule's value stands relative to its literal: the value starts with it (`prefix`, `before` characters earlier at most), it is assigned
 * to a name that holds it (`assigned`), or it follows within the next 200 characters (`near`).
 */
const PLACES = ['prefix', 'assigned', 'near'] as const;

/** A credential format as `rules/secrets/*.yml` holds it; docs/secret-rules.md explains the fields to who writes one. */
export const FORMAT_RULE = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  title: z.string().min(3),
  family: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  severity: z.enum(SEVERITIES),
  where: z.enum(PLACES).optional(),
  pattern: z.string().min(4),
  'ignore-case': z.literal(true).optional(),
  literals: z.array(z.string().min(3)).min(1),
  before: z.int().positive().max(120).optional(),
  'before-min': z.int().positive().optional(),
  entropy: z.number().positive().max(6).optional(),
  checksum: z.enum(['crc32-base62']).optional(),
  cwes: z.array(z.string().regex(/^CWE-\d+$/)).optional(),
  source: z.url(),
  since: z.iso.date(),
  help: z.string().min(5),
  examples: z.strictObject({ fail: z.array(z.string()).min(1), pass: z.array(z.string()).min(1) }),
});

/** What is found by code instead of by a pattern: the words for it. */
export const CONTEXT_RULE = z.strictObject({
  id: FORMAT_RULE.shape.id,
  title: FORMAT_RULE.shape.title,
  family: FORMAT_RULE.shape.family,
  severity: FORMAT_RULE.shape.severity,
  cwes: FORMAT_RULE.shape.cwes,
  source: z.url(),
  since: z.iso.date(),
  help: FORMAT_RULE.shape.help,
  examples: z.strictObject({
    fail: z.array(z.strictObject({ path: z.string(), text: z.string() })).min(1),
    pass: z.array(z.strictObject({ path: z.string(), text: z.string() })).min(1),
  }),
});

export const FORMAT_FILE = z.strictObject({ rules: z.array(FORMAT_RULE).min(1) });
export const CONTEXT_FILE = z.strictObject({ rules: z.array(CONTEXT_RULE).min(1) });

export type FormatRule = z.infer<typeof FORMAT_RULE>;
export type ContextRule = z.infer<typeof CONTEXT_RULE>;
