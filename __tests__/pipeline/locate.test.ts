import { describe, expect, test } from '@jest/globals';
import { PlatformError } from '../../src/model/errors.ts';
import { locate } from '../../src/pipeline/locate.ts';
import { FakeFiles, FakeLogger, fakeGit, fakePorts } from '../support/fake-ports.ts';

const files = (): FakeFiles => new FakeFiles({ '/repo/a.ts': '' });

describe('where a run takes place', () => {
  test('is the root with its links resolved, and the work tree around it', async () => {
    const disk = files();
    disk.addLink('/here', '/repo');
    const place = await locate('/here', fakePorts({ files: disk, git: fakeGit([], { top: '/', prefix: 'work/' }) }));
    expect(place).toMatchObject({ given: '/here', root: '/repo', worktree: { top: '/', prefix: 'work/' } });
  });

  test('may be outside git: the reason is for those who asked for details', async () => {
    const logger = new FakeLogger();
    const { worktree } = await locate('/repo', fakePorts({ files: files(), logger }));
    expect(worktree).toBeUndefined();
    expect(logger.lines).toEqual([
      'debug: not in a git work tree: every file is looked at, also those that git would ignore',
    ]);
  });

  test('cannot be told by a git that breaks: the policy at the top of the repository would be passed over', async () => {
    const git = { ...fakeGit(), worktree: () => Promise.reject(new PlatformError('timed-out', 'git broke')) };
    await expect(locate('/repo', fakePorts({ files: files(), git }))).rejects.toThrow('git broke');
  });
});
