import { describe, expect, test } from '@jest/globals';
import { absolutePath, isWithin, resolveAgainst } from '../../src/pipeline/absolute-path.ts';

describe('paths below a folder', () => {
  test.each([
    ['/work', 'a/b.ts', '/work/a/b.ts'],
    ['/', 'a.ts', '/a.ts'],
    ['C:/work', 'a.ts', 'C:/work/a.ts'],
  ])('%s and %s make %s', (folder, path, whole) => {
    expect(absolutePath(folder, path)).toBe(whole);
  });

  test.each([
    ['out/x.sarif', '/work/out/x.sarif'],
    ['/out/x.sarif', '/out/x.sarif'],
    ['C:\\out\\x.sarif', 'C:\\out\\x.sarif'],
    ['D:/x.sarif', 'D:/x.sarif'],
    ['c:x.sarif', '/work/c:x.sarif'],
  ])('%s is taken relative to the folder unless it is absolute', (path, whole) => {
    expect(resolveAgainst('/work', path)).toBe(whole);
  });

  test.each([
    ['/work', '/work', true],
    ['/work', '/work/a', true],
    ['/work', '/work-beside/a', false],
    ['/work', '/', false],
    ['/', '/anything', true],
  ])('%s holds %s: %j', (folder, path, within) => {
    expect(isWithin(folder, path)).toBe(within);
  });
});
