import * as z from 'zod';
import data from '../../../../rules/workflows/data/caching-actions.yml';
import type { PlacedText } from '../../yaml-document/placed.ts';
import { inputOf, type Step } from '../model/workflow.ts';

const entry = { action: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9._-]+)+$/), source: z.url({ protocol: /^https$/ }) };
const input = z.string().regex(/^[a-z-]+$/);

const schema = z.strictObject({
  actions: z.array(
    z.discriminatedUnion('when', [
      z.strictObject({ ...entry, when: z.literal('always') }),
      z.strictObject({ ...entry, when: z.enum(['set', 'unless-false', 'unless-true', 'gha']), input }),
    ]),
  ),
});

export type CachingAction = z.infer<typeof schema>['actions'][number];

let known: readonly CachingAction[] | undefined;

/** The list of `rules/workflows/data/caching-actions.yml`, parsed once. */
export function cachingActions(): readonly CachingAction[] {
  known ??= schema.parse(data).actions;
  return known;
}

/** The text that makes a step restore a cache: the input that says so, else the action; `undefined` if it restores none. */
export function cacheRestoredBy(step: Step): PlacedText | undefined {
  const uses = step.uses;
  if (uses?.reference.kind !== 'repository') return undefined;
  const { name } = uses.reference;
  const action = cachingActions().find((candidate) => candidate.action === name);
  if (action === undefined) return undefined;
  if (action.when === 'always') return uses.text;
  const given = inputOf(step.inputs, action.input);
  return restores(action.when, given?.value.trim()) ? (given ?? uses.text) : undefined;
}

function restores(when: Exclude<CachingAction['when'], 'always'>, value: string | undefined): boolean {
  switch (when) {
    case 'set':
      return value !== undefined && value !== '' && value !== 'false';
    case 'unless-false':
      return value !== 'false';
    case 'unless-true':
      return value !== 'true';
    case 'gha':
      return value?.includes('type=gha') ?? false;
  }
}
