import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { arch } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createFiles } from '../../src/platform/files.ts';
import { createTools } from '../../src/platform/tools.ts';
import { bundle, runChild, temporaryFolder } from './child.ts';

const base = temporaryFolder();
const files = createFiles();
const root = join(base, 'root');
mkdirSync(root);

/** A program in a new folder; gives the folder. */
function programIn(folder: string, name = 'scan', mode = 0o755): string {
  mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, folder, name), '#!/bin/sh\n');
  chmodSync(join(base, folder, name), mode);
  return join(base, folder);
}

const [first, second] = [programIn('first'), programIn('second')];
const inside = programIn('root/bin');
const find = (PATH: string, program = 'scan', more: Record<string, string> = {}) =>
  createTools({ PATH, ...more }, files).find(program, root);

/** A new folder, with whatever `make` puts where the program should be. */
function folderWith(name: string, make: (place: string) => void): string {
  mkdirSync(join(base, name));
  make(join(base, name, 'scan'));
  return join(base, name);
}

function linkTo(folder: string): string {
  symlinkSync(folder, join(base, 'a-link'));
  return join(base, 'a-link');
}

describe('a program on PATH', () => {
  test('is the first one of its name', async () => {
    expect(await find(`${second}:${first}`)).toEqual({ file: join(second, 'scan'), origin: 'path' });
  });

  test('may be a link to a program elsewhere', async () => {
    mkdirSync(join(base, 'links'));
    symlinkSync(join(first, 'scan'), join(base, 'links', 'linked'));
    expect(await find(join(base, 'links'), 'linked')).toEqual({ file: join(base, 'links', 'linked'), origin: 'path' });
  });

  test.each<[string, string]>([
    ['a folder that is not there', '/nowhere'],
    ['a file that may not be run', programIn('plain', 'scan', 0o644)],
    ['a folder of its name', folderWith('folders', (place) => mkdirSync(place))],
    ['a link to nothing', folderWith('dangling', (place) => symlinkSync('/nowhere', place))],
    ['the scanned root', inside],
    ['the scanned root by a detour', `${first}/../root/bin`],
    ['a relative folder', '.'],
    ['an empty entry', ''],
    ['a link into the scanned root', linkTo(inside)],
    ['a link to a program in the scanned root', folderWith('bin', (place) => symlinkSync(join(inside, 'scan'), place))],
  ])('is not found in %s, but after it', async (_, before) => {
    expect(await find(before)).toBeUndefined();
    expect(await find(`${before}:${first}`)).toEqual({ file: join(first, 'scan'), origin: 'path' });
  });

  test('is not found in the scanned root when that is named through a link', async () => {
    symlinkSync(root, join(base, 'root-link'));
    expect(await createTools({ PATH: inside }, files).find('scan', join(base, 'root-link'))).toBeUndefined();
  });

  test.each(['', 'first/scan', './scan', '/bin/sh', '..', 'a\0b'])('called %j is none', async (program) => {
    expect(await find(`${first}:${base}`, program)).toBeUndefined();
  });
});

describe('the runner’s tool cache', () => {
  const cache = join(base, 'tool-cache');
  afterEach(() => {
    delete process.env.RUNNER_TOOL_CACHE;
  });
  const version = (name: string, folder: string, complete = true) => {
    programIn(join('tool-cache', 'scan', name, arch(), folder));
    if (complete) writeFileSync(join(cache, 'scan', name, `${arch()}.complete`), '');
  };
  version('1.9.0', '');
  version('1.10.0', 'bin');
  version('2.0.0', '', false);

  test('gives the newest complete version, and PATH comes before it', async () => {
    process.env.RUNNER_TOOL_CACHE = cache;
    const env = { RUNNER_TOOL_CACHE: cache };
    expect(await find('/nowhere', 'scan', env)).toEqual({
      file: join(cache, 'scan', '1.10.0', arch(), 'bin', 'scan'),
      origin: 'tool-cache',
    });
    expect((await find(first, 'scan', env))?.origin).toBe('path');
    expect(await find('/nowhere', 'another', env)).toBeUndefined();
  });

  test('is not asked where the environment names none', async () => {
    process.env.RUNNER_TOOL_CACHE = cache;
    expect(await find('/nowhere')).toBeUndefined();
  });

  test('inside the scanned root is not used', async () => {
    process.env.RUNNER_TOOL_CACHE = cache;
    const tools = createTools({ PATH: '', RUNNER_TOOL_CACHE: cache }, files);
    expect(await tools.find('scan', base)).toBeUndefined();
  });

  test('that is none is no failure', async () => {
    process.env.RUNNER_TOOL_CACHE = '/dev/null';
    expect(await find('/nowhere', 'scan', { RUNNER_TOOL_CACHE: '/dev/null' })).toBeUndefined();
  });

  test('leaves standard output to the report', () => {
    const program = bundle(
      `import { createFiles } from './files.ts';
       import { createTools } from './tools.ts';
       const found = await createTools(process.env, createFiles()).find('scan', '/nowhere');
       console.log(found.origin);`,
      base,
    );
    expect(runChild(program, { env: { RUNNER_TOOL_CACHE: cache, RUNNER_DEBUG: '1' } })).toEqual({
      status: 0,
      stdout: 'tool-cache\n',
      stderr: '',
    });
  });
});

describe('on Windows', () => {
  test.each([
    ['scan', '.exe;.CMD', 'scan.CMD'],
    ['scan.cmd', '.exe;.CMD', 'scan.cmd'],
    ['scan', undefined, undefined],
  ])('%s with PATHEXT %s is %s', async (program, PATHEXT, name) => {
    // The folder is one of this machine; what is asked of it are the names of Windows.
    const asked: string[] = [];
    const recording = {
      ...files,
      resolve: async (path: string) => {
        asked.push(path.split('\\').at(-1) ?? '');
        return path.endsWith(name ?? '\0') ? join(first, 'scan') : Promise.reject(new Error('not there'));
      },
    };
    const found = await createTools({ Path: 'C:\\bin', PATHEXT }, recording, 'win32').find(program, 'D:\\repo');
    expect(found?.file).toBe(name === undefined ? undefined : `C:\\bin\\${name}`);
    if (PATHEXT === undefined) expect(asked).toEqual(['scan.COM', 'scan.EXE', 'scan.BAT', 'scan.CMD']);
  });
});

describe('a scanner’s environment', () => {
  test('has a private temporary folder that is there, and a safe PATH', () => {
    const scratch = join(base, 'scratch');
    mkdirSync(scratch);
    const env = createTools({ PATH: `.:${inside}:${first}`, GITHUB_TOKEN: 'x' }, files).environment(scratch, root);
    expect(env).toMatchObject({ PATH: first, HOME: scratch, TMPDIR: join(scratch, 'tmp') });
    expect(Object.keys(env)).not.toContain('GITHUB_TOKEN');
    expect(statSync(join(scratch, 'tmp')).mode & 0o777).toBe(0o700);
  });

  test('for a scratch folder that cannot be is refused', () => {
    expect(existsSync('/dev/null/x')).toBe(false);
    expect(() => createTools({}, files).environment('/dev/null/x', root)).toThrow('cannot make /dev/null/x/tmp');
  });
});
