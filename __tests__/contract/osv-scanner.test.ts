import { describe, expect } from '@jest/globals';
import { osvScanner } from '../../src/scanners/osv-scanner.ts';
import { fixture, lines, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { withOsvData } from './advisory-data.ts';
import { testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

const TREE = TREES['osv-scanner'] ?? {};
const scan = (files: Readonly<Record<string, string>>) =>
  withOsvData((folder) => scanFor(osvScanner, files, ['--offline-vulnerabilities', '--local-db-path', folder]));

describe('osv-scanner', () => {
  testWith('osv-scanner', 'finds every vulnerable package, whatever the tree says about it', async () => {
    const record = await scan({ ...TREE, '.gitignore': '*\n' });
    expect(record.scans).toMatchObject([{ scanner: 'osv-scanner', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expectGolden(fixture('osv-scanner', 'findings.txt'), lines(record));
  });

  testWith('osv-scanner', 'finds nothing in packages without a problem, and says so with a report', async () => {
    const record = await scan({ 'requirements.txt': 'pyyaml==6.0.3\n' });
    expect(record.scans).toMatchObject([{ status: { state: 'ok' }, results: 0 }]);
  });

  testWith('osv-scanner', 'is skipped where no manifest names a package', async () => {
    const record = await scan({ 'requirements.txt': '# none yet\n' });
    expect(record.scans).toMatchObject([{ status: { state: 'skipped' } }]);
  });

  testWith('osv-scanner', 'fails without data, and is never clean', async () => {
    const record = await scanFor(osvScanner, TREE, ['--offline-vulnerabilities', '--local-db-path', '/nowhere']);
    expect(record.scans).toMatchObject([{ status: { state: 'failed' } }]);
  });
});
