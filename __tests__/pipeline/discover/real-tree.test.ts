import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pathFromBytes } from '../../../src/model/path.ts';

import { createFiles } from '../../../src/platform/files.ts';
import { createGit } from '../../../src/platform/git.ts';
import { createTools } from '../../../src/platform/tools.ts';
import { discoverAt } from '../../support/discover-at.ts';
import { fakePorts } from '../../support/fake-ports.ts';
import { settingsWith } from '../../support/settings.ts';

/** A real repository on a real disk, seen through the real ports. */
let folder = '';
let repository = '';
const env = { PATH: process.env.PATH };
const files = createFiles();
const ports = fakePorts({});
const latin1 = Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2e, 0x74, 0x78, 0x74]);

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always', ...args],
    {
      cwd,
      env: { ...env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
      stdio: 'pipe',
    },
  );

const write = (path: string | Buffer, text = 'text\n') =>
  writeFileSync(
    typeof path === 'string' ? join(repository, path) : Buffer.concat([Buffer.from(`${repository}/`), path]),
    text,
  );

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-discover-')));
  repository = join(folder, 'repository');
  const library = join(folder, 'library');
  for (const path of [repository, library]) {
    mkdirSync(path);
    git(path, 'init', '-q');
  }
  writeFileSync(join(library, 'lib.ts'), '');
  git(library, 'add', '.');
  git(library, 'commit', '-q', '-m', 'lib');

  for (const path of ['src/deep', 'nested', 'build']) mkdirSync(join(repository, path), { recursive: true });
  for (const path of ['src/a.ts', 'src/deep/b.ts', 'deleted.ts', 'two\nlines.ts', '::error::x', ' 100%25 '])
    write(path);
  write(latin1);
  write('.gitignore', 'build/\n*.log\n');
  write('tracked.log');
  symlinkSync('/etc', join(repository, 'out'));
  symlinkSync('src/a.ts', join(repository, 'in'));
  symlinkSync('circle', join(repository, 'circle'));
  git(repository, 'submodule', '--quiet', 'add', library, 'vendor/library');
  git(repository, 'add', '-A', '--force');
  git(repository, 'commit', '-q', '-m', 'first');
  unlinkSync(join(repository, 'deleted.ts'));
  for (const path of ['untracked.ts', 'untracked.log', 'build/out.js']) write(path);
  git(join(repository, 'nested'), 'init', '-q');
  write('nested/other.ts');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const discoverReal = (root: string) =>
  discoverAt(root, settingsWith(), { ...ports, files, git: createGit(createTools(env, files), env) });

describe('a real repository', () => {
  test('gives its tracked and its new files, whatever their names are', async () => {
    const set = await discoverReal(repository);
    expect(set.files.map(({ path }) => path)).toEqual([
      ' 100%25 ',
      '.gitignore',
      '.gitmodules',
      '::error::x',
      pathFromBytes(latin1),
      'src/a.ts',
      'src/deep/b.ts',
      'tracked.log',
      'two\nlines.ts',
      'untracked.ts',
    ]);
    expect(set).toMatchObject({ root: repository, prefix: '' });
    expect(set.files.find(({ path }) => path === 'two\nlines.ts')?.sizeBytes).toBe(5);
  });

  test('says what is left out', async () => {
    expect((await discoverReal(repository)).notLookedAt).toEqual([
      { path: 'nested', why: 'a git repository of its own, not part of this one' },
      { path: 'out', why: 'a symbolic link to something outside the scanned folder' },
      { path: 'vendor/library', why: 'a submodule: scan it by itself' },
    ]);
  });

  test('can be scanned from a folder of it', async () => {
    const set = await discoverReal(join(repository, 'src'));
    expect(set.files.map(({ path }) => path)).toEqual(['a.ts', 'deep/b.ts']);
    expect(set).toMatchObject({ root: join(repository, 'src'), prefix: 'src/' });
  });

  test('is walked where git ignores the very folder that was asked for', async () => {
    expect((await discoverReal(join(repository, 'build'))).files.map(({ path }) => path)).toEqual(['out.js']);
  });

  test.each([
    ['a missing folder', 'none', 'there is no such file or folder'],
    ['something below a file', 'repository/src/a.ts/none', 'there is no such file or folder'],
    ['a file', 'repository/src/a.ts', 'this is a file: give the folder that holds it'],
  ])('does not turn %s into a bug of ours', async (_, path, problem) => {
    const root = join(folder, path);
    await expect(discoverReal(root)).rejects.toMatchObject({
      code: 'configuration',
      mistakes: [{ place: root, problem }],
    });
  });
});
