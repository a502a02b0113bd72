import { describe, expect } from '@jest/globals';
import { bandit } from '../../src/scanners/bandit.ts';
import { fixture, lines, PASSWORD, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

describe('bandit', () => {
  testWith('bandit', 'finds every problem, exactly placed, whatever the tree says about it', async () => {
    const record = await scanFor(bandit, TREES['bandit'] ?? {});
    expect(record.scans).toMatchObject([{ scanner: 'bandit', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expect(record.notLookedAt).toEqual([{ path: 'src/broken.py', why: 'syntax error while parsing AST from file' }]);
    expectGolden(fixture('bandit', 'findings.txt'), lines(record));
  });

  testWith('bandit', 'shows no password, though its messages do', async () => {
    expect(JSON.stringify(await scanFor(bandit, TREES['bandit'] ?? {}))).not.toContain(PASSWORD);
  });
});
