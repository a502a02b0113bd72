import { describe, expect } from '@jest/globals';
import { checkov } from '../../src/scanners/checkov.ts';
import { fixture, lines, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

const TREE = TREES['checkov'] ?? {};

describe('checkov', () => {
  // Its configuration would run Python code of the tree, which ends with status 66.
  testWith(
    'checkov',
    'finds every problem, whatever the tree says about it, and runs nothing of the tree',
    async () => {
      expect(TREE['checks/hostile.py']).toContain('os._exit(66)');
      const record = await scanFor(checkov, TREE);
      expect(record.scans).toMatchObject([{ scanner: 'checkov', status: { state: 'ok' }, repairs: [], notes: [] }]);
      expectGolden(fixture('checkov', 'findings.txt'), lines(record));
    },
  );

  testWith('checkov', 'finds nothing in YAML that is no infrastructure, and says so with a report', async () => {
    const record = await scanFor(checkov, { 'mkdocs.yml': 'site_name: nothing\n' });
    expect(record.scans).toMatchObject([{ status: { state: 'ok' }, results: 0 }]);
  });

  testWith('checkov', 'fails over Terraform that it cannot parse, and shows all the same what it found', async () => {
    const record = await scanFor(checkov, { ...TREE, 'bad.tf': 'resource "aws_s3_bucket" {{{\n' });
    expect(record.scans).toMatchObject([{ status: { state: 'failed' } }]);
    expect(record.results.length).toBeGreaterThan(10);
  });
});
