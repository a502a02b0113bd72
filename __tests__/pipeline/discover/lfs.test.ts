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
      '/repo/.gitattributes': attributes,
      '/repo/a.bin': pointer,
      '/repo/b.bin': 'fetched content '.repeat(20),
      '/repo/sub/c.bin': pointer,
    });
    const set = await discoverAt('/repo', settingsWith(), fakePorts({ files }));
    expect(set.files.map(({ path }) => path)).toEqual(['.gitattributes', 'b.bin']);
    expect(set.notLookedAt).toEqual([note('a.bin'), note('sub/c.bin')]);
  });

  test('attributes above the scanned folder count, up to the top of the work tree', async () => {
    const files = new FakeFiles({ '/repo/.gitattributes': attributes, '/repo/a/repo/x.bin': pointer });
    const git = fakeGit([{ path: 'x.bin', kind: 'file', tracked: true }], { top: '/repo', prefix: 'a/repo/' });
    const set = await discoverAt('/repo/a/repo', settingsWith(), fakePorts({ files, git }));
    expect(set.notLookedAt).toEqual([note('x.bin')]);
  });

  test('without its filter no file is opened', async () => {
    const files = new FakeFiles({ '/repo/a.bin': pointer, '/repo/b.txt': 'x'.repeat(200) });
    const set = await discoverAt('/repo', settingsWith(), fakePorts({ files }));
    expect(set.files).toHaveLength(2);
    expect(files.calls.read).toBe(0);
  });

  test('opens only what has the size of a pointer', async () => {
    const files = new FakeFiles({
      '/repo/.gitattributes': attributes,
      '/repo/tiny': 'x'.repeat(119),
      '/repo/right': 'x'.repeat(130),
      '/repo/large': pointer + 'x'.repeat(1024),
    });
    const set = await discoverAt('/repo', settingsWith(), fakePorts({ files }));
    expect(set.files).toHaveLength(4);
    expect(files.calls.read).toBe(2);
  });

  test('a file that merely quotes the address is none', async () => {
    const files = new FakeFiles({ '/repo/.gitattributes': attributes, '/repo/doc.md': `see ${pointer}` });
    expect((await discoverAt('/repo', settingsWith(), fakePorts({ files }))).notLookedAt).toEqual([]);
  });
});
