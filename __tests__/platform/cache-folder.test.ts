import { describe, expect, test } from '@jest/globals';
import { cacheFolder } from '../../src/platform/cache-folder.ts';

const HOME = '/home/n';
const LOCAL = 'C:\\Users\\n\\AppData\\Local';

describe('the cache folder', () => {
  test.each<[string, Record<string, string>, string, string | undefined]>([
    ['what the user says', { GATEHOUSE_CACHE: '/c', XDG_CACHE_HOME: '/x', HOME }, 'linux', '/c'],
    ['what the user says, on Windows', { GATEHOUSE_CACHE: 'D:\\c', LOCALAPPDATA: LOCAL }, 'win32', 'D:\\c'],
    ['the XDG folder', { XDG_CACHE_HOME: '/x', HOME }, 'linux', '/x/gatehouse'],
    ['the XDG folder, on macOS too', { XDG_CACHE_HOME: '/x', HOME }, 'darwin', '/x/gatehouse'],
    ['in the home', { HOME }, 'linux', '/home/n/.cache/gatehouse'],
    ['in the home of macOS', { HOME }, 'darwin', '/home/n/Library/Caches/gatehouse'],
    ['in the home of Windows', { LOCALAPPDATA: LOCAL, HOME }, 'win32', `${LOCAL}\\gatehouse`],
    ['in the profile of Windows', { USERPROFILE: 'C:\\Users\\n' }, 'win32', `${LOCAL}\\gatehouse`],
    [
      'in the home when XDG is relative, as its specification says',
      { XDG_CACHE_HOME: 'x', HOME },
      'linux',
      '/home/n/.cache/gatehouse',
    ],
    [
      'in the home when nothing is meant',
      { GATEHOUSE_CACHE: '', XDG_CACHE_HOME: '', HOME },
      'linux',
      '/home/n/.cache/gatehouse',
    ],
  ])('is %s', (_, env, platform, folder) => {
    expect(cacheFolder(env, platform)).toEqual({ folder, note: undefined });
  });

  test.each(['cache', './cache', '~/cache', 'a\u001b[0mb'])('is never the relative %j, and says so', (wanted) => {
    const { folder, note } = cacheFolder({ GATEHOUSE_CACHE: wanted, HOME }, 'linux');
    expect(folder).toBe('/home/n/.cache/gatehouse');
    expect(note).toMatch(/^GATEHOUSE_CACHE is ignored, because it is no absolute path: /);
    expect(note).not.toContain('\u001b');
  });

  test.each<[Record<string, string>, string]>([
    [{}, 'linux'],
    [{ HOME: '' }, 'darwin'],
    [{ HOME: 'relative' }, 'linux'],
    [{ HOME: '/home/n' }, 'win32'],
  ])('is none without a home: %j on %s', (env, platform) => {
    expect(cacheFolder(env, platform)).toEqual({
      folder: undefined,
      note: 'nothing is cached, because HOME names no folder',
    });
  });
});
