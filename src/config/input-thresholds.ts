import { CATEGORIES, type Category } from '../model/category.ts';
import type { Sourced, Threshold } from '../policy/policy.ts';
import { choiceOf, listOf, type Reading } from './input-values.ts';
import { EMPTY_LAYER, given, type Layer } from './layers.ts';
import type { RawInput } from './raw-input.ts';
import { THRESHOLDS } from './schema.ts';

/**
 * `fail-on` as an input: a severity or `never`, and after it or instead of it `category=severity`:
 * `high`, `never`, `high,secrets=low`. What it doesn't name stays as the configuration has it.
 */
export function readThresholds({ value, from }: RawInput): Reading<Layer> {
  const wrong: string[] = [];
  const general: Threshold[] = [];
  const byCategory: Partial<Record<Category, Sourced<Threshold>>> = {};
  for (const entry of listOf(value)) {
    const [left = '', right, ...rest] = entry.split('=');
    const threshold = choiceOf(rest.length > 0 ? entry : (right ?? left), THRESHOLDS);
    const category = right === undefined ? undefined : choiceOf(left, CATEGORIES);
    wrong.push(
      ...(category !== undefined && 'wrong' in category ? category.wrong : []),
      ...('wrong' in threshold ? threshold.wrong : []),
    );
    if (!('ok' in threshold)) continue;
    if (category === undefined) general.push(threshold.ok);
    else if ('ok' in category) byCategory[category.ok] = { value: threshold.ok, from };
  }
  if (general.length > 1)
    wrong.push(
      `it must have one severity for all categories, not ${general.join(' and ')}: write category=severity for the others`,
    );
  if (wrong.length > 0) return { wrong };
  return { ok: { ...EMPTY_LAYER, values: given('failOn', general[0], from), failOnByCategory: byCategory } };
}
