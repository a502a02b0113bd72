import { describe, expect, test } from '@jest/globals';
import { AUDITS } from '../../../src/engines/lockfiles/audits/registry.ts';
import { REQUIREMENT_AUDITS } from '../../../src/engines/lockfiles/requirements.ts';
import { readRule } from '../../../src/engines/lockfiles/rule.ts';
import { placesOf, scanTree } from './tree-of.ts';

const rules = [...AUDITS, ...REQUIREMENT_AUDITS].map((audit) => {
  const { examples, ...rule } = readRule(audit.rule);
  if (examples === undefined) throw new Error(`${rule.id} has no examples`);
  return { ...rule, examples };
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.fail.map((example) => [example.name, example] as const))(
    'reports %s',
    async (_name, example) => {
      const { results, notLookedAt } = await scanTree(example.files);
      expect(placesOf(results, id)).toEqual([...(example.at ?? [])].sort());
      expect(example.at?.length).toBeGreaterThan(0);
      expect(notLookedAt).toEqual([]);
      const own = results.filter((result) => result.rule.id === id);
      if (example.severity !== undefined)
        expect(own.map((result) => result.claims)).toEqual(own.map(() => ({ rule: example.severity })));
      for (const { message, remediation, rule: said } of own) {
        expect(message).not.toMatch(/\.$|undefined|\[object/);
        expect(remediation?.text).toMatch(/\S/);
        expect(said.helpUri).toMatch(/^https:\/\//);
      }
    },
  );

  test.each(rule.examples.pass.map((example) => [example.name, example] as const))(
    'leaves alone %s',
    async (_name, example) => {
      const { results, notLookedAt } = await scanTree(example.files);
      expect(placesOf(results, id)).toEqual([]);
      expect(notLookedAt).toEqual([]);
    },
  );
});

test('every rule has an id of its own', () => {
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
});

test('a rule is read without its examples too, as the build leaves it', () => {
  for (const { examples: _, ...rule } of rules) expect(readRule(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
});
