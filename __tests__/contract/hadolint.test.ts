import { describe, expect } from '@jest/globals';
import { hadolint } from '../../src/scanners/hadolint.ts';
import { fixture, lines, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

describe('hadolint', () => {
  testWith('hadolint', 'finds every problem, whatever the tree says about it', async () => {
    const record = await scanFor(hadolint, TREES['hadolint'] ?? {});
    expect(record.scans).toMatchObject([{ scanner: 'hadolint', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expectGolden(fixture('hadolint', 'findings.txt'), lines(record));
  });
});
