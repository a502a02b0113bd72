import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../src/model/errors.ts';
import { discover } from '../../src/pipeline/discover/discover.ts';
import { workspaceOf } from '../../src/pipeline/file-set.ts';
import { locateStaged } from '../../src/pipeline/locate.ts';
import { FakeIndex } from '../support/fake-index.ts';
import { FakeFiles, fakeGit, fakePorts } from '../support/fake-ports.ts';
import { settingsWith } from '../support/settings.ts';

/** A work tree at `/repo` whose disk has one file, and this index. */
function ports(index: FakeIndex, prefix = '') {
  const files = new FakeFiles({ '/repo/in/on-disk.txt': 'disk' });
  return fakePorts({ files, git: { ...fakeGit([], { top: '/repo', prefix }), ...index.git(files) } });
}

async function filesOf(index: FakeIndex, exclude: readonly string[] = []) {
  const all = ports(index);
  return discover(await locateStaged('/repo', all), settingsWith({ exclude }), all);
}

describe('where the index is judged', () => {
  test('is a private folder, which stands for the work tree', async () => {
    const all = ports(new FakeIndex().add('in/a.txt', 'a'), 'in/');
    const place = await locateStaged('/repo/in', all);
    expect(place).toMatchObject({ given: '/repo/in', worktree: { prefix: 'in/' } });
    expect(place.worktree?.top).not.toBe('/repo');
    expect(place.root).toBe(`${place.worktree?.top}/in`);
    expect(place.snapshot).toMatchObject({ workspace: '/repo/in', worktree: { top: '/repo' } });
  });

  test('is nowhere outside git: a mistake of the user', async () => {
    const outside = fakePorts({ files: new FakeFiles({ '/repo/a': '' }) });
    await expect(locateStaged('/repo', outside)).rejects.toThrow(ConfigurationError);
    await expect(locateStaged('/repo', outside)).rejects.toThrow(
      /^--staged: nothing can be staged here, because not in a git work tree: leave/,
    );
  });

  test('has the configuration and the attributes at once, changed or not, and nothing else', async () => {
    const index = new FakeIndex()
      .add('.github/gatehouse.yml', 'profile: embedded', { staged: false })
      .add('deep/.gitattributes', '* filter=lfs', { staged: false })
      .add('a.txt', 'a');
    const all = ports(index);
    const { root } = await locateStaged('/repo', all);
    const read = async (path: string) => Buffer.from(await all.files.read(`${root}/${path}`, 100)).toString();
    expect(await read('.github/gatehouse.yml')).toBe('profile: embedded');
    expect(await read('deep/.gitattributes')).toBe('* filter=lfs');
    await expect(read('a.txt')).rejects.toThrow('there is no');
  });

  test.each([
    ['a link', { kind: 'symlink' }, 'it is a symbolic link'],
    ['a submodule', { kind: 'submodule' }, 'it is no regular file'],
    ['in conflict', { conflicted: true }, 'a merge left several versions'],
    ['lost', { lost: true }, 'it cannot be read from the index'],
  ] as const)('refuses a configuration that is %s: without it the policy could be weaker', async (_, how, problem) => {
    const index = new FakeIndex().add('in/.gatehouse.yml', 'profile: embedded', how);
    await expect(locateStaged('/repo/in', ports(index, 'in/'))).rejects.toThrow(`in/.gatehouse.yml: ${problem}`);
  });

  test('is no matter of a configuration elsewhere in the tree', async () => {
    const index = new FakeIndex().add('other/.gatehouse.yml', '', { kind: 'symlink' });
    await expect(locateStaged('/repo', ports(index))).resolves.toBeDefined();
  });
});

describe('the files of the index', () => {
  test('are those that the next commit adds or changes, sorted, with their size in the index', async () => {
    const index = new FakeIndex().add('b.txt', 'four').add('a.txt', '').add('same.txt', 'x', { staged: false });
    const set = await filesOf(index);
    expect(set.files).toEqual([
      { path: 'a.txt', sizeBytes: 0 },
      { path: 'b.txt', sizeBytes: 4 },
    ]);
    expect(set).toMatchObject({ notLookedAt: [], unread: [] });
    expect(workspaceOf(set)).toBe('/repo');
  });

  test('are not those that are excluded', async () => {
    const index = new FakeIndex().add('test/a.txt', 'a').add('b.txt', 'b');
    expect((await filesOf(index, ['test/**'])).files.map(({ path }) => path)).toEqual(['b.txt']);
  });

  test.each(['../out', 'a/../../out', '/absolute', '.git/config', 'a/.GIT/hooks/x', 'a//b', './a'])(
    'are none that lead out of the snapshot or into git: %j',
    async (path) => {
      const index = new FakeIndex().add(path, 'x').add(`${path}/.gitattributes`, 'x', { staged: false });
      expect(await filesOf(index)).toMatchObject({ files: [], notLookedAt: [] });
      expect(index.extracted).toEqual([]);
    },
  );

  test('that belong to the set and cannot be had are unread, with which nothing is complete', async () => {
    const index = new FakeIndex().add('lost', 'x', { lost: true }).add('both', 'x', { conflicted: true });
    const set = await filesOf(index);
    expect(set.unread.map(({ path }) => path).sort()).toEqual(['both', 'lost']);
    expect(set.notLookedAt.map(({ path }) => path)).toEqual(['both', 'lost']);
  });
});

describe('links of the index', () => {
  const link = (path: string, target: string) =>
    new FakeIndex()
      .add('other.txt', 'x', { staged: false })
      .add('in/package-lock.json', '{}', { staged: false })
      .add(path, target, { kind: 'symlink' });

  test.each([
    ['to an absolute path', 'a', '/etc/passwd', 'outside the scanned folder'],
    ['up and out', 'in/a', '../../x', 'outside the scanned folder'],
    ['in and out again', 'a', 'in/../../x', 'outside the scanned folder'],
    ['that gives a lockfile another name', 'package-lock.json', 'other.txt', 'a file that goes by another name'],
    ['the same, in a roundabout way', 'deep/yarn.lock', './/../in/../other.txt', 'a file that goes by another name'],
  ])('%s are named', async (_, path, target, why) => {
    expect((await filesOf(link(path, target))).notLookedAt).toEqual([
      { path, why: `a symbolic link to ${why.startsWith('outside') ? 'something ' : ''}${why}` },
    ]);
  });

  test.each([
    ['to a file that is looked at by any name', 'a.txt', 'other.txt'],
    ['to a lockfile by a name of the same kind', 'package-lock.json', 'in/package-lock.json'],
    ['to nothing', 'package-lock.json', 'nowhere'],
    ['to the top', 'in/a', '..'],
  ])('%s need no word', async (_, path, target) => {
    expect((await filesOf(link(path, target))).notLookedAt).toEqual([]);
  });
});
