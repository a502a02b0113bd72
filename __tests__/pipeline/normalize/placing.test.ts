import { describe, expect, test } from '@jest/globals';
import type { FileSet } from '../../../src/pipeline/file-set.ts';
import type { Placing } from '../../../src/pipeline/normalize/placing.ts';
import { Placer } from '../../../src/pipeline/normalize/placing.ts';
import { FakeFiles } from '../../support/fake-ports.ts';
import { fileSetOf } from '../../support/file-set.ts';

const TRACKED = ['src/a.ts', 'a b%41.ts', 'app/main.tf', 'weird\\name.ts', 'vendor/x.js', 'index.js'];

function tree(): FakeFiles {
  const files = new FakeFiles(Object.fromEntries(TRACKED.map((path) => [`/home/me/app/${path}`, 'x'])));
  files.addFile('/home/me/app/node_modules/left-pad/index.js', 'ignored');
  files.addFile('/usr/lib/python3/index.js', 'elsewhere');
  files.addFile('/home/me/other/b.ts', 'elsewhere');
  files.addLink('/home/me/app/link.ts', '/home/me/app/src/a.ts');
  files.addLink('/home/me/app/out.ts', '/home/me/other/b.ts');
  files.addLink('/home/me/app/away.ts', '/home/me/other/b.ts');
  files.addLink('/home/me/app/nowhere.ts', '/gone');
  return files;
}

const fileSet: FileSet = {
  ...fileSetOf(TRACKED),
  root: '/home/me/app',
  prefix: 'services/app/',
  notLookedAt: [
    { path: 'huge.sql', why: 'too large' },
    { path: 'out.ts', why: 'a symbolic link to something outside the scanned folder' },
    { path: 'index.js', why: 'it may name dependencies, and was looked at by others' },
  ],
  excludes: (path) => path.startsWith('vendor/'),
};

/** What becomes of a path, in words. */
async function place(path: string | undefined, files = tree()): Promise<string> {
  return words(await new Placer(fileSet, files).place(path));
}

function words(placing: Placing): string {
  const repair = 'repair' in placing && placing.repair !== undefined ? `, ${placing.repair}` : '';
  return `${placing.kind}${'path' in placing ? ` ${placing.path}` : ''}${repair}`;
}

describe('a path of a report', () => {
  test.each([
    ['as it should be', 'src/a.ts', 'file src/a.ts'],
    ['with ./', './src/a.ts', 'file src/a.ts'],
    ['with dots and doubled slashes', 'src//../src/./a.ts', 'file src/a.ts'],
    ['absolute', '/home/me/app/src/a.ts', 'file src/a.ts'],
    ['with backslashes', 'src\\a.ts', 'file src/a.ts'],
    ['with a backslash that belongs to the name', 'weird\\name.ts', 'file weird\\name.ts'],
    ['with a percent sign that belongs to the name', 'a b%41.ts', 'file a b%41.ts'],
    ['from the folder above, by going up', '../app/src/a.ts', 'file src/a.ts'],
    ['from the folder above', 'app/src/a.ts', 'file src/a.ts, with a path from another folder'],
    ['that only looks as if from the folder above', 'app/main.tf', 'file app/main.tf'],
    ['from the top of the work tree', 'services/app/src/a.ts', 'file src/a.ts, with a path from another folder'],
    [
      'of a container that mounted the tree elsewhere',
      '/github/workspace/src/a.ts',
      'file src/a.ts, with a path from another folder',
    ],
    ['of another machine', 'C:\\agent\\work\\src\\a.ts', 'file src/a.ts, with a path from another folder'],
    ['of a file that was too large to look at', 'huge.sql', 'kept huge.sql, in files that were not looked at'],
    ['of a file that only some looked at', 'index.js', 'file index.js'],
    ['of a link to a file of the run', 'link.ts', 'file src/a.ts'],
    ['of an excluded file', 'vendor/x.js', 'excluded'],
    ['of an excluded file that is not there', 'vendor/gone.js', 'excluded'],
    [
      'of a file that git ignores',
      'node_modules/left-pad/index.js',
      'dropped, in files that are not part of the scan (ignored), dropped',
    ],
    ['of a file that lies elsewhere', '/usr/lib/python3/index.js', 'dropped, outside the scanned folder, dropped'],
    ['of a file that lies elsewhere, by going up', '../other/b.ts', 'dropped, outside the scanned folder, dropped'],
    ['that leads far out', '../../../../etc/passwd', 'dropped, outside the scanned folder, dropped'],
    ['of nothing, elsewhere', '/var/nothing.ts', 'dropped, outside the scanned folder, dropped'],
    ['of a link that leads out and was listed', 'out.ts', 'kept out.ts, in files that were not looked at'],
    ['of a link that leads out and was not listed', 'away.ts', 'dropped, outside the scanned folder, dropped'],
    ['of a link that leads nowhere', 'nowhere.ts', 'kept nowhere.ts, on a symbolic link'],
    ['of a file that is not there', 'src/deleted.ts', 'kept src/deleted.ts, naming a file that is not there'],
    ['of an image', 'library/node:18', 'kept library/node:18, naming a file that is not there'],
    ['of a folder', 'src', 'kept src, on a folder instead of a file'],
    ['of the root itself', '/home/me/app', 'kept ., without a place'],
    ['that is a dot', '.', 'kept ., without a place'],
    ['that is empty', '', 'kept ., without a place'],
    ['that no file system would take', 'src/a.ts\0.png', 'kept ., without a place'],
  ])('%s', async (_name, path, expected) => {
    expect(await place(path)).toBe(expected);
  });

  test('that is missing keeps its result', async () => {
    expect(await place(undefined)).toBe('kept ., without a place');
  });

  test('is asked of the file system only when it is not in the file set, and once', async () => {
    const files = tree();
    const placer = new Placer(fileSet, files);
    for (const path of ['src/a.ts', './src/a.ts', 'src/deleted.ts', 'src/deleted.ts']) await placer.place(path);
    expect(files.calls).toMatchObject({ stat: 1, resolve: 0, read: 0 });
  });

  test('keeps its result when the file system will not say', async () => {
    const files = tree();
    files.forbid('/home/me/app/closed');
    expect(await place('closed/a.ts', files)).toBe('kept closed/a.ts, naming a file that is not there');
  });

  test('is below the root even when the root is the top of the file system', async () => {
    const placer = new Placer({ ...fileSet, root: '/', excludes: () => false }, new FakeFiles({ '/src/a.ts': 'x' }));
    expect(words(await placer.place('/src/a.ts'))).toBe('file src/a.ts');
  });

  test('is understood below a Windows root', async () => {
    const placer = new Placer({ ...fileSet, root: 'D:\\a\\app' }, new FakeFiles());
    expect(words(await placer.place('D:/a/app/src/a.ts'))).toBe('file src/a.ts');
    expect(words(await placer.place('D:\\a\\app\\src\\a.ts'))).toBe('file src/a.ts');
  });
});
