import { describe, expect, test } from '@jest/globals';
import { bareEnvironment, isInside, searchPath } from '../../src/platform/environment.ts';

const asIs = (path: string) => path;

const SECRETS = Object.fromEntries(
  [
    'GITHUB_TOKEN',
    'GITHUB_ENV',
    'GITHUB_OUTPUT',
    'GITHUB_WORKSPACE',
    'INPUT_GITHUB-TOKEN',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_PROFILE',
    'NPM_TOKEN',
    'NODE_OPTIONS',
    'NODE_AUTH_TOKEN',
    'SSH_AUTH_SOCK',
    'HTTPS_PROXY',
    'http_proxy',
    'LD_PRELOAD',
    'PYTHONPATH',
    'GIT_CONFIG_GLOBAL',
    'RUNNER_TEMP',
    'USER',
    'TERM',
  ].map((name) => [name, 'must not pass']),
);

describe('a bare environment', () => {
  test('is exactly this', () => {
    expect(
      bareEnvironment({ ...SECRETS, PATH: '/ignored', HOME: '/home/n' }, '/scratch', ['/usr/bin', '/bin'], 'linux'),
    ).toEqual({
      PATH: '/usr/bin:/bin',
      HOME: '/scratch',
      TMPDIR: '/scratch/tmp',
      XDG_CACHE_HOME: '/scratch/cache',
      LANG: 'C.UTF-8',
    });
  });

  test('is exactly this on Windows, however its variables are spelled', () => {
    const env = {
      ...SECRETS,
      systemroot: 'C:\\Windows',
      PathExt: '.EXE',
      COMSPEC: 'C:\\cmd.exe',
      USERPROFILE: 'C:\\Users\\n',
    };
    expect(bareEnvironment(env, 'D:\\s', ['C:\\bin'], 'win32')).toEqual({
      PATH: 'C:\\bin',
      HOME: 'D:\\s',
      USERPROFILE: 'D:\\s',
      APPDATA: 'D:\\s',
      LOCALAPPDATA: 'D:\\s',
      TMPDIR: 'D:\\s\\tmp',
      TEMP: 'D:\\s\\tmp',
      TMP: 'D:\\s\\tmp',
      XDG_CACHE_HOME: 'D:\\s\\cache',
      LANG: 'C.UTF-8',
      SystemRoot: 'C:\\Windows',
      ComSpec: 'C:\\cmd.exe',
      PATHEXT: '.EXE',
    });
  });
});

describe('the search path', () => {
  test.each([
    ['keeps absolute folders in order', '/b:/a', ['/b', '/a']],
    ['drops relative and empty ones', '.:bin::../x:/a:~/bin', ['/a']],
    ['drops the scanned root and what is in it', '/root:/root/:/root/bin:/root/../root/x:/a', ['/a']],
    ['keeps what only begins like it', '/rooted:/roo:/', ['/rooted', '/roo', '/']],
    ['is empty without PATH', undefined, []],
  ])('%s', (_, PATH, expected) => {
    expect(searchPath({ PATH }, '/root', asIs, 'linux')).toEqual(expected);
  });

  test('drops what leads into the root through a link, whichever side is one', () => {
    const real = (path: string) => path.replace('/link', '/real/root');
    expect(searchPath({ PATH: '/link/bin:/a' }, '/real/root', real, 'linux')).toEqual(['/a']);
    expect(searchPath({ PATH: '/real/root/bin:/a' }, '/link', real, 'linux')).toEqual(['/a']);
  });

  test('knows the rules of Windows', () => {
    const env = { Path: 'C:\\Windows;.;D:\\repo\\bin;d:\\REPO;\\\\server\\share' };
    expect(searchPath(env, 'D:\\repo', asIs, 'win32')).toEqual(['C:\\Windows', '\\\\server\\share']);
  });
});

describe('inside', () => {
  test.each([
    ['/root', true],
    ['/root/a', true],
    ['/root/..a', true],
    ['/root/...', true],
    ['/', false],
    ['/rootless', false],
    ['/root/../b', false],
  ])('%s of /root: %s', (path, expected) => {
    expect(isInside(path, '/root', 'linux')).toBe(expected);
  });
});
