import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, PlatformError } from '../../../src/model/errors.ts';
import { pathFromBytes } from '../../../src/model/path.ts';
import { MAX_FILE_BYTES } from '../../../src/pipeline/discover/size-limit.ts';
import type { Git, GitEntry, GitEntryKind } from '../../../src/ports/git.ts';
import { discoverAt } from '../../support/discover-at.ts';
import { FakeFiles, FakeLogger, fakeGit, fakePorts } from '../../support/fake-ports.ts';
import { settingsWith } from '../../support/settings.ts';

const entry = (path: string, kind: GitEntryKind = 'file', tracked = true): GitEntry => ({ path, kind, tracked });
const inWork = (files: Readonly<Record<string, string | Uint8Array>>): FakeFiles =>
  new FakeFiles(Object.fromEntries(Object.entries(files).map(([path, content]) => [`/repo/${path}`, content])));

async function discoverIn(files: FakeFiles, git: Git = fakeGit(), exclude: readonly string[] = []) {
  return discoverAt('/repo', settingsWith({ exclude }), fakePorts({ files, git }));
}

const pathsOf = ({ files }: { readonly files: readonly { readonly path: string }[] }) => files.map(({ path }) => path);

describe('a folder outside git', () => {
  test('is walked completely, without what git keeps for itself, sorted by path', async () => {
    const files = inWork({
      'b.ts': 'b',
      'a/z.ts': 'z',
      'a/.hidden/deep.ts': 'deep',
      B: '',
      '.git/config': 'token',
      'nested/.git/HEAD': 'ref',
      'nested/c.ts': 'c',
    });
    const set = await discoverIn(files);
    expect(pathsOf(set)).toEqual(['B', 'a/.hidden/deep.ts', 'a/z.ts', 'b.ts', 'nested/c.ts']);
    expect(set).toMatchObject({ root: '/repo', prefix: '', notLookedAt: [] });
    expect(set.files.find(({ path }) => path === 'a/.hidden/deep.ts')?.sizeBytes).toBe(4);
  });

  test('is scanned where its symbolic links lead', async () => {
    const files = inWork({ 'a.ts': '' });
    files.addLink('/here', '/repo');
    const set = await discoverAt('/here', settingsWith(), fakePorts({ files }));
    expect(set.root).toBe('/repo');
    expect(pathsOf(set)).toEqual(['a.ts']);
  });

  test('says which folder could not be read and goes on', async () => {
    const files = inWork({ 'a.ts': '', 'private/key': '' });
    files.forbid('/repo/private');
    const set = await discoverIn(files);
    expect(pathsOf(set)).toEqual(['a.ts']);
    expect(set.notLookedAt).toEqual([{ path: 'private', why: 'a folder that may not be read' }]);
  });

  test('says which entries are no files', async () => {
    const files = inWork({ 'a.ts': '' });
    files.addDevice('/repo/pipe');
    expect((await discoverIn(files)).notLookedAt).toEqual([{ path: 'pipe', why: 'a device, pipe or socket' }]);
  });
});

describe('a root that cannot be scanned', () => {
  test.each([
    ['missing', '/nowhere/at all', 'there is no such file or folder'],
    ['a file', '/repo/a.ts', 'this is a file: give the folder that holds it'],
    ['a device', '/repo/pipe', 'this is not a folder'],
    ['an unreadable folder', '/repo/private', 'this folder may not be read: check its permissions'],
    ['below an unreadable folder', '/repo/private/inside', 'this folder may not be read: check its permissions'],
  ])('is a mistake of the user when it is %s', async (_, root, problem) => {
    const files = inWork({ 'a.ts': '', 'private/inside/key': '' });
    files.addDevice('/repo/pipe');
    files.forbid('/repo/private');
    const failure = await discoverAt(root, settingsWith(), fakePorts({ files })).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(failure).toMatchObject({ mistakes: [{ place: root, problem }] });
  });
});

describe('a git work tree', () => {
  test('gives what git lists, and nothing else', async () => {
    const files = inWork({ 'a.ts': 'aa', 'run.sh': '', 'new.ts': '', 'ignored.ts': '' });
    const git = fakeGit([entry('run.sh', 'executable'), entry('a.ts'), entry('new.ts', 'file', false)]);
    const set = await discoverIn(files, git);
    expect(set.files).toEqual([
      { path: 'a.ts', sizeBytes: 2 },
      { path: 'new.ts', sizeBytes: 0 },
      { path: 'run.sh', sizeBytes: 0 },
    ]);
    // The root alone, to see that it may be read.
    expect(files.calls.list).toBe(1);
  });

  test('passes the prefix of a scanned subfolder on', async () => {
    const git = fakeGit([entry('a.ts')], { top: '/', prefix: 'work/' });
    expect((await discoverIn(inWork({ 'a.ts': '' }), git)).prefix).toBe('work/');
  });

  test('leaves out without a word what was deleted and not committed', async () => {
    const set = await discoverIn(
      inWork({ 'a.ts': '' }),
      fakeGit([entry('a.ts'), entry('gone.ts'), entry('gone/b.ts')]),
    );
    expect(pathsOf(set)).toEqual(['a.ts']);
    expect(set.notLookedAt).toEqual([]);
  });

  test('counts a conflicted file once', async () => {
    const set = await discoverIn(inWork({ 'a.ts': '' }), fakeGit([entry('a.ts'), entry('a.ts'), entry('a.ts')]));
    expect(pathsOf(set)).toEqual(['a.ts']);
  });

  test.each([
    ['is not checked out', 'lib', 'a submodule that is not checked out'],
    ['is checked out', 'full', 'a submodule: scan it by itself'],
  ])('says that a submodule %s', async (_, path, why) => {
    const files = inWork({ 'a.ts': '', 'full/.git': 'gitdir: ../.git/modules/full', 'full/c.ts': '' });
    files.addFolder('/repo/lib');
    const set = await discoverIn(files, fakeGit([entry('a.ts'), entry(path, 'submodule')]));
    expect(pathsOf(set)).toEqual(['a.ts']);
    expect(set.notLookedAt).toEqual([{ path, why }]);
  });

  test('names a repository that lies in it', async () => {
    const files = inWork({ 'a.ts': '', 'other/b.ts': '', 'another/c.ts': '' });
    const set = await discoverIn(
      files,
      fakeGit([entry('a.ts'), entry('other', 'submodule', false), entry('another', 'file', false)]),
    );
    const why = 'a git repository of its own, not part of this one';
    expect(set.notLookedAt).toEqual([
      { path: 'another', why },
      { path: 'other', why },
    ]);
  });

  test('never looks outside, whatever its index names', async () => {
    const files = new FakeFiles({
      '/repo/a.ts': '',
      '/etc/passwd': 'root',
      '/repo/.git/config': 'token',
      '/repo/b/.GIT/config': '',
    });
    const hostile = [
      '../etc/passwd',
      '/etc/passwd',
      'b/../../etc/passwd',
      '.git/config',
      'b/.GIT/config',
      './a.ts',
      'b//c',
    ];
    const set = await discoverIn(files, fakeGit([entry('a.ts'), ...hostile.map((path) => entry(path))]));
    expect(pathsOf(set)).toEqual(['a.ts']);
  });

  test('does not follow a folder that has become a link', async () => {
    const files = new FakeFiles({ '/repo/a.ts': '', '/outside/secret/b.ts': '' });
    files.addLink('/repo/dir', '/outside');
    const set = await discoverIn(
      files,
      fakeGit([entry('a.ts'), entry('dir/secret/b.ts'), entry('dir', 'symlink', false)]),
    );
    expect(pathsOf(set)).toEqual(['a.ts']);
    expect(set.notLookedAt).toEqual([{ path: 'dir', why: 'a symbolic link to something outside the scanned folder' }]);
  });

  test('takes a link that has become a file for a file', async () => {
    const set = await discoverIn(inWork({ 'a.ts': '' }), fakeGit([entry('a.ts', 'symlink')]));
    expect(pathsOf(set)).toEqual(['a.ts']);
  });

  test('says which links would have been read for their names', async () => {
    const files = inWork({ 'deps.txt': '', 'sub/requirements.txt': '' });
    files.addLink('/repo/package-lock.json', '/repo/deps.txt');
    files.addLink('/repo/requirements.txt', '/repo/sub/requirements.txt');
    files.addLink('/repo/NOTES.md', '/repo/deps.txt');
    const links = ['package-lock.json', 'requirements.txt', 'NOTES.md'].map((path) => entry(path, 'symlink'));
    const set = await discoverIn(files, fakeGit([entry('deps.txt'), entry('sub/requirements.txt'), ...links]));
    expect(set.notLookedAt).toEqual([
      { path: 'package-lock.json', why: 'a symbolic link to a file that goes by another name' },
    ]);
  });

  test.each<[string, Git]>([
    ['lists nothing', fakeGit([])],
    [
      'cannot list',
      { ...fakeGit([]), entries: async () => Promise.reject(new PlatformError('failed', 'index file corrupt')) },
    ],
  ])('is walked when git %s', async (_, git) => {
    expect(pathsOf(await discoverIn(inWork({ 'a.ts': '', 'ignored.ts': '' }), git))).toEqual(['a.ts', 'ignored.ts']);
  });

  test('says that git could not list', async () => {
    const logger = new FakeLogger();
    const git: Git = {
      ...fakeGit([]),
      entries: async () => Promise.reject(new PlatformError('failed', 'index file corrupt')),
    };
    await discoverAt('/repo', settingsWith(), fakePorts({ files: inWork({ 'a.ts': '' }), git, logger }));
    expect(logger.lines).toEqual([
      'warn: git could not list the files, so ignored ones are looked at too: index file corrupt',
    ]);
  });

  test('says which files it may not look at', async () => {
    const files = inWork({ 'a.ts': '', 'private/b.ts': '' });
    files.forbid('/repo/private');
    const set = await discoverIn(files, fakeGit([entry('a.ts'), entry('private/b.ts')]));
    expect(set.notLookedAt).toEqual([{ path: 'private/b.ts', why: 'it may not be read' }]);
  });
});

describe.each([
  ['in git', true],
  ['outside git', false],
])('symbolic links %s', (_, inGit) => {
  const links = ['inside', 'outside', 'nowhere', 'circle', 'hidden'];
  const git = inGit ? fakeGit([entry('a.ts'), ...links.map((path) => entry(path, 'symlink'))]) : fakeGit();

  test('are never followed, and noted when they lead out', async () => {
    const files = new FakeFiles({ '/repo/a.ts': '', '/work-beside/b.ts': '', '/locked/in/c.ts': '' });
    files.addLink('/repo/inside', '/repo/a.ts');
    files.addLink('/repo/outside', '/work-beside');
    files.addLink('/repo/nowhere', '/not/there');
    files.addLink('/repo/circle', '/repo/circle');
    files.addLink('/repo/hidden', '/locked/in/c.ts');
    files.forbid('/locked');
    const set = await discoverIn(files, git);
    expect(pathsOf(set)).toEqual(['a.ts']);
    expect(set.notLookedAt).toEqual([
      { path: 'hidden', why: 'a symbolic link to something that may not be read' },
      { path: 'outside', why: 'a symbolic link to something outside the scanned folder' },
    ]);
  });
});

describe.each([
  ['in git', true],
  ['outside git', false],
])('odd names %s', (_, inGit) => {
  test.each([
    ['with a line break', 'two\nlines.ts'],
    ['that look like a workflow command', '::error::x.ts'],
    ['with a percent sign', '100%25.ts'],
    ['with spaces at both ends', ' a b .ts'],
    ['that are not UTF-8', pathFromBytes(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2e, 0x74, 0x73]))],
    ['with a backslash', 'a\\b.ts'],
    ['with glob characters', '[a]{b}*!.ts'],
    ['that begin with a dash', '--version'],
    ['of a prototype', '__proto__'],
  ])('%s survive', async (__, name) => {
    const path = `dir/${name}`;
    const files = new FakeFiles();
    files.addFile(`/repo/${path}`, 'x');
    expect(pathsOf(await discoverIn(files, inGit ? fakeGit([entry(path)]) : fakeGit()))).toEqual([path]);
  });
});

describe('the size limit', () => {
  test('names the files above it and keeps one that just fits', async () => {
    const files = inWork({
      'fits.bin': new Uint8Array(MAX_FILE_BYTES),
      'large.bin': new Uint8Array(MAX_FILE_BYTES * 1.25),
    });
    const set = await discoverIn(files);
    expect(pathsOf(set)).toEqual(['fits.bin']);
    expect(set.notLookedAt).toEqual([{ path: 'large.bin', why: 'too large: 12.5 MiB, and the limit is 10 MiB' }]);
  });
});

describe('excluded paths', () => {
  test('are in no listing, and are told once, by the folder that a pattern names', async () => {
    const files = inWork({
      'a.ts': '',
      'testdata/b.ts': '',
      'testdata/yarn.lock': '',
      'testdata/large': new Uint8Array(MAX_FILE_BYTES + 1),
    });
    files.addLink('/repo/testdata/link', '/etc');
    const set = await discoverIn(files, fakeGit(), ['testdata/**']);
    expect(pathsOf(set)).toEqual(['a.ts']);
    expect(set.notLookedAt).toEqual([{ path: 'testdata', why: 'left out by paths.exclude' }]);
    expect(set.excludes('testdata/b.ts')).toBe(true);
    expect(set.excludes('a.ts')).toBe(false);
  });

  test('are not even asked about in git', async () => {
    const files = inWork({ 'a.ts': '', 'testdata/b.ts': '' });
    const git = fakeGit([entry('a.ts'), entry('testdata/b.ts'), entry('testdata/lib', 'submodule')]);
    const set = await discoverIn(files, git, ['testdata']);
    expect(pathsOf(set)).toEqual(['a.ts']);
    expect(set.notLookedAt).toEqual([{ path: 'testdata', why: 'left out by paths.exclude' }]);
    expect(files.calls.stat).toBe(2);
  });

  test.each([['in git'], ['outside git']])('are told one by one where a pattern names files (%s)', async (where) => {
    const names = ['a.ts', 'deep/b.snap', 'deep/er/c.snap'];
    const git = where === 'in git' ? fakeGit(names.map((name) => entry(name))) : fakeGit();
    const set = await discoverIn(inWork(Object.fromEntries(names.map((name) => [name, '']))), git, ['**/*.snap']);
    expect(set.notLookedAt.map(({ path }) => path)).toEqual(['deep/b.snap', 'deep/er/c.snap']);
  });

  test('that are not in the tree cause no note', async () => {
    const set = await discoverIn(inWork({ 'a.ts': '' }), fakeGit(), ['testdata/**']);
    expect(set.notLookedAt).toEqual([]);
  });
});
