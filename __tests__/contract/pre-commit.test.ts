/** The hook of this repository under the real pre-commit, as somebody else's repository uses it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { programOf } from '../../scripts/scanners-list.js';
import { addFiles, DIST, git, makeFolder, ROOT, removeFolders } from '../e2e/program.ts';
import { testWith } from './installed.ts';

afterAll(removeFolders);

/** Made up, and made here, so that the repository holds none. */
const KEY = [
  `-----BEGIN RSA ${'PRIV'}ATE KEY-----`,
  ...Array.from({ length: 12 }, (_, line) => createHash('sha384').update(`made up ${line}`).digest('base64')),
  `-----END RSA ${'PRIV'}ATE KEY-----`,
  '',
].join('\n');

/** What a release of Gatehouse is to pre-commit: a repository with the hook's description and dist/. */
function release(): { readonly folder: string; readonly revision: string } {
  const folder = makeFolder({ '.pre-commit-hooks.yaml': readFileSync(join(ROOT, '.pre-commit-hooks.yaml')) });
  cpSync(DIST, join(folder, 'dist'), { recursive: true });
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'update-index', '--chmod=+x', 'dist/cli.js');
  git(folder, 'commit', '-q', '-m', 'release');
  return { folder, revision: git(folder, 'rev-parse', 'HEAD') };
}

/** A repository that uses the hook, and how to commit to it. */
function guarded() {
  const { folder: repo, revision } = release();
  const config = `repos: [{ repo: "${repo}", rev: ${revision}, hooks: [{ id: gatehouse, args: [--offline] }] }]\n`;
  const folder = makeFolder({ '.pre-commit-config.yaml': config });
  const env = {
    ...process.env,
    PRE_COMMIT_HOME: makeFolder(),
    GATEHOUSE_CACHE: makeFolder(),
    PRE_COMMIT_COLOR: 'never',
  };
  const run = (program: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };
  git(folder, 'init', '-q');
  const installed = run(programOf('pre-commit'), 'install', '--install-hooks');
  const person = ['-c', 'user.name=n', '-c', 'user.email=n@example.invalid'];
  return {
    folder,
    installed,
    commit: (...args: readonly string[]) => run('git', ...person, 'commit', '-m', 'x', ...args),
  };
}

testWith('pre-commit', 'installs the hook without building or fetching anything, and lets a clean commit pass', () => {
  const { folder, installed, commit } = guarded();
  expect(installed).toMatchObject({ status: 0, said: expect.not.stringMatching(/warning|npm/i) });
  addFiles(folder, { 'a.txt': 'nothing to see here\n' });
  git(folder, 'add', '-A');
  expect(commit()).toMatchObject({ status: 0, said: expect.stringMatching(/gatehouse\.+Passed/) });
});

testWith('pre-commit', 'refuses a commit with a secret, whatever the work tree says by now', () => {
  const { folder, commit } = guarded();
  addFiles(folder, { 'server.pem': KEY });
  git(folder, 'add', '-A');
  addFiles(folder, { 'server.pem': 'cleaned\n' });
  const { status, said } = commit();
  expect(status).toBe(1);
  expect(said).toMatch(/gatehouse\.+Failed/);
  expect(said).toContain('server.pem:1');
  expect(readFileSync(join(folder, 'server.pem'), 'utf8')).toBe('cleaned\n');
});

testWith('pre-commit', 'sees what commit --all brings', () => {
  const { folder, commit } = guarded();
  addFiles(folder, { 'server.pem': 'nothing\n' });
  git(folder, 'add', '-A');
  expect(commit().status).toBe(0);
  addFiles(folder, { 'server.pem': KEY });
  expect(commit('--all')).toMatchObject({ status: 1, said: expect.stringContaining('server.pem:1') });
});
