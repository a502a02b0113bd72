import { describe, expect, test } from '@jest/globals';
import { absolutePath, isWithin, resolveAgainst } from '../../src/pipeline/absolute-path.ts';

describe('paths below a folder', () => {
  test.each([
    ['/repo', 'a/b.ts', '/repo/a/b.ts'],
    ['/', 'a.ts', '/a.ts'],
    ['C:/repo', 'a.ts', 'C:/repo/a.ts'],
  ])('%s and %s make %s', (folder, path, whole) => {
    expect(absolutePath(folder, path)).toBe(whole);
  });

  test.each([
    ['out/x.sarif', '/repo/out/x.sarif'],
    ['/out/x.sarif', '/out/x.sarif'],
    ['C:\\out\\x.sarif', 'C:\\out\\x.sarif'],
    ['D:/x.sarif', 'D:/x.sarif'],
    ['c:x.sarif', '/repo/c:x.sarif'],
  ])('%s is taken relative to the folder unless it is absolute', (path, whole) => {
    expect(resolveAgainst('/repo', path)).toBe(whole);
  });

  test.each([
    ['/repo', '/repo', true],
    ['/repo', '/repo/a', true],
    ['/repo', '/work-beside/a', false],
    ['/repo', '/', false],
    ['/', '/anything', true],
  ])('%s holds %s: %j', (folder, path, within) => {
    expect(isWithin(folder, path)).toBe(within);
  });
});
