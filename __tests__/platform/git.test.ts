import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PlatformError } from '../../src/model/errors.ts';
import { pathFromBytes } from '../../src/model/path.ts';
import { createFiles } from '../../src/platform/files.ts';
import { createGit } from '../../src/platform/git.ts';
import { askGit } from '../../src/platform/git-command.ts';
import { createTools } from '../../src/platform/tools.ts';
import { temporaryFolder } from './child.ts';

const env = { PATH: process.env.PATH };
const git = createGit(createTools(env, createFiles()), env);
const base = temporaryFolder();
const PERSON = ['-c', 'user.name=n', '-c', 'user.email=n@example.org', '-c', 'protocol.file.allow=always'];

function run(folder: string, ...args: string[]): string {
  const settings = { ...env, HOME: base, GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...PERSON, ...args], {
    cwd: folder,
    env: settings,
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
}

/** A new repository with some files, none of them added. */
function repository(name: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(base, name);
  mkdirSync(folder);
  run(folder, 'init', '-q', '-b', 'main');
  fill(folder, files);
  return folder;
}

function fill(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function commit(folder: string): string {
  run(folder, 'add', '-A');
  run(folder, 'commit', '-qm', 'x', '--allow-empty');
  return run(folder, 'rev-parse', 'HEAD');
}

async function paths(folder: string): Promise<readonly string[]> {
  return (await git.entries(folder)).map((entry) => `${entry.path}${entry.tracked ? '' : ' (untracked)'}`);
}

describe('a work tree', () => {
  test('with a commit', async () => {
    const folder = repository('plain', { a: '1', 'in/b': '2' });
    const head = commit(folder);
    const expected = { top: folder, head, shallow: false };
    expect(await git.worktree(folder)).toEqual({ worktree: { ...expected, prefix: '' }, note: undefined });
    expect(await git.worktree(join(folder, 'in'))).toEqual({
      worktree: { ...expected, prefix: 'in/' },
      note: undefined,
    });
    expect(await paths(join(folder, 'in'))).toEqual(['b']);
  });

  test('without a commit', async () => {
    const folder = repository('unborn', { a: '1' });
    expect((await git.worktree(folder)).worktree).toEqual({ top: folder, prefix: '', head: undefined, shallow: false });
    expect(await paths(folder)).toEqual(['a (untracked)']);
  });

  test('of a shallow clone', async () => {
    const origin = repository('deep', { a: '1' });
    commit(origin);
    commit(origin);
    const clone = join(base, 'shallow');
    run(base, 'clone', '-q', '--depth=1', `file://${origin}`, clone);
    expect((await git.worktree(clone)).worktree).toMatchObject({ top: clone, shallow: true });
  });

  test('linked to a repository elsewhere', async () => {
    const main = repository('main-tree', { a: '1', '.gitignore': 'ignored' });
    const head = commit(main);
    const linked = join(base, 'linked-tree');
    run(main, 'worktree', 'add', '-q', linked);
    fill(linked, { ignored: 'x', b: '2' });
    expect((await git.worktree(linked)).worktree).toEqual({ top: linked, prefix: '', head, shallow: false });
    expect(await paths(linked)).toEqual(['.gitignore', 'a', 'b (untracked)']);
  });

  test('of a submodule, which is one entry of the repository around it', async () => {
    const inner = repository('inner', { code: 'x' });
    const innerHead = commit(inner);
    const outer = repository('outer', { a: '1' });
    run(outer, 'submodule', '--quiet', 'add', inner, 'sub');
    commit(outer);
    expect((await git.entries(outer)).find((entry) => entry.path === 'sub')).toEqual({
      path: 'sub',
      kind: 'submodule',
      tracked: true,
    });
    const own = await git.worktree(join(outer, 'sub'));
    expect(own.worktree).toEqual({ top: join(outer, 'sub'), prefix: '', head: innerHead, shallow: false });
    expect(await paths(join(outer, 'sub'))).toEqual(['code']);
  });

  test('whose folder has line ends and spaces in its name', async () => {
    const folder = repository('odd\nname \n', { 'in\n/a': '1' });
    commit(folder);
    const { worktree } = await git.worktree(join(folder, 'in\n'));
    expect(worktree).toMatchObject({ top: folder, prefix: 'in\n/' });
  });

  test('reached through a symbolic link', async () => {
    const folder = repository('behind', { a: '1' });
    symlinkSync(folder, join(base, 'before'));
    expect((await git.worktree(join(base, 'before'))).worktree).toMatchObject({ top: folder, prefix: '' });
  });

  test.each(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE'])('is found whatever %s says', async (name) => {
    const folder = join(base, 'plain');
    const before = process.env[name];
    process.env[name] = '/nowhere';
    const { worktree } = await git.worktree(folder);
    if (before === undefined) delete process.env[name];
    expect(worktree?.top).toBe(folder);
  });
});

/** What the repository is, as the index and objects are asked for. */
async function worktreeOf(folder: string) {
  const { worktree } = await git.worktree(folder);
  if (worktree === undefined) throw new Error(`${folder} is no work tree`);
  return worktree;
}

async function index(folder: string, own = git): Promise<readonly string[]> {
  const entries = await own.index(await worktreeOf(folder));
  return entries.map(({ path, kind, staged, conflicted }) =>
    [path, kind, ...(staged ? ['staged'] : []), ...(conflicted ? ['conflicted'] : [])].join(' '),
  );
}

let extractions = 0;

/** Writes objects into a new folder: the sizes that were told, and the paths and contents that are there. */
async function extracted(
  folder: string,
  entries: readonly { readonly path: string; readonly object: string }[],
  maxBytes = 1000,
) {
  const into = join(base, `extracted-${extractions++}`);
  mkdirSync(into);
  const sizes = await git.extract(await worktreeOf(folder), entries, into, maxBytes);
  const paths = readdirSync(into, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = paths.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  return { sizes: [...sizes], files: files.sort() };
}

describe('the index', () => {
  test('says what the next commit adds or changes, and nothing of what it deletes', async () => {
    const folder = repository('index', { same: '1', changed: '2', deleted: '3', 'moved/from': '4', restored: '5' });
    commit(folder);
    run(folder, 'rm', '-q', '--cached', 'deleted');
    run(folder, 'mv', 'moved/from', 'moved-to');
    fill(folder, { changed: 'new', added: 'new', restored: 'other', untracked: 'x', same: 'not staged' });
    run(folder, 'add', 'changed', 'added', 'restored');
    fill(folder, { restored: '5' });
    run(folder, 'add', 'restored');
    expect(await index(folder)).toEqual([
      'added file staged',
      'changed file staged',
      'moved-to file staged',
      'restored file',
      'same file',
    ]);
  });

  test('is staged as a whole where there is no commit', async () => {
    const folder = repository('index-unborn', { a: '1', b: '2' });
    run(folder, 'add', 'a');
    expect(await index(folder)).toEqual(['a file staged']);
  });

  test('names kinds and odd paths, from the top wherever it is asked', async () => {
    const folder = repository('index-kinds', { 'in/a\n"b"\t\u00e9': '1', 'in/run': '2' });
    chmodSync(join(folder, 'in/run'), 0o755);
    symlinkSync('run', join(folder, 'in/link'));
    run(folder, 'submodule', '--quiet', 'add', join(base, 'inner'), 'sub');
    run(folder, 'add', '-A');
    const expected = [
      '.gitmodules file',
      'in/a\n"b"\t\u00e9 file',
      'in/link symlink',
      'in/run executable',
      'sub submodule',
    ];
    expect(await index(join(folder, 'in'))).toEqual(expected.map((entry) => `${entry} staged`));
  });

  test('says of a conflict that it is one', async () => {
    const folder = repository('index-conflict', { a: '1' });
    commit(folder);
    run(folder, 'checkout', '-q', '-b', 'other');
    fill(folder, { a: '2' });
    commit(folder);
    run(folder, 'checkout', '-q', 'main');
    fill(folder, { a: '3' });
    commit(folder);
    expect(() => run(folder, 'merge', 'other')).toThrow();
    expect(await index(folder)).toEqual(['a file staged conflicted']);
  });

  test('is that of the commit under way where git names one, for this question only', async () => {
    const folder = repository('index-other', { a: '1' });
    commit(folder);
    fill(folder, { b: '2' });
    const other = { ...env, GIT_INDEX_FILE: join(folder, '.git/other') };
    execFileSync('git', ['add', '-A'], { cwd: folder, env: { ...other, HOME: base } });
    const inHook = createGit(createTools(env, createFiles()), other);
    expect(await index(folder, inHook)).toEqual(['a file', 'b file staged']);
    expect((await inHook.entries(folder)).map(({ path, tracked }) => `${path} ${tracked}`)).toEqual([
      'a true',
      'b false',
    ]);
  });

  test('that is damaged rejects', async () => {
    const folder = repository('index-damaged', { a: '1' });
    commit(folder);
    const worktree = await worktreeOf(folder);
    writeFileSync(join(folder, '.git/index'), 'rubbish');
    await expect(git.index(worktree)).rejects.toThrow(PlatformError);
  });
});

describe('objects become files', () => {
  const folder = repository('objects', { text: 'one\r\ntwo', empty: '', 'line ends': '\n\n', large: 'x'.repeat(2000) });
  const binary = Buffer.concat([Buffer.from([0, 10, 255]), Buffer.alloc(200_000, 'blob 5\n')]);
  writeFileSync(join(folder, 'binary'), binary);
  commit(folder);
  const object = (name: string) => run(folder, 'rev-parse', `HEAD:${name}`);

  test('byte for byte, whatever they hold', async () => {
    const names = ['text', 'binary', 'empty', 'line ends'];
    const { sizes, files } = await extracted(
      folder,
      names.map((path) => ({ path, object: object(path) })),
      1_000_000,
    );
    expect(sizes).toEqual([
      ['text', 8],
      ['binary', binary.length],
      ['empty', 0],
      ['line ends', 2],
    ]);
    expect(files).toEqual(['', '\n\n', binary.toString('latin1'), 'one\r\ntwo'].sort());
  });

  test('in folders that are made, several from one object', async () => {
    const same = object('text');
    const entries = [
      { path: 'a/b/c', object: same },
      { path: 'd', object: same },
    ];
    expect((await extracted(folder, entries)).files).toEqual(['one\r\ntwo', 'one\r\ntwo']);
  });

  test('unless they are too large: then only their size is told', async () => {
    const entries = ['large', 'text'].map((path) => ({ path, object: object(path) }));
    expect(await extracted(folder, entries)).toEqual({
      sizes: [
        ['large', 2000],
        ['text', 8],
      ],
      files: ['one\r\ntwo'],
    });
  });

  test.each([
    ['is not there', () => '1'.repeat(40)],
    ['is a folder', () => run(folder, 'rev-parse', 'HEAD^{tree}')],
    ['is a commit', () => run(folder, 'rev-parse', 'HEAD')],
  ])('unless it %s: the others do', async (_, odd) => {
    const entries = [
      { path: 'odd', object: odd() },
      { path: 'text', object: object('text') },
    ];
    expect(await extracted(folder, entries)).toEqual({ sizes: [['text', 8]], files: ['one\r\ntwo'] });
  });

  test('once: a second content of the same name is left out, the same content is not', async () => {
    const entries = [
      { path: 'a', object: object('text') },
      { path: 'a', object: object('text') },
      { path: 'a/b', object: object('text') },
    ];
    expect(await extracted(folder, entries)).toEqual({ sizes: [['a', 8]], files: ['one\r\ntwo'] });
  });

  test('as they are, whatever a local reference puts in their place', async () => {
    const real = object('text');
    run(folder, 'replace', real, object('empty'));
    expect((await extracted(folder, [{ path: 'a', object: real }])).files).toEqual(['one\r\ntwo']);
    run(folder, 'replace', '-d', real);
  });

  test('none asks for nothing', async () => {
    expect(await extracted(folder, [])).toEqual({ sizes: [], files: [] });
  });

  test('a git that ends early rejects', async () => {
    const broken = join(base, 'broken-git');
    writeFileSync(broken, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const own = createGit({ find: async () => ({ file: broken, origin: 'path' }) }, env);
    const wanted = [{ path: 'text', object: object('text') }];
    await expect(own.extract(await worktreeOf(folder), wanted, base, 100)).rejects.toThrow(/it ended with 3/);
  });

  test('a git that is gone rejects', async () => {
    const own = createGit({ find: async () => ({ file: '/nowhere/git', origin: 'path' }) }, env);
    const wanted = [{ path: 'text', object: object('text') }];
    await expect(own.extract(await worktreeOf(folder), wanted, base, 100)).rejects.toMatchObject({ code: 'failed' });
  });
});

describe('no work tree, and a note that says why', () => {
  const damage = (name: string, file: string, content: string) => {
    const folder = repository(name, { a: '1' });
    commit(folder);
    writeFileSync(join(folder, file), content);
    return folder;
  };
  const fileInstead = (name: string, content: string) => {
    mkdirSync(join(base, name));
    writeFileSync(join(base, name, '.git'), content);
    return join(base, name);
  };
  const plainFolder = join(base, 'no-repository');
  mkdirSync(plainFolder);
  const bare = join(base, 'bare.git');
  run(base, 'init', '-q', '--bare', bare);
  const ignored = repository('with-ignored', { '.gitignore': 'build/', 'build/a': '1', 'build/deep/b': '2' });
  commit(ignored);
  test.each([
    ['a plain folder', plainFolder, 'is in no git work tree'],
    ['a bare repository', bare, 'is a bare git repository, which has no work tree'],
    [
      'the inside of .git',
      join(repository('inside'), '.git'),
      'is the inside of a git repository, which is no work tree',
    ],
    [
      'a .git that points nowhere',
      fileInstead('points-nowhere', 'gitdir: /nowhere\n'),
      '(not a git repository: /nowhere)',
    ],
    ['a .git that is rubbish', fileInstead('rubbish', '\u001b[31mrubbish'), '(invalid gitfile format: '],
    ['an empty HEAD', damage('no-head', '.git/HEAD', ''), 'git cannot read the repository at '],
    [
      'a configuration that is none',
      damage('bad-config', '.git/config', '[core'),
      'git cannot read the repository at ',
    ],
    ['an ignored folder', join(ignored, 'build'), 'is ignored by the git repository around it'],
    ['a folder deep in an ignored one', join(ignored, 'build', 'deep'), 'is ignored by the git repository around it'],
  ])('%s', async (_, folder, why) => {
    const { worktree, note } = await git.worktree(folder);
    expect(worktree).toBeUndefined();
    expect(note).toContain(why);
    expect(note).not.toMatch(/[\u0000-\u001f]/);
  });

  test('an ignored folder with a tracked file stays in its work tree', async () => {
    const folder = repository('half-ignored', { 'build/kept': '1' });
    commit(folder);
    fill(folder, { '.gitignore': 'build/', 'build/new': '2' });
    expect((await git.worktree(join(folder, 'build'))).worktree?.prefix).toBe('build/');
    expect(await paths(join(folder, 'build'))).toEqual(['kept']);
  });

  test('git is not installed', async () => {
    const nowhere = createGit({ find: () => Promise.resolve(undefined) }, {});
    expect(await nowhere.worktree(base)).toEqual({
      worktree: undefined,
      note: 'git is not installed',
    });
    await expect(nowhere.entries(base)).rejects.toThrow(PlatformError);
  });

  test('a folder whose name is no text', async () => {
    const odd = `${base}/${pathFromBytes(Buffer.from([0x41, 0xff]))}`;
    expect((await git.worktree(odd)).note).toContain('/A\\xff: its name is no text');
  });
});

describe('entries', () => {
  test('are tracked files, whatever an ignore file says, and untracked ones that are not ignored', async () => {
    const folder = repository('listed', { tracked: '1', 'gone-later': '2', secret: '3' });
    commit(folder);
    fill(folder, { '.gitignore': 'secret\n*.log\n', 'new.ts': '4', 'x.log': '5', 'in/y.log': '6', 'in/z': '7' });
    writeFileSync(join(folder, '.git', 'info', 'exclude'), 'z\n');
    rmSync(join(folder, 'gone-later'));
    expect(await paths(folder)).toEqual([
      '.gitignore (untracked)',
      'gone-later',
      'new.ts (untracked)',
      'secret',
      'tracked',
    ]);
  });

  test('tell executables, links and submodules, tracked or not', async () => {
    const folder = repository('kinds');
    for (const prefix of ['t-', 'u-']) {
      fill(folder, { [`${prefix}file`]: 'x', [`${prefix}program`]: 'x' });
      chmodSync(join(folder, `${prefix}program`), 0o755);
      symlinkSync('/dev/zero', join(folder, `${prefix}link`));
      if (prefix === 't-') commit(folder);
    }
    run(folder, 'init', '-q', 'nested');
    fill(folder, { 'nested/file': 'x' });
    expect(await git.entries(folder)).toEqual([
      { path: 'nested', kind: 'submodule', tracked: false },
      { path: 't-file', kind: 'file', tracked: true },
      { path: 't-link', kind: 'symlink', tracked: true },
      { path: 't-program', kind: 'executable', tracked: true },
      { path: 'u-file', kind: 'file', tracked: false },
      { path: 'u-link', kind: 'symlink', tracked: false },
      { path: 'u-program', kind: 'executable', tracked: false },
    ]);
  });

  test('keep every byte of odd names', async () => {
    const folder = repository('odd-names');
    run(folder, 'config', 'core.quotePath', 'false');
    const names = [
      Buffer.from([1, 7, 8, 9, 11, 12, 13, 27, 127]),
      Buffer.from('\\101\\n'),
      Buffer.from('a\nb\tc'),
      Buffer.from([0x66, 0xff, 0xfe]),
      Buffer.from('"quoted\\"'),
      Buffer.from('ünï'),
      Buffer.from(' '),
    ];
    for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), 'x');
    const expected = names.map(pathFromBytes).sort();
    expect((await git.entries(folder)).map((entry) => entry.path).sort()).toEqual(expected);
    commit(folder);
    expect((await git.entries(folder)).map((entry) => entry.path).sort()).toEqual(expected);
    expect((await git.entries(folder)).every((entry) => entry.tracked)).toBe(true);
  });

  test('of a conflict name its path once', async () => {
    const folder = repository('conflict', { both: '1' });
    commit(folder);
    run(folder, 'checkout', '-qb', 'other');
    fill(folder, { both: '2' });
    commit(folder);
    run(folder, 'checkout', '-q', 'main');
    fill(folder, { both: '3' });
    commit(folder);
    expect(() => run(folder, 'merge', '-q', 'other')).toThrow();
    expect(await paths(folder)).toEqual(['both']);
  });

  test('of a damaged index are refused, with what to do', async () => {
    const folder = repository('damaged', { a: '1' });
    commit(folder);
    writeFileSync(join(folder, '.git', 'index'), 'rubbish');
    await expect(git.entries(folder)).rejects.toMatchObject({
      code: 'failed',
      message: `git cannot list the files of ${folder}: .git/index: index file smaller than expected (repair the repository, or scan a copy without its .git)`,
    });
  });

  test('of an empty repository are none', async () => {
    expect(await git.entries(repository('empty'))).toEqual([]);
  });

  test('of thousands of files come complete and in order', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, number) => [`d${number % 50}/file-${number}.ts`, '']),
    );
    const folder = repository('thousands', files);
    expect(await paths(folder)).toEqual(
      Object.keys(files)
        .sort()
        .map((path) => `${path} (untracked)`),
    );
  });
});

describe('a hostile repository runs nothing of its own', () => {
  const mark = join(base, 'hacked');
  const bait = join(base, 'bait.sh');
  writeFileSync(bait, `#!/bin/sh\necho "$0 $@" >> ${mark}\n`, { mode: 0o755 });

  test.each([
    ['a file system monitor', ['core.fsmonitor', bait]],
    ['a pager', ['core.pager', bait]],
    ['an alias', ['alias.ls-files', `!${bait}`]],
    ['an external diff', ['diff.external', bait]],
    ['a command for ssh', ['core.sshCommand', bait]],
    ['an editor', ['core.editor', bait]],
    ['a helper for passwords', ['credential.helper', bait]],
  ])('%s', async (what, setting) => {
    const folder = repository(`hostile ${what}`, { a: '1' });
    commit(folder);
    run(folder, 'config', ...setting);
    await git.worktree(folder);
    await git.entries(folder);
    expect(existsSync(mark)).toBe(false);
  });

  test('and the bait works: an unprotected git takes it', () => {
    const folder = repository('unprotected', { a: '1' });
    commit(folder);
    run(folder, 'config', 'core.fsmonitor', bait);
    run(folder, 'ls-files', '--others');
    expect(readFileSync(mark, 'utf8')).toContain('bait.sh');
    rmSync(mark);
  });

  test('a hook', async () => {
    const folder = repository('hostile hook', { a: '1' });
    commit(folder);
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'reference-transaction', 'post-checkout']) {
      writeFileSync(join(folder, '.git', 'hooks', hook), readFileSync(bait), { mode: 0o755 });
    }
    run(folder, 'config', 'core.fsmonitor', join(folder, '.git', 'hooks', 'fsmonitor-watchman'));
    await git.worktree(folder);
    await git.entries(folder);
    expect(existsSync(mark)).toBe(false);
  });

  test('a filter', async () => {
    const folder = repository('hostile filter', { a: '1', '.gitattributes': '* filter=evil\n' });
    commit(folder);
    run(folder, 'config', 'filter.evil.clean', bait);
    run(folder, 'config', 'filter.evil.smudge', bait);
    run(folder, 'config', 'filter.evil.process', bait);
    fill(folder, { a: 'changed' });
    await git.entries(folder);
    expect(existsSync(mark)).toBe(false);
  });

  test('a promise that is kept by a command', async () => {
    const folder = repository('hostile promise', { '.gitignore': 'x', a: '1' });
    commit(folder);
    const blob = run(folder, 'rev-parse', 'HEAD:.gitignore');
    rmSync(join(folder, '.git', 'objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    rmSync(join(folder, '.gitignore'));
    run(folder, 'update-index', '--skip-worktree', '.gitignore');
    run(folder, 'config', 'core.repositoryFormatVersion', '1');
    run(folder, 'config', 'extensions.partialClone', 'origin');
    run(folder, 'config', 'remote.origin.promisor', 'true');
    run(folder, 'config', 'remote.origin.url', `ext::${bait} %S`);
    run(folder, 'config', 'protocol.ext.allow', 'always');
    await git.worktree(folder);
    await git.entries(folder).catch(() => undefined);
    expect(await extracted(folder, [{ path: 'a', object: blob }])).toEqual({ sizes: [], files: [] });
    expect(existsSync(mark)).toBe(false);
    // The bait works: an unprotected git takes it.
    expect(() => run(folder, 'cat-file', '-p', blob)).toThrow();
    expect(readFileSync(mark, 'utf8')).toContain('bait.sh');
    rmSync(mark);
  });

  test('a program called git', async () => {
    const folder = repository('hostile program', { a: '1' });
    writeFileSync(join(folder, 'git'), readFileSync(bait), { mode: 0o755 });
    const open = { PATH: `.:${folder}::${process.env.PATH}` };
    const own = createGit(createTools(open, createFiles()), open);
    expect((await own.worktree(folder)).worktree?.top).toBe(folder);
    expect(existsSync(mark)).toBe(false);
  });
});

test('a git that hangs is given up', async () => {
  const hanging = join(base, 'hanging git');
  writeFileSync(hanging, '#!/bin/sh\nexec sleep 0.5\n', { mode: 0o755 });
  await expect(askGit(hanging, base, ['ls-files'], env, 100)).rejects.toMatchObject({
    code: 'timed-out',
    message: `git ls-files in ${base} did not answer within 0 s`,
  });
});

test('a git that cannot be started is told', async () => {
  await expect(askGit('/nowhere/git', base, ['ls-files'], env)).rejects.toMatchObject({ code: 'failed' });
});
