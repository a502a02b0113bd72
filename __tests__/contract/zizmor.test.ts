import { describe, expect } from '@jest/globals';
import { zizmor } from '../../src/scanners/zizmor.ts';
import { fixture, lines, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

const TREE = TREES['zizmor'] ?? {};

describe('zizmor', () => {
  testWith('zizmor', 'finds every problem, exactly placed, whatever the tree says about it', async () => {
    const record = await scanFor(zizmor, { ...TREE, '.gitignore': '.github/\naction.yml\n' });
    expect(record.scans).toMatchObject([{ scanner: 'zizmor', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expectGolden(fixture('zizmor', 'findings.txt'), lines(record));
  });

  testWith('zizmor', 'finds nothing in a workflow that has no problem, and says so with a report', async () => {
    const workflow = `name: test\non: push\npermissions: {}\nconcurrency: { group: test, cancel-in-progress: true }\njobs:
  test:
    name: test
    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n`;
    const record = await scanFor(zizmor, { '.github/workflows/test.yml': workflow });
    expect(record.scans).toMatchObject([{ status: { state: 'ok' }, results: 0 }]);
  });

  testWith('zizmor', 'fails as a whole over a workflow that it cannot read, and never passes over it', async () => {
    const record = await scanFor(zizmor, { ...TREE, '.github/workflows/bad.yml': 'on: push\njobs: [' });
    expect(record.scans).toMatchObject([{ status: { state: 'failed' } }]);
  });
});
