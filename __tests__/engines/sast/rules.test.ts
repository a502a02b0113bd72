import { describe, expect, test } from '@jest/globals';
import { createSastEngine } from '../../../src/engines/sast/engine.ts';
import { readLanguage } from '../../../src/engines/sast/language-rules.ts';
import type { RuleExample, SastRule } from '../../../src/engines/sast/rule.ts';
import { packagedAssets } from '../../support/assets.ts';
import { availableLanguages } from './languages.ts';

/** `SAST_LANGUAGE=python` runs the examples of one language alone. */
const wanted = process.env['SAST_LANGUAGE'];
const USUAL_NAMES = { javascript: 'app.js', python: 'app.py', go: 'app.go', java: 'App.java' };

const supports = (await availableLanguages()).filter(({ language }) => wanted === undefined || language === wanted);
const engine = createSastEngine(packagedAssets, supports);
await engine.prepare?.(['a.js', 'a.ts', 'a.tsx', 'a.py', 'a.go', 'a.java']);

const rules = supports.map(readLanguage).flatMap(({ support, rules: read }) =>
  read.map(({ examples, ...rule }) => {
    if (examples === undefined) throw new Error(`${rule.id} has no examples`);
    return { ...rule, examples, usualName: USUAL_NAMES[support.language] };
  }),
);

function reportOf(example: RuleExample, usualName: string) {
  return engine.scan(example.path ?? usualName, Buffer.from(example.text));
}

/** `here` in a comment marks the line that it stands on. */
const MARK = /(?:\/\/|#|\/\*|<!--|\{\/\*)\s*here\b/;

/** Lines as `3: code`, so that a failure shows the code itself. */
function shown(text: string, lines: readonly number[]): readonly string[] {
  const all = text.split('\n');
  return [...new Set(lines)].sort((a, b) => a - b).map((line) => `${line}: ${all[line - 1]?.trim()}`);
}

function markedLines(text: string): readonly number[] {
  return text.split('\n').flatMap((line, index) => (MARK.test(line) ? [index + 1] : []));
}

if (rules.length > 0) {
  describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    test.each(rule.examples.fail.map((example) => [example.name, example] as const))('reports %s', (_name, example) => {
      const report = reportOf(example, rule.usualName);
      const own = report.results.filter((result) => result.rule.id === id);
      const lines = own.map((result) => result.region?.startLine ?? 0);
      expect(markedLines(example.text).length).toBeGreaterThan(0);
      expect(shown(example.text, lines)).toEqual(shown(example.text, markedLines(example.text)));
      expect(report.notLookedAt).toBeUndefined();
      if (example.severity !== undefined) {
        expect(own.map((result) => result.claims)).toEqual(own.map(() => ({ rule: example.severity })));
      }
      for (const result of own) checkWords(result, rule);
    });

    test.each(rule.examples.pass.map((example) => [example.name, example] as const))(
      'leaves alone %s',
      (_name, example) => {
        const report = reportOf(example, rule.usualName);
        const own = report.results.filter((result) => result.rule.id === id);
        expect(
          shown(
            example.text,
            own.map((result) => result.region?.startLine ?? 0),
          ),
        ).toEqual([]);
        expect(report.notLookedAt).toBeUndefined();
      },
    );
  });
}

function checkWords(result: ReturnType<typeof reportOf>['results'][number], rule: Pick<SastRule, 'taint'>) {
  expect(result.message).not.toMatch(/\.$|undefined|\[object|\{call\}/);
  expect(result.remediation?.text).toMatch(/\S/);
  expect(result.rule.helpUri).toMatch(/^https:\/\//);
  expect(result.category).toBe('sast');
  if (rule.taint === undefined || result.flow === undefined) return;
  expect(result.flow.length).toBeGreaterThan(0);
  expect(result.flow.length).toBeLessThanOrEqual(20);
}

test('every rule has an id of its own', () => {
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
});
