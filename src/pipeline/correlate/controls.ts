import * as z from 'zod';
import infrastructure from '../../../rules/crosswalk/infrastructure.yml';
import workflows from '../../../rules/crosswalk/workflows.yml';
import { CATEGORIES, type Category } from '../../model/category.ts';
import { ScannerError } from '../../model/errors.ts';
import { digestOf } from '../../model/fingerprint.ts';
import type { Result } from '../../model/result.ts';

const SCHEMA = z.strictObject({
  category: z.enum(CATEGORIES),
  since: z.iso.date(),
  sources: z.array(z.url()).min(1),
  controls: z.record(
    z.string().regex(/^[a-z0-9-]+$/),
    z.record(z.string(), z.array(z.string().min(1)).min(1)).refine((tools) => Object.keys(tools).length > 1),
  ),
});

/** The control that a rule of a tool is, by `category tool rule`. */
export type Controls = ReadonlyMap<string, string>;

/** Reads the crosswalk's files, each of one category. A rule that stands twice, or data of another shape, is a bug of ours. */
export function parseControls(files: readonly unknown[]): Controls {
  const controls = new Map<string, string>();
  for (const file of files) {
    const parsed = SCHEMA.safeParse(file);
    if (!parsed.success) throw new ScannerError('parse', `rules/crosswalk: ${z.prettifyError(parsed.error)}`);
    for (const [control, tools] of Object.entries(parsed.data.controls)) {
      for (const [tool, rules] of Object.entries(tools)) {
        for (const rule of rules) addOnce(controls, keyOf(parsed.data.category, tool, rule), control);
      }
    }
  }
  return controls;
}

function addOnce(controls: Map<string, string>, key: string, control: string): void {
  if (controls.has(key)) throw new ScannerError('parse', `rules/crosswalk: ${key} stands there twice`);
  controls.set(key, control);
}

function keyOf(category: Category, tool: string, rule: string): string {
  return `${category} ${tool} ${rule}`;
}

/** Digest of the crosswalk's data: a part of what decides findings. */
export function controlsDigest(): string {
  return digestOf(JSON.stringify([infrastructure, workflows]));
}

let known: Controls | undefined;

/** The control of a result's rule; `undefined` for a rule that the crosswalk does not name. */
export function controlOf({
  category,
  scanner,
  rule,
}: Pick<Result, 'category' | 'scanner' | 'rule'>): string | undefined {
  known ??= parseControls([infrastructure, workflows]);
  return known.get(keyOf(category, scanner, rule.id));
}
