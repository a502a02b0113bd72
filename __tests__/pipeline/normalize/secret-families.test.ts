import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import data from '../../../rules/crosswalk/secrets.yml';
import type { ReportedResult } from '../../../src/model/result.ts';
import {
  parseSecretFamilies,
  secretFamiliesDigest,
  withFamily,
} from '../../../src/pipeline/normalize/secret-families.ts';
import { fixture } from '../../scanners/recorded.ts';

const reported = (rule: string, changed: Partial<ReportedResult> = {}): ReportedResult => ({
  rule: { id: rule, title: rule, cwes: [] },
  category: 'secrets',
  message: 'a secret',
  claims: {},
  path: 'a.env',
  ...changed,
});

describe('the crosswalk of secrets', () => {
  test('knows every rule that the recorded gitleaks has, and no other', () => {
    const { runs } = JSON.parse(readFileSync(fixture('gitleaks', 'report.sarif'), 'utf8'));
    const rules: readonly string[] = runs[0].tool.driver.rules.map(({ id }: { id: string }) => `gitleaks ${id}`);
    const known = [...parseSecretFamilies(data).keys()].filter((key) => key.startsWith('gitleaks '));
    expect(known.sort()).toEqual([...rules].sort());
  });

  test.each([
    ['github-pat', 'github-token', 'high'],
    ['aws-access-token', 'aws-access-key', 'high'],
    ['private-key', 'private-key', 'high'],
    ['generic-api-key', 'generic-secret', 'medium'],
    ['mailgun-pub-key', 'mailgun-public-key', 'low'],
  ])('says what %s of gitleaks is about', (rule, family, severity) => {
    expect(withFamily(reported(rule), 'gitleaks')).toMatchObject({ family, claims: { rule: severity } });
  });

  test.each<[string, ReportedResult, string]>([
    ['a rule that it does not know', reported('brand-new-rule'), 'gitleaks'],
    ['a tool that it does not know', reported('github-pat'), 'other'],
    ['a result of another category', reported('github-pat', { category: 'sast' }), 'gitleaks'],
  ])('leaves %s alone', (_name, result, tool) => {
    expect(withFamily(result, tool)).toBe(result);
  });

  test('gives way to what the scanner says itself', () => {
    const own = reported('github-pat', { family: 'own', claims: { rule: 'critical', level: 'note' } });
    expect(withFamily(own, 'gitleaks')).toEqual(own);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    [
      'another word for a severity',
      { since: '2026-11-21', tools: { x: { source: 'https://e.example', high: {}, medium: {}, low: {}, awful: {} } } },
    ],
    [
      'a family without rules',
      { since: '2026-11-21', tools: { x: { source: 'https://e.example', high: { f: [] }, medium: {}, low: {} } } },
    ],
    [
      'a rule that stands twice',
      {
        since: '2026-11-21',
        tools: { x: { source: 'https://e.example', high: { f: ['r'] }, medium: { g: ['r'] }, low: {} } },
      },
    ],
  ])('is refused with %s', (_name, broken) => {
    expect(() => parseSecretFamilies(broken)).toThrow('rules/crosswalk/secrets.yml');
  });

  test('has a digest', () => {
    expect(secretFamiliesDigest()).toMatch(/^[0-9a-f]{64}$/);
  });
});
