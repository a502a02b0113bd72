import { beforeAll, describe, expect, test } from '@jest/globals';
import { CLOUD_GROUPS } from '../../../src/engines/iac/cloud/registry.ts';
import { createIacEngine } from '../../../src/engines/iac/engine.ts';
import { type IacRule, type RuleExample, readRules } from '../../../src/engines/iac/rule.ts';
import type { ReportedResult } from '../../../src/model/result.ts';
import { scanTerraform, terraformEngine } from './terraform/scan.ts';

const rules = CLOUD_GROUPS.flatMap((group) => readRules(group.rules)).map(({ examples, ...rule }) => {
  if (examples === undefined) throw new Error(`${rule.id} has no examples`);
  return { ...rule, examples };
});

const templates = createIacEngine();

beforeAll(async () => void (await terraformEngine()));

async function reportOf(example: RuleExample) {
  const { path = 'main.tf', text } = example;
  if (!path.endsWith('.tf')) {
    const { results, notLookedAt } = templates.scan(path, Buffer.from(text));
    return { results, problems: notLookedAt === undefined ? [] : [notLookedAt] };
  }
  const { results, notLookedAt } = await scanTerraform({ [path]: text });
  return { results, problems: notLookedAt.map(({ why }) => why) };
}

function markedLines({ text, lines }: RuleExample): readonly number[] {
  return lines ?? text.split('\n').flatMap((line, index) => (line.endsWith('# here') ? [index + 1] : []));
}

function ofRule(results: readonly ReportedResult[], rule: Pick<IacRule, 'id'>) {
  return results.filter((result) => result.rule.id === rule.id);
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(rule.examples.fail.map((example) => [example.name, example] as const))(
    'reports %s',
    async (_name, example) => {
      const { results, problems } = await reportOf(example);
      const found = ofRule(results, rule);
      const lines = [...new Set(found.map(({ region }) => region?.startLine ?? 0))].sort((a, b) => a - b);
      expect(lines).toEqual(markedLines(example));
      expect(lines.length).toBeGreaterThan(0);
      expect(problems).toEqual([]);
      if (example.severity !== undefined) {
        expect(found.map(({ claims }) => claims)).toEqual(found.map(() => ({ rule: example.severity })));
      }
      if (example.resources !== undefined) {
        expect(found.map(({ resource }) => resource).sort()).toEqual([...example.resources].sort());
      }
      for (const result of found) {
        expect(result.remediation?.text).toMatch(/\S/);
        expect(result.message.startsWith(`${result.resource}: `)).toBe(true);
        expect(result.message).not.toMatch(/\.$|undefined|\[object/);
      }
    },
  );

  test.each(rule.examples.pass.map((example) => [example.name, example] as const))(
    'leaves alone %s',
    async (_name, example) => {
      const { results, problems } = await reportOf(example);
      expect(ofRule(results, rule)).toEqual([]);
      expect(problems).toEqual([]);
    },
  );
});

test('every rule has an id of its own, and there are many', () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
