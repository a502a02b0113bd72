import { describe, expect, test } from '@jest/globals';
import type { Category } from '../../../src/model/category.ts';
import { adaptGenerically } from '../../../src/pipeline/normalize/generic-adapter.ts';
import { readSarif } from '../../../src/sarif/read.ts';
import { report, result } from '../../sarif/reports.ts';

function adapt(changed: object, category: Category = 'sast', rules: readonly object[] = []) {
  const [run] = readSarif(report({ tool: { driver: { name: 'acme', rules } }, results: [result(changed)] })).log.runs;
  const [only] = run?.results ?? [];
  if (only === undefined) throw new Error('no result was read');
  return adaptGenerically(only, category);
}

describe('adaptGenerically', () => {
  test('takes over what SARIF says, and trusts its level', () => {
    expect(adapt({ level: 'error' })).toEqual({
      rule: { id: 'R1', title: 'R1', cwes: [] },
      message: 'something is wrong',
      claims: { level: 'error', trustedLevel: true },
      path: 'src/a.ts',
      region: { startLine: 3 },
    });
  });

  test('invents no place', () => {
    expect(adapt({ locations: [] })).toMatchObject({ path: '' });
    expect(adapt({ locations: [] })).not.toHaveProperty('region');
  });

  test.each<[string, Category, string, readonly string[], readonly string[] | undefined]>([
    ['from the rule', 'sca', 'cve-2024-12345', [], ['CVE-2024-12345']],
    [
      'from the tags too',
      'container',
      'CVE-2024-12345',
      ['GHSA-P6MC-m468-83gw', 'security'],
      ['CVE-2024-12345', 'GHSA-p6mc-m468-83gw'],
    ],
    ['inside a longer id', 'sca', 'lodash:GHSA-p6mc-m468-83gw', [], ['GHSA-p6mc-m468-83gw']],
    ['of malicious packages', 'sca', 'MAL-2024-1234', [], ['MAL-2024-1234']],
    ['not where there is none', 'sca', 'R1', ['a'], undefined],
    ['not in other categories', 'sast', 'CVE-2024-12345', [], undefined],
  ])('reads advisories %s', (_name, category, ruleId, tags, advisories) => {
    expect(adapt({ ruleId, properties: { tags } }, category).advisories).toEqual(advisories);
  });
});
