import { describe, expect, test } from '@jest/globals';
import { type CheckGroup, ruledChecks } from '../../../src/engines/iac/check.ts';
import { COMPOSE_CHECKS } from '../../../src/engines/iac/compose/checks/registry.ts';
import { DOCKERFILE_CHECKS } from '../../../src/engines/iac/dockerfile/checks/registry.ts';
import { createIacEngine } from '../../../src/engines/iac/engine.ts';
import { KUBERNETES_CHECKS } from '../../../src/engines/iac/kubernetes/checks/registry.ts';
import { type IacRule, type RuleExample, readRules } from '../../../src/engines/iac/rule.ts';

const engine = createIacEngine();

const GROUPS: readonly Pick<CheckGroup<never>, 'rules'>[] = [
  ...DOCKERFILE_CHECKS,
  ...COMPOSE_CHECKS,
  ...KUBERNETES_CHECKS,
];

const rules = GROUPS.flatMap((group) => readRules(group.rules)).map(({ examples, ...rule }) => {
  if (examples === undefined) throw new Error(`${rule.id} has no examples`);
  return { ...rule, examples };
});

function pathOf(rule: IacRule, example: RuleExample): string {
  if (example.path !== undefined) return example.path;
  if (rule.id.startsWith('dockerfile-')) return 'Dockerfile';
  return rule.id.startsWith('compose-') ? 'compose.yml' : 'deploy/web.yml';
}

function resultsOf(rule: IacRule, example: RuleExample) {
  const report = engine.scan(pathOf(rule, example), Buffer.from(example.text), {
    trustedRegistries: example['trusted-registries'] ?? [],
  });
  return report.results.filter((result) => result.rule.id === rule.id);
}

/** `# here` at a line's end marks it; on a line by itself it marks the next one. */
function markedLines(text: string): number[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '# here') return [index + 2];
    return line.endsWith('# here') ? [index + 1] : [];
  });
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(rule.examples.fail.map((example) => [example.name, example] as const))('reports %s', (_name, example) => {
    const results = resultsOf(rule, example);
    const lines = [...new Set(results.map((result) => result.region?.startLine ?? 0))].sort((a, b) => a - b);
    expect(lines).toEqual(example.lines ?? markedLines(example.text));
    expect(lines.length).toBeGreaterThan(0);
    if (example.severity !== undefined) {
      expect(results.map((result) => result.claims)).toEqual(results.map(() => ({ rule: example.severity })));
    }
    if (example.resources !== undefined) {
      expect(results.map((result) => result.resource).sort()).toEqual([...example.resources].sort());
    }
  });

  test.each(rule.examples.pass.map((example) => [example.name, example] as const))(
    'leaves alone %s',
    (_name, example) => {
      expect(resultsOf(rule, example)).toEqual([]);
      expect(engine.scan(pathOf(rule, example), Buffer.from(example.text)).notLookedAt).toBeUndefined();
    },
  );

  test('says what to do, names the resource, cites its source and never ends a message with a full stop', () => {
    for (const example of rule.examples.fail) {
      for (const result of resultsOf(rule, example)) {
        expect(result.remediation?.text).toMatch(/\S/);
        expect(result.message.startsWith(`${result.resource}: `)).toBe(true);
        expect(result.rule.helpUri).toMatch(/^https:\/\//);
        expect(result.message).not.toMatch(/\.$|undefined|\[object/);
        expect(result.category).toBe('iac');
      }
    }
  });
});

test('every rule has an id of its own', () => {
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
});

test('a rule is read without its examples too, as the build leaves it', () => {
  for (const group of GROUPS) {
    const bare = readRules(group.rules).map(({ examples: _, ...rule }) => rule);
    expect(readRules(JSON.parse(JSON.stringify(bare)))).toEqual(bare);
  }
});

describe('a rule and its code belong together', () => {
  const [first] = DOCKERFILE_CHECKS;

  test('a rule without code is refused', () => {
    expect(() => ruledChecks([{ rules: first?.rules, checks: {} }])).toThrow('no code checks the rule dockerfile-');
  });

  test('code without a rule is refused', () => {
    const checks = { ...first?.checks, 'dockerfile-nowhere': () => [] };
    expect(() => ruledChecks([{ rules: first?.rules, checks }])).toThrow(
      'no rule describes the check dockerfile-nowhere',
    );
  });
});
