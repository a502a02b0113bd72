import { describe, expect, test } from '@jest/globals';
import type { LanguageSupport } from '../../../src/engines/sast/language.ts';
import { readLanguage } from '../../../src/engines/sast/language-rules.ts';
import { LANGUAGES } from '../../../src/engines/sast/languages.ts';
import { readRules } from '../../../src/engines/sast/rule.ts';
import { availableLanguages } from './languages.ts';
import { SMALL_MODEL, smallRules } from './small-engine.ts';

const small: LanguageSupport = {
  language: 'javascript',
  grammarOf: () => 'javascript',
  lower: () => ({ language: 'javascript', imports: new Map(), openImports: [], body: [] }),
  model: SMALL_MODEL,
  rules: [smallRules('javascript')],
  checks: {},
};
const [first] = readRules(smallRules('javascript'));
if (first === undefined) throw new Error('no rules');
const { taint, ...codeless } = first;

describe('a language is refused', () => {
  test.each([
    ['for a rule without code', { ...small, rules: [[codeless]] }, 'no code checks the rule javascript-small-command'],
    [
      'for code without a rule',
      { ...small, checks: { 'javascript-x': () => [] } },
      'no rule describes the check javascript-x',
    ],
    [
      'for a kind of source that its model has not',
      { ...small, rules: [[{ ...first, taint: { ...taint, from: ['nowhere'] } }]] },
      'the model of javascript has no sources of kind nowhere',
    ],
    ['for a malformed rule', { ...small, rules: [[{ ...first, cwes: ['78'] }]] }, 'Invalid'],
  ])('%s', (_name, support, words) => {
    expect(() => readLanguage(support)).toThrow(words);
  });
});

test('every folder of a language is registered', async () => {
  const names = (list: readonly LanguageSupport[]) => list.map(({ language }) => language).sort();
  expect(names(LANGUAGES)).toEqual(names(await availableLanguages()));
});

test('rules are read without their examples too, as the build leaves them', () => {
  for (const support of LANGUAGES) {
    const bare = support.rules.flatMap(readRules).map(({ examples: _, ...rule }) => rule);
    expect(readRules(JSON.parse(JSON.stringify(bare)))).toEqual(bare);
  }
});
