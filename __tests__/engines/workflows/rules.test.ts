import { describe, expect, test } from '@jest/globals';
import { AUDITS } from '../../../src/engines/workflows/audits/registry.ts';
import { DEPENDABOT_AUDITS } from '../../../src/engines/workflows/dependabot/audits.ts';
import { createWorkflowsEngine } from '../../../src/engines/workflows/engine.ts';
import { type RuleExample, readRule, type WorkflowRule } from '../../../src/engines/workflows/rule.ts';

const engine = createWorkflowsEngine();
const ALL = [...AUDITS, ...DEPENDABOT_AUDITS];
const rules = ALL.map((audit) => {
  const { examples, ...rule } = readRule(audit.rule);
  if (examples === undefined) throw new Error(`${rule.id} has no examples`);
  return { ...rule, examples };
});

function resultsOf(rule: WorkflowRule, example: RuleExample) {
  const report = engine.scan(example.path, Buffer.from(example.text));
  return report.results.filter((result) => result.rule.id === rule.id);
}

function markedLines(text: string): number[] {
  return text.split('\n').flatMap((line, index) => (line.includes('# here') ? [index + 1] : []));
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(rule.examples.fail.map((example) => [example.name, example] as const))('reports %s', (_name, example) => {
    const results = resultsOf(rule, example);
    expect(results.map((result) => result.region?.startLine)).toEqual(markedLines(example.text));
    expect(markedLines(example.text).length).toBeGreaterThan(0);
    if (example.severity !== undefined) {
      expect(results.map((result) => result.claims)).toEqual(results.map(() => ({ rule: example.severity })));
    }
  });

  test.each(rule.examples.pass.map((example) => [example.name, example] as const))(
    'leaves alone %s',
    (_name, example) => {
      expect(resultsOf(rule, example)).toEqual([]);
      expect(engine.scan(example.path, Buffer.from(example.text)).notLookedAt).toBeUndefined();
    },
  );

  test('says what to do, cites its source and never ends a message with a full stop', () => {
    for (const example of rule.examples.fail) {
      for (const result of resultsOf(rule, example)) {
        expect(result.remediation?.text).toMatch(/\S/);
        expect(result.rule.helpUri).toMatch(/^https:\/\//);
        expect(result.message).not.toMatch(/\.$/);
        expect(result.message).not.toMatch(/undefined|\[object/);
      }
    }
  });
});

test('every rule has an id of its own', () => {
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
});

test('a rule is read without its examples too, as the build leaves it', () => {
  for (const audit of ALL) {
    const { examples: _, ...rule } = readRule(audit.rule);
    expect(readRule(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
  }
});
