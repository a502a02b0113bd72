import { describe, expect } from '@jest/globals';
import { tfsec } from '../../src/scanners/tfsec.ts';
import { fixture, lines, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

describe('tfsec', () => {
  testWith('tfsec', 'finds every problem, whatever the tree says about it', async () => {
    const record = await scanFor(tfsec, TREES['tfsec'] ?? {});
    expect(record.scans).toMatchObject([{ scanner: 'tfsec', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expectGolden(fixture('tfsec', 'findings.txt'), lines(record));
  });

  testWith('tfsec', 'fails as a whole over a file that is no Terraform, and never passes over it', async () => {
    const record = await scanFor(tfsec, { ...TREES['tfsec'], 'bad.tf': 'resource "aws_s3_bucket" {{{\n' });
    expect(record.scans).toMatchObject([{ status: { state: 'failed' } }]);
  });
});
