import { describe, expect, test } from '@jest/globals';
import { surroundingsOf } from '../../../src/pipeline/run/surroundings.ts';
import { runTreeEngine } from '../../../src/pipeline/run/tree-engines.ts';
import type { Snapshot } from '../../../src/pipeline/snapshot.ts';
import { FakeIndex } from '../../support/fake-index.ts';
import { FakeFiles, fakeGit } from '../../support/fake-ports.ts';
import { fileSetOf } from '../../support/file-set.ts';
import { readyScan, runContext } from '../../support/run-context.ts';
import { embeddedScanner, emptyTreeReport, treeEngine } from '../../support/scanners.ts';

const INDEX = () =>
  new FakeIndex()
    .add('app/main.tf', 'staged')
    .add('app/variables.tf', 'variable', { staged: false })
    .add('app/modules/a/package.json', 'a', { staged: false })
    .add('app/modules/b/package.json', 'b', { staged: false })
    .add('app/excluded/c.tf', 'c', { staged: false })
    .add('app/link.tf', 'main.tf', { staged: false, kind: 'symlink' })
    .add('app/lost.tf', '', { staged: false, lost: true })
    .add('app/huge.tf', 'x'.repeat(11 * 1024 * 1024), { staged: false })
    .add('other/x.tf', 'x', { staged: false });

/** The index of `/repo`, judged below `app/`, in the snapshot `/private`. */
async function staged(index = INDEX()) {
  const files = new FakeFiles({ '/private/app/main.tf': 'staged' });
  const git = { ...fakeGit([]), ...index.git(files) };
  const worktree = { top: '/repo', prefix: 'app/', head: '1'.repeat(40), shallow: false };
  const entries = await git.index(worktree);
  const snapshot: Snapshot = { folder: '/private', root: '/private/app', workspace: '/repo/app', worktree, entries };
  const excludes = (path: string) => path.startsWith('excluded/');
  const fileSet = { ...fileSetOf(['main.tf']), root: '/private/app', prefix: 'app/', excludes, snapshot };
  return { index, files, git, fileSet };
}

const wantsTerraform = ({ path }: { readonly path: string }) => path.endsWith('.tf');
const result = (path: string) => ({ path, message: 'x' }) as never;

describe('the files around what is staged', () => {
  test('are brought one after the other, each once', async () => {
    const { index, files, git, fileSet } = await staged();
    const around = surroundingsOf(fileSet, git);
    expect(await around.bring('variables.tf')).toBe(true);
    expect(await around.bring('variables.tf')).toBe(true);
    expect(index.extracted).toEqual(['app/variables.tf']);
    expect(Buffer.from(await files.read('/private/app/variables.tf', 100)).toString()).toBe('variable');
  });

  test('come with their namesakes: who asks for one asks for the next', async () => {
    const { index, git, fileSet } = await staged();
    const around = surroundingsOf(fileSet, git);
    expect(await around.bring('modules/a/package.json')).toBe(true);
    expect(await around.bring('modules/b/package.json')).toBe(true);
    expect(index.questions).toEqual([['app/modules/a/package.json', 'app/modules/b/package.json']]);
  });

  test.each(['excluded/c.tf', 'link.tf', 'lost.tf', 'huge.tf', 'x.tf', '../other/x.tf', 'nowhere', 'main.tf'])(
    'are not %s',
    async (path) => {
      const { git, fileSet } = await staged();
      expect(await surroundingsOf(fileSet, git).bring(path)).toBe(false);
    },
  );

  test('can all be had at once, without those that git does not have or that are too large', async () => {
    const { index, git, fileSet } = await staged();
    const all = await surroundingsOf(fileSet, git).bringAll(wantsTerraform);
    expect(all).toEqual([{ path: 'variables.tf', sizeBytes: 8 }]);
    expect(index.questions).toHaveLength(1);
  });

  test('are left out of a report', async () => {
    const { git, fileSet } = await staged();
    const report = surroundingsOf(fileSet, git).leaveOut({
      ...emptyTreeReport,
      results: [result('main.tf'), result('variables.tf'), result('made-up.tf')],
      notLookedAt: [
        { path: 'variables.tf', why: 'x' },
        { path: 'main.tf', why: 'x' },
      ],
    });
    expect(report.results.map(({ path }) => path)).toEqual(['main.tf', 'made-up.tf']);
    expect(report.notLookedAt).toEqual([{ path: 'main.tf', why: 'x' }]);
  });

  test('are none where the files on the disk are judged', async () => {
    const { git } = await staged();
    const around = surroundingsOf(fileSetOf(['a']), git);
    expect([await around.bring('b'), await around.bringAll(() => true)]).toEqual([false, []]);
    const report = { ...emptyTreeReport, results: [result('b')] };
    expect(around.leaveOut(report)).toBe(report);
  });
});

describe('a tree engine over the index', () => {
  test('that wants its surroundings gets them beside what is judged, and advisories from the folder on the disk', async () => {
    const { files, git, fileSet } = await staged();
    const seen: unknown[] = [];
    const engine = treeEngine('iac', {
      wants: wantsTerraform,
      wantsSurroundings: true,
      scan: async (tree, { root }) => {
        seen.push(
          tree.files.map(({ path }) => path),
          root,
        );
        return { ...emptyTreeReport, notLookedAt: tree.files.map(({ path }) => ({ path, why: 'odd' })) };
      },
    });
    const scan = readyScan(embeddedScanner(engine), { files: fileSet.files });
    const { report } = await runTreeEngine(engine, scan, runContext({ fileSet, ports: { files, git } }));
    expect(seen).toEqual([['main.tf', 'variables.tf'], '/repo/app']);
    expect(report).toMatchObject({ notLookedAt: [{ path: 'main.tf', why: 'odd' }] });
  });

  test('that does not gets what is judged, and may read around', async () => {
    const { files, git, fileSet } = await staged();
    const seen: unknown[] = [];
    const engine = treeEngine('sca', {
      wants: wantsTerraform,
      scan: async (tree) => {
        seen.push(tree.files.map(({ path }) => path));
        seen.push(Buffer.from(await tree.read('variables.tf')).toString());
        await expect(tree.read('../other/x.tf')).rejects.toThrow('is no file of this scan');
        return emptyTreeReport;
      },
    });
    const scan = readyScan(embeddedScanner(engine), { files: fileSet.files });
    const { status } = await runTreeEngine(engine, scan, runContext({ fileSet, ports: { files, git } }));
    expect(seen).toEqual([['main.tf'], 'variable']);
    expect(status).toEqual({ state: 'ok' });
  });
});
