import { describe, expect } from '@jest/globals';
import { gitleaks } from '../../src/scanners/gitleaks.ts';
import { VALUES } from '../scanners/gitleaks/tree.ts';
import { fixture, lines, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

describe('gitleaks', () => {
  testWith('gitleaks', 'finds every secret, exactly placed, whatever the tree says about it', async () => {
    const record = await scanFor(gitleaks, TREES['gitleaks'] ?? {});
    expect(record.scans).toMatchObject([{ scanner: 'gitleaks', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expectGolden(fixture('gitleaks', 'findings.txt'), lines(record));
  });

  testWith('gitleaks', 'never gets a value into the record', async () => {
    const record = JSON.stringify(await scanFor(gitleaks, TREES['gitleaks'] ?? {}));
    for (const value of VALUES) expect(record).not.toContain(value.slice(0, 9));
  });
});
