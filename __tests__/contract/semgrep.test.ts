import { fileURLToPath } from 'node:url';
import { describe, expect } from '@jest/globals';
import { semgrep } from '../../src/scanners/semgrep.ts';
import { fixture, lines, PASSWORD, TREES } from '../scanners/recorded.ts';
import { expectGolden } from '../support/golden.ts';
import { testWith } from './installed.ts';
import { scanFor } from './real-scanner.ts';

const TREE = TREES['semgrep'] ?? {};
const RULES = ['--config', fileURLToPath(new URL('examples/semgrep-rules/rules.yml', import.meta.url))];

describe('semgrep', () => {
  testWith('semgrep', 'finds with rules of the user every problem, whatever the tree says about it', async () => {
    const record = await scanFor(semgrep, { ...TREE, '.gitignore': '*\n' }, RULES);
    expect(record.scans).toMatchObject([{ scanner: 'semgrep', status: { state: 'ok' }, repairs: [], notes: [] }]);
    expectGolden(fixture('semgrep', 'findings.txt'), lines(record));
    expect(JSON.stringify(record)).not.toContain(PASSWORD);
  });

  testWith('semgrep', 'looks at everything too where there are more files than a command line carries', async () => {
    const folder = 'a-folder-with-quite-a-long-name/'.repeat(6);
    const many = Object.fromEntries(Array.from({ length: 2_600 }, (_, at) => [`${folder}${at}.py`, '']));
    const record = await scanFor(semgrep, { ...TREE, ...many, '.gitignore': '*\n' }, RULES);
    expect(record.scans).toMatchObject([{ status: { state: 'ok' } }]);
    expectGolden(fixture('semgrep', 'findings.txt'), lines(record));
  });

  testWith('semgrep', 'fails where its rules cannot be had, and is never clean', async () => {
    const record = await scanFor(semgrep, TREE, ['--config', '/nowhere/rules.yml']);
    expect(record.scans).toMatchObject([{ status: { state: 'failed' } }]);
  });
});
