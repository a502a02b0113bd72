import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { DESCRIPTION, ruleOfResult, withCode } from '../../src/engines/described-rule.ts';

const RULE = {
  id: 'example-rule',
  title: 'An example',
  severity: 'high',
  cwes: ['CWE-79'],
  help: 'Somebody could.',
  fix: 'Do not.',
  sources: ['https://example.com/first', 'https://example.com/second'],
  since: '2026-11-21',
} as const;

describe('what a rule says about itself', () => {
  const schema = z.strictObject({ id: z.string(), ...DESCRIPTION });

  test('is taken as it stands', () => {
    expect(schema.parse(RULE)).toEqual(RULE);
  });

  test.each([
    ['no weakness', { cwes: [] }],
    ['a weakness without its number', { cwes: ['CWE'] }],
    ['no source', { sources: [] }],
    ['a source that anybody on the way can change', { sources: ['http://example.com'] }],
    ['a severity that we do not have', { severity: 'severe' }],
    ['no fix', { fix: '' }],
    ['a day in other order', { since: '21.11.2026' }],
  ])('is refused with %s', (_, change) => {
    expect(schema.safeParse({ ...RULE, ...change }).success).toBe(false);
  });
});

describe('the rule of a result', () => {
  test('points to the first source', () => {
    const { id, title, help, cwes } = RULE;
    expect(ruleOfResult({ ...RULE, cwes: [...cwes], sources: [...RULE.sources] })).toEqual({
      ...{ id, title, help, cwes },
      helpUri: 'https://example.com/first',
    });
  });

  test('says what its severity depends on, where that is known', () => {
    const rule = { ...RULE, cwes: [...RULE.cwes], sources: [...RULE.sources], 'severity-note': 'It depends.' };
    expect(ruleOfResult(rule).severityNote).toBe('It depends.');
  });
});

describe('rules with their code', () => {
  const code = () => [];

  test('each rule has the code of its id', () => {
    expect(withCode([RULE], { 'example-rule': code })).toEqual([{ rule: RULE, check: code }]);
  });

  test('a rule that nothing checks is a mistake', () => {
    expect(() => withCode([RULE], {})).toThrow('no code checks the rule example-rule');
  });

  test('code that no rule describes is a mistake', () => {
    expect(() => withCode([], { other: code })).toThrow('no rule describes the check other');
  });
});
