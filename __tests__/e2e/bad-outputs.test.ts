import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { DIST, environment, makeFolder, removeFolders } from './program.ts';

afterAll(removeFolders);

const CLI = join(DIST, 'cli.js');

/** Runs a pipeline of the shell; `$CLI` is the program. */
function shell(script: string, env: Readonly<Record<string, string>> = {}) {
  return spawnSync('bash', ['-c', `set -o pipefail; ${script}`], {
    encoding: 'utf8',
    env: { ...environment(), CLI, NODE: process.execPath, ...env },
  });
}

const CLEAN = makeFolder({ 'a.js': 'let a;\n' });

describe('where a report cannot go', () => {
  test('a closed pipe (`| head`) ends quietly', () => {
    const { status, stdout, stderr } = shell(
      `"$NODE" "$CLI" scan examples/vulnerable-app -f sarif --quiet 2>"$LOG" | head -n 1; exit \${PIPESTATUS[0]}`,
      { LOG: join(makeFolder(), 'log') },
    );
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  test('a full device on standard output is said, and a green verdict is not given', () => {
    const { status, stderr } = shell(`"$NODE" "$CLI" scan ${CLEAN} --offline > /dev/full`);
    expect(status).toBe(4);
    expect(stderr).toMatch(/could not be written/);
  });

  test('a disk that is full in the middle of a report leaves neither half a report nor a temporary file', () => {
    const folder = makeFolder();
    // A limit on the size of files is what a full disk looks like to the program that writes.
    const { status, stderr } = shell(
      `ulimit -f 1; trap "" XFSZ; "$NODE" "$CLI" scan examples/vulnerable-app --quiet -o sarif=${join(folder, 'report.sarif')}`,
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/could not be written/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder that does not exist yet is made', () => {
    const file = join(makeFolder(), 'new', 'folder', 'report.json');
    expect(shell(`"$NODE" "$CLI" scan ${CLEAN} --offline --quiet -o ${file}`).status).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  test('an old report is replaced at once, and a link to a device is refused', () => {
    const folder = makeFolder({ 'report.json': 'old' });
    expect(shell(`"$NODE" "$CLI" scan ${CLEAN} --offline --quiet -o ${join(folder, 'report.json')}`).status).toBe(0);
    expect(readdirSync(folder)).toEqual(['report.json']);
    symlinkSync('/dev/full', join(folder, 'link.json'));
    writeFileSync(join(folder, 'keep'), '');
    const refused = shell(`"$NODE" "$CLI" scan ${CLEAN} --offline --quiet -o ${join(folder, 'link.json')}`);
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toMatch(/link\.json|regular file/);
  });
});
