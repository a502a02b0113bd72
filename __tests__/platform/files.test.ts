import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlatformError } from '../../src/model/errors.ts';
import { pathFromBytes, pathToBytes } from '../../src/model/path.ts';
import { createBlockingFiles, createFiles } from '../../src/platform/files.ts';
import { bundle, runChild, temporaryFolder } from './child.ts';

const files = createFiles();
const folder = temporaryFolder();
const at = (...names: string[]) => join(folder, ...names);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

async function refusal(work: Promise<unknown>): Promise<Pick<PlatformError, 'code' | 'message'>> {
  const error = await work.then(
    () => undefined,
    (thrown: PlatformError) => thrown,
  );
  return { code: error?.code ?? 'failed', message: error?.message ?? 'it did not refuse' };
}

const READERS = [
  ['giving way', files],
  ['blocking its thread', createBlockingFiles()],
] as const;

describe.each(READERS)('reading, %s', (reader, { read }) => {
  test('gives all bytes of a file that is exactly as large as allowed', async () => {
    writeFileSync(at('exact'), 'x'.repeat(1000));
    expect((await read(at('exact'), 1000)).length).toBe(1000);
  });

  test('refuses a file with one byte more', async () => {
    writeFileSync(at('more'), 'x'.repeat(1001));
    expect(await refusal(read(at('more'), 1000))).toEqual({
      code: 'too-large',
      message: `cannot read ${at('more')}: it has more than 1000 bytes`,
    });
  });

  test('gives an empty file', async () => {
    writeFileSync(at('empty'), '');
    expect((await read(at('empty'), 0)).length).toBe(0);
  });

  test('gives the content of a file that claims to be empty', async () => {
    expect(text(await read('/proc/self/status', 100_000))).toMatch(/^Name:/);
    expect((await refusal(read('/proc/self/status', 10))).code).toBe('too-large');
  });

  test('gives a large file in one piece', async () => {
    const content = Buffer.alloc(5_000_000, 'abcdefg');
    writeFileSync(at('large'), content);
    expect(Buffer.compare(await read(at('large'), 5_000_000), content)).toBe(0);
  });

  test('gives all of a file that claims to be empty and comes in pieces of a page', async () => {
    expect(text(await read('/proc/self/maps', 10_000_000))).toMatch(/\[stack\]|\[vdso\]/);
  });

  test('follows links to folders on the way, which are for others to judge', async () => {
    mkdirSync(at('way'), { recursive: true });
    writeFileSync(at('way', 'target'), 'here');
    symlinkSync(at('way'), at(`link ${reader}`));
    expect(text(await read(at(`link ${reader}`, 'target'), 10))).toBe('here');
  });
});

execFileSync('mkfifo', [at('fifo')]);
symlinkSync(at('fifo'), at('link-to-fifo'));
symlinkSync('/dev/zero', at('link-to-device'));
writeFileSync(at('beside'), 'here');
symlinkSync(at('beside'), at('link-to-file'));
symlinkSync(at('round'), at('round'));
mkdirSync(at('some-folder'));

test('reads hundreds of files at once', async () => {
  mkdirSync(at('many'), { recursive: true });
  const names = Array.from({ length: 500 }, (_, number) => at('many', String(number)));
  for (const name of names) writeFileSync(name, name);
  const contents = await Promise.all(names.map((name) => files.read(name, 1000)));
  expect(contents.map(text)).toEqual(names);
});

test('a thread that reads one file after the other gets each as it is, whatever came before', async () => {
  const { read } = createBlockingFiles();
  for (const length of [300_000, 5, 0, 262_143, 262_144, 1_000_000, 299_999]) {
    const content = String(length % 10).repeat(length);
    writeFileSync(at(`of ${length}`), content);
    expect(text(await read(at(`of ${length}`), 1_000_000))).toBe(content);
  }
});

describe.each(READERS)('what is no regular file is refused without waiting for it, %s', (_, { read }) => {
  test.each([
    ['a pipe that nobody writes to', at('fifo'), 'not-a-file', 'it is a device, pipe or socket, no regular file'],
    ['a link to a pipe', at('link-to-fifo'), 'not-a-file', 'it is a symbolic link, no regular file'],
    [
      'a link to a file, which may have taken its place',
      at('link-to-file'),
      'not-a-file',
      'it is a symbolic link, no regular file',
    ],
    ['a device without end', '/dev/zero', 'not-a-file', 'it is a device, pipe or socket, no regular file'],
    ['a link to a device', at('link-to-device'), 'not-a-file', 'it is a symbolic link, no regular file'],
    ['a folder', at('some-folder'), 'not-a-file', 'it is a folder, no regular file'],
    ['nothing', at('nothing'), 'not-found', 'it is not there'],
    ['something below a file', `${at('exact')}/below`, 'not-found', 'it is not there: a part of its path is no folder'],
    ['a name with a zero byte', `${folder}/a\0b`, 'not-found', 'it is not there: no name may hold a zero byte'],
    ['a link to itself', at('round'), 'not-a-file', 'it is a symbolic link, no regular file'],
    ['a name that is too long', at('n'.repeat(300)), 'failed', 'its name is too long for this file system'],
  ])('%s', async (_, path, code, why) => {
    const refused = await refusal(read(path, 100));
    expect(refused.code).toBe(code);
    expect(refused.message).toMatch(/^cannot read \//);
    expect(refused.message.endsWith(`: ${why}`)).toBe(true);
  });

  test('a socket', async () => {
    const server = createServer().listen(at('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await refusal(read(at('socket'), 100))).toMatchObject({ code: 'not-a-file' });
    await new Promise((resolve) => server.close(resolve));
  });

  test('its name is shown printable', async () => {
    const { message } = await refusal(read(at('a\u001b[31m\nb'), 100));
    expect(message).toContain('a\\x1b[31m\\x0ab: it is not there');
  });
});

describe('names that are no UTF-8', () => {
  const odd = `${folder}/odd-${pathFromBytes(Buffer.from([0xff, 0xfe, 0x41]))}`;

  test('are written, listed, read, resolved and removed as they are', async () => {
    await files.write(`${odd}/inner`, 'content');
    expect(existsSync(Buffer.concat([Buffer.from(`${folder}/odd-`), Buffer.from([0xff, 0xfe, 0x41])]))).toBe(true);
    const names = (await files.list(folder)).map((entry) => entry.name);
    expect(names).toContain(odd.slice(folder.length + 1));
    expect(text(await files.read(`${odd}/inner`, 100))).toBe('content');
    expect(await files.resolve(`${odd}/inner`)).toBe(`${odd}/inner`);
    await files.remove(odd);
    expect((await refusal(files.stat(odd))).message).toContain('odd-\\xff\\xfeA: it is not there');
  });

  test('of any bytes come back from a folder as they went in', async () => {
    mkdirSync(at('bytes'));
    const name = fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .filter((bytes) => !bytes.includes(0) && !bytes.includes(0x2f) && !['.', '..'].includes(text(bytes)));
    await fc.assert(
      fc.asyncProperty(name, async (bytes) => {
        const path = `${at('bytes')}/${pathFromBytes(bytes)}`;
        await files.write(path, 'x');
        const listed = await files.list(at('bytes'));
        await files.remove(path);
        expect(listed.map((entry) => [...pathToBytes(entry.name)])).toEqual([[...bytes]]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('looking', () => {
  test('at many files in a row lets a timer have its turn', async () => {
    let fired = false;
    setTimeout(() => {
      fired = true;
    }, 1);
    for (let asked = 0; asked < 200_000 && !fired; asked += 1) await files.stat(folder);
    expect(fired).toBe(true);
  });

  test('into many folders in a row lets a timer have its turn', async () => {
    let fired = false;
    setTimeout(() => {
      fired = true;
    }, 1);
    for (let asked = 0; asked < 200_000 && !fired; asked += 1) await files.list(folder);
    expect(fired).toBe(true);
  });

  test('tells files, folders, links and the rest apart, and follows no link', async () => {
    mkdirSync(at('kinds', 'folder'), { recursive: true });
    writeFileSync(at('kinds', 'file'), 'four');
    symlinkSync(at('kinds', 'folder'), at('kinds', 'link'));
    execFileSync('mkfifo', [at('kinds', 'pipe')]);
    const listed = [...(await files.list(at('kinds')))].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(listed).toEqual([
      { name: 'file', kind: 'file' },
      { name: 'folder', kind: 'directory' },
      { name: 'link', kind: 'symlink' },
      { name: 'pipe', kind: 'other' },
    ]);
    for (const { name, kind } of listed) expect((await files.stat(at('kinds', name))).kind).toBe(kind);
    expect((await files.stat(at('kinds', 'file'))).sizeBytes).toBe(4);
  });

  test('tells when a file was changed', async () => {
    const before = Date.now();
    writeFileSync(at('changed'), '');
    const { modifiedMs } = await files.stat(at('changed'));
    expect(Math.abs(modifiedMs - before)).toBeLessThan(60_000);
  });

  test('resolves every link on the way', async () => {
    mkdirSync(at('real', 'inner'), { recursive: true });
    symlinkSync(at('real'), at('alias'));
    symlinkSync('inner', at('real', 'way'));
    expect(await files.resolve(at('alias', 'way'))).toBe(at('real', 'inner'));
    expect((await refusal(files.resolve(at('nowhere')))).message).toBe(
      `cannot resolve ${at('nowhere')}: it is not there`,
    );
  });

  test('says that a file is no folder to list', async () => {
    writeFileSync(at('plain'), '');
    expect((await refusal(files.list(at('plain')))).code).toBe('not-found');
  });
});

describe('writing', () => {
  test('makes the folders that are missing, and leaves nothing else behind', async () => {
    await files.write(at('new', 'deep', 'report.json'), '{}');
    expect(readFileSync(at('new', 'deep', 'report.json'), 'utf8')).toBe('{}');
    expect(readdirSync(at('new', 'deep'))).toEqual(['report.json']);
  });

  test('gives a new file the usual mode', async () => {
    await files.write(at('usual'), 'x');
    expect(statSync(at('usual')).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  test.each([0o600, 0o640, 0o755])('keeps the mode %i of what it replaces', async (mode) => {
    writeFileSync(at('kept'), 'old');
    chmodSync(at('kept'), mode);
    await files.write(at('kept'), Buffer.from('new'));
    expect(readFileSync(at('kept'), 'utf8')).toBe('new');
    expect(statSync(at('kept')).mode & 0o777).toBe(mode);
  });

  test('never shows half of a file to who reads it meanwhile', async () => {
    const [old, young] = ['o'.repeat(300_000), 'n'.repeat(300_000)];
    writeFileSync(at('watched'), old);
    const writing = files.write(at('watched'), young);
    const seen = new Set<string>();
    for (let look = 0; look < 20; look += 1) {
      seen.add(text(await files.read(at('watched'), 1_000_000)));
    }
    await writing;
    for (const content of seen) expect([old, young]).toContain(content);
    expect(readFileSync(at('watched'), 'utf8')).toBe(young);
  });

  mkdirSync(at('a-folder'));
  symlinkSync('/dev/full', at('to-device'));
  writeFileSync(at('linked'), 'untouched');
  symlinkSync(at('linked'), at('to-file'));
  execFileSync('mkfifo', [at('a-pipe')]);
  test.each([
    ['a device', '/dev/full', 'it is a device, pipe or socket'],
    ['a folder', at('a-folder'), 'it is a folder'],
    ['a link to a device', at('to-device'), 'it is a symbolic link'],
    ['a link to a file, which may be anybody’s', at('to-file'), 'it is a symbolic link'],
    ['a pipe', at('a-pipe'), 'it is a device, pipe or socket'],
  ])('refuses to replace %s', async (_, path, why) => {
    expect(await refusal(files.write(path, 'x'))).toEqual({
      code: 'not-a-file',
      message: `cannot write ${path}: ${why}, no regular file`,
    });
    expect(readFileSync(at('linked'), 'utf8')).toBe('untouched');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('says that a part of the path is a file', async () => {
    expect((await refusal(files.write(`${at('linked')}/x/y`, 'x'))).code).toBe('not-found');
  });

  test('gives up where no folder can be made, however often one tries', async () => {
    const nowhere = process.platform === 'linux' ? '/proc/no-such-folder/below' : '/dev/null/below';
    expect((await refusal(files.write(`${nowhere}/x`, 'x'))).code).toBe('not-found');
  });

  test('makes one folder for many who need it at once', async () => {
    const names = Array.from({ length: 20 }, (_, each) => at('shared', 'by', 'all', String(each)));
    await Promise.all(names.map((name) => files.write(name, 'x')));
    expect(readdirSync(at('shared', 'by', 'all'))).toHaveLength(20);
  });
});

describe('as somebody whom permissions bind', () => {
  const program = bundle(
    `import { createFiles } from './files.ts';
     const files = createFiles();
     const [method, path, argument] = process.argv.slice(2);
     const value = method === 'read' ? 1000 : argument;
     await files[method](path, value).then(
       () => console.log('done'),
       (error) => console.log(error.code + ' ' + error.message),
     );`,
    folder,
    'files-program.mjs',
  );
  const ask = (args: readonly string[], fileLimitKb?: number) =>
    runChild(program, { args, asNobody: true, ...(fileLimitKb !== undefined && { fileLimitKb }) }).stdout.trim();

  mkdirSync(at('shut'), { mode: 0o700 });
  chmodSync(at('shut'), 0o000);
  writeFileSync(at('secret'), 'x', { mode: 0o000 });
  mkdirSync(at('open'));
  chmodSync(at('open'), 0o777);

  test.each([
    ['reading a file of another', ['read', at('secret')], `cannot read ${at('secret')}`],
    ['listing a folder of another', ['list', at('shut')], `cannot list ${at('shut')}`],
    ['looking into a folder of another', ['stat', at('shut', 'x')], `cannot look at ${at('shut', 'x')}`],
    ['writing into a folder of another', ['write', at('shut', 'x'), 'y'], `cannot write ${at('shut', 'x')}`],
  ])('%s is forbidden, and says so', (_, args, start) => {
    expect(ask(args)).toBe(`forbidden ${start}: permission denied: check its owner and mode, and those of its folders`);
  });

  test('a file beyond the limit on sizes is full, and its beginning is removed', () => {
    expect(ask(['write', at('open', 'big'), 'x'.repeat(100_000)], 16)).toBe(
      `full cannot write ${at('open', 'big')}: it would be larger than the system allows: raise the limit on file sizes (ulimit -f)`,
    );
    expect(readdirSync(at('open'))).toEqual([]);
  });

  test('folders that their maker closed are removed all the same', () => {
    const made = bundle(
      `import { mkdirSync, writeFileSync, chmodSync, existsSync } from 'node:fs';
       import { createFiles } from './files.ts';
       const files = createFiles();
       const root = await files.makeTemporaryFolder('go cache');
       const make = (name) => {
         mkdirSync(root + name + '/in/ner', { recursive: true });
         writeFileSync(root + name + '/in/ner/file', '');
         chmodSync(root + name + '/in/ner', 0o555);
         chmodSync(root + name + '/in', 0o000);
       };
       make('/one');
       await files.remove(root + '/one');
       console.log(existsSync(root + '/one'));
       make('/two');
       files.removeTemporaryFolders();
       console.log(existsSync(root));`,
      folder,
      'closed-program.mjs',
    );
    expect(runChild(made, { asNobody: true })).toEqual({ status: 0, stdout: 'false\nfalse\n', stderr: '' });
  });
});

describe('temporary folders', () => {
  test('are private, outside the workspace, named after their purpose, and gone after removal', async () => {
    const own = createFiles();
    const [one, two] = [await own.makeTemporaryFolder('scan/../x'), await own.makeTemporaryFolder('scan')];
    expect(one).toMatch(/\/gatehouse-scan----x-[^/]+$/);
    expect(statSync(one).mode & 0o777).toBe(0o700);
    await own.write(`${one}/a/b`, 'x');
    own.removeTemporaryFolders();
    expect([existsSync(one), existsSync(two)]).toEqual([false, false]);
    expect(() => own.removeTemporaryFolders()).not.toThrow();
  });

  test('are removed from a handler of the process’ exit', () => {
    const program = bundle(
      `import { createFiles } from './files.ts';
       const files = createFiles();
       process.on('exit', () => files.removeTemporaryFolders());
       const made = await files.makeTemporaryFolder('x');
       await files.write(made + '/file', 'x');
       console.log(made);
       process.exit(3);`,
      folder,
      'exit-program.mjs',
    );
    const { status, stdout } = runChild(program);
    expect(status).toBe(3);
    expect(stdout).toMatch(/gatehouse-x-/);
    expect(existsSync(stdout.trim())).toBe(false);
  });
});

describe('removing', () => {
  test('takes a folder with all in it, and leaves what its links point to', async () => {
    mkdirSync(at('doomed', 'in'), { recursive: true });
    writeFileSync(at('survivor'), 'x');
    symlinkSync(at('survivor'), at('doomed', 'in', 'link'));
    await files.remove(at('doomed'));
    expect([existsSync(at('doomed')), existsSync(at('survivor'))]).toEqual([false, true]);
  });

  test('of nothing is fine, twice as well', async () => {
    await files.remove(at('never-there'));
    await files.remove(at('never-there'));
    appendFileSync(at('once'), '');
    await files.remove(at('once'));
    expect(existsSync(at('once'))).toBe(false);
  });
});

describe('reading a part', () => {
  test.each([
    ['from the start', 0, 4, '0123'],
    ['from the middle', 4, 4, '4567'],
    ['over the end', 8, 100, '89'],
    ['behind the end', 100, 4, ''],
  ])('%s', async (_name, offset, length, expected) => {
    writeFileSync(at('parts'), '0123456789');
    expect(text(await files.readPart(at('parts'), offset, length))).toBe(expected);
  });

  test('refuses what is no file, and what is not there', async () => {
    mkdirSync(at('a-folder'), { recursive: true });
    expect((await refusal(files.readPart(at('a-folder'), 0, 1))).code).toBe('not-a-file');
    expect((await refusal(files.readPart(at('nothing-here'), 0, 1))).code).toBe('not-found');
  });
});
