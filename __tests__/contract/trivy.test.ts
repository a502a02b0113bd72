import { describe, expect, test } from '@jest/globals';
import { readKnownMalicious } from '../../src/engines/known-malicious.ts';
import { trivy, trivyConfig } from '../../src/scanners/trivy.ts';
import { fixture, lines, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { withTrivyData } from './advisory-data.ts';
import { pinnedVersion, testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

describe('trivy', () => {
  // Runs everywhere: of a file in which every test is skipped, jest does not show the names.
  test('is tested in a release that is not known to be malicious', () => {
    const known = readKnownMalicious().tools.find(({ tool }) => tool === trivy.program);
    expect(known?.versions).toContain('0.69.4');
    expect(known?.versions).not.toContain(pinnedVersion('trivy'));
  });

  testWith('trivy', 'finds every vulnerable package, whatever the tree says about it', async () => {
    const tree = TREES['trivy'] ?? {};
    const record = await withTrivyData((folder) => scanFor(trivy, tree, ['--cache-dir', folder, '--skip-db-update']));
    expect(record.scans).toMatchObject([{ scanner: 'trivy', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expectGolden(fixture('trivy', 'findings.txt'), lines(record));
  });

  testWith('trivy', 'fails without a database, and is never clean', async () => {
    const record = await scanFor(trivy, TREES['trivy'] ?? {}, ['--skip-db-update']);
    expect(record.scans).toMatchObject([{ status: { state: 'failed' } }]);
  });
});

describe('trivy-config', () => {
  const tree = TREES['trivy-config'] ?? {};

  testWith('trivy', 'finds every problem, whatever the tree’s configuration says about it', async () => {
    const record = await scanFor(trivyConfig, tree);
    expect(record.scans).toMatchObject([{ scanner: 'trivy-config', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expectGolden(fixture('trivy-config', 'findings.txt'), lines(record));
  });

  // If this fails, it has learned to report them: then the adapter should ask for that, and no longer warn.
  testWith('trivy', 'believes a comment of the tree, as its adapter and the documentation warn', async () => {
    const record = await scanFor(trivyConfig, { 'main.tf': `#trivy:ignore:*\n${tree['main.tf']}` });
    expect(record.scans).toMatchObject([{ status: { state: 'ok' }, results: 0 }]);
  });
});
