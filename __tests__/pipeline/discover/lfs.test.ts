import { describe, expect, test } from '@jest/globals';
import { discoverAt } from '../../support/discover-at.ts';
import { FakeFiles, fakeGit, fakePorts } from '../../support/fake-ports.ts';
import { settingsWith } from '../../support/settings.ts';

// The example of https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md, with a digest of one digit.
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4'.repeat(64)}\nsize 12345\n`;
const attributes = '*.bin filter=lfs diff=lfs merge=lfs -text\n';
const note = (path: string) => ({ path, why: 'a Git LFS pointer: its content was not fetched' });

describe('Git LFS', () => {
  test('pointers are listed and kept from the scanners, fetched files are scanned', async () => {
    const files = new FakeFiles({
      '/work/.gitattributes': attributes,
      '/work/a.bin': pointer,
      '/work/b.bin': 'fetched content '.repeat(20),
      '/work/sub/c.bin': pointer,
    });
    const set = await discoverAt('/work', settingsWith(), fakePorts({ files }));
    expect(set.files.map(({ path }) => path)).toEqual(['.gitattributes', 'b.bin']);
    expect(set.notLookedAt).toEqual([note('a.bin'), note('sub/c.bin')]);
  });

  test('attributes above the scanned folder count, up to the top of the work tree', async () => {
    const files = new FakeFiles({ '/repo/.gitattributes': attributes, '/repo/a/work/x.bin': pointer });
    const git = fakeGit([{ path: 'x.bin', kind: 'file', tracked: true }], { top: '/repo', prefix: 'a/work/' });
    const set = await discoverAt('/repo/a/work', settingsWith(), fakePorts({ files, git }));
    expect(set.notLookedAt).toEqual([note('x.bin')]);
  });

  test('without its filter no file is opened', async () => {
    const files = new FakeFiles({ '/work/a.bin': pointer, '/work/b.txt': 'x'.repeat(200) });
    const set = await discoverAt('/work', settingsWith(), fakePorts({ files }));
    expect(set.files).toHaveLength(2);
    expect(files.calls.read).toBe(0);
  });

  test('opens only what has the size of a pointer', async () => {
    const files = new FakeFiles({
      '/work/.gitattributes': attributes,
      '/work/tiny': 'x'.repeat(119),
      '/work/right': 'x'.repeat(130),
      '/work/large': pointer + 'x'.repeat(1024),
    });
    const set = await discoverAt('/work', settingsWith(), fakePorts({ files }));
    expect(set.files).toHaveLength(4);
    expect(files.calls.read).toBe(2);
  });

  test('a file that merely quotes the address is none', async () => {
    const files = new FakeFiles({ '/work/.gitattributes': attributes, '/work/doc.md': `see ${pointer}` });
    expect((await discoverAt('/work', settingsWith(), fakePorts({ files }))).notLookedAt).toEqual([]);
  });
});
