/** Trees that nobody would make on purpose: one clear sentence, the right exit status, nothing lost. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { addFiles, DIST, environment, gatehouse, git, makeFolder, removeFolders } from './program.ts';

afterAll(removeFolders);

/** A made-up key in a real format, assembled so that no scanner of this repository takes it for one. */
const KEY = ['AK', 'IA', '4HX7QZ2M', 'WN6VKT3C'].join('');
const LEAK = `const key = "${KEY}";\n`;

interface Report {
  readonly verdict: string;
  readonly findings: readonly { readonly location: { readonly path: string } }[];
  readonly notLookedAt: readonly { readonly path: string; readonly why: string }[];
  readonly incomplete: readonly unknown[];
}

function scan(folder: string, options: Parameters<typeof gatehouse>[1] = {}, args: readonly string[] = []) {
  const run = gatehouse(['scan', folder, '--offline', '--format', 'json', ...args], options);
  return { ...run, report: run.stdout === '' ? undefined : (JSON.parse(run.stdout) as Report) };
}

describe('a root that is none', () => {
  test('a path that does not exist is a mistake of the caller', () => {
    const { status, stderr, stdout } = scan('no/such/folder');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^.*no\/such\/folder.*there is no such file or folder.*$/m);
    expect(stdout).toBe('');
  });

  test('a current folder that somebody removed is said so', () => {
    const script = 'cd "$1" && rmdir "$1" && exec "$2" "$3" scan --offline';
    const args = ['-c', script, 'sh', makeFolder(), process.execPath, join(DIST, 'cli.js')];
    const { status, stderr } = spawnSync('sh', args, { encoding: 'utf8', env: environment() });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'the current folder: somebody removed it: go to a folder that is there, and run again\n',
    });
  });

  test('an empty folder passes, and says that there was nothing to look at', () => {
    const folder = makeFolder();
    const { status, stdout } = gatehouse(['scan', folder, '--offline']);
    expect(status).toBe(0);
    expect(stdout).toContain('VERDICT');
    expect(stdout).toContain('0 files');
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
  });

  test('a folder that may not be read is said so, and is never green', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o000);
    const { status, stderr } = asNobody(join(folder, 'locked'));
    expect([2, 4]).toContain(status);
    expect(stderr).toMatch(/locked.*(may not|permission)/);
  });
});

describe('parts of a tree that cannot be looked at', () => {
  test('a folder below that may not be read leaves the scan incomplete and is named', () => {
    const folder = makeFolder({ 'a.js': 'let a;\n', 'locked/b.js': LEAK });
    chmodSync(join(folder, 'locked'), 0o000);
    const { status, stdout } = asNobody(folder);
    expect(status).toBe(3);
    expect(stdout).toMatch(/locked/);
  });

  test('a link that goes round in a circle and one that leads outside are not followed', () => {
    const outside = makeFolder({ 'secret.js': LEAK });
    const folder = makeFolder({ 'a.js': 'let a;\n' });
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync(outside, join(folder, 'out'));
    const { status, report } = scan(folder);
    expect(status).toBe(0);
    expect(report?.notLookedAt.map(({ path }) => path)).toContain('out');
  });

  test('a file of 1 GB and one with a single line of 50 MB are listed, not read', () => {
    const folder = makeFolder({ 'a.js': LEAK, 'huge.sql': '', 'line.js': 'x'.repeat(50_000_000) });
    truncateSync(join(folder, 'huge.sql'), 1_000_000_000);
    // A heap this small could hold neither.
    const { status, report } = scan(folder, { env: { NODE_OPTIONS: '--max-old-space-size=48' } });
    expect(status).toBe(1);
    expect(report?.notLookedAt.map(({ path }) => path).sort()).toEqual(['huge.sql', 'line.js']);
  });
});

describe('names of files', () => {
  const NAMES: readonly (readonly [string, Buffer])[] = [
    ['that are not UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x2e, 0x6a, 0x73])],
    ['with a new line', Buffer.from('a\nb.js')],
    ['that look like a workflow command', Buffer.from('::error::x.js')],
    ['that look like one after a new line', Buffer.from('a\n::error file=x::y.js')],
    ['that look like one of the old kind', Buffer.from('##[error]x.js')],
    ['with percent signs', Buffer.from('100%0A::x.js')],
    ['with spaces and quotes', Buffer.from(' a "b\' .js')],
    ['with an escape sequence', Buffer.from('a\u001b[2Jb.js')],
    ['with a mention and Markdown', Buffer.from('@octocat `|](x).js')],
    ['that begin with a dash', Buffer.from('-rf.js')],
  ];

  test.each(NAMES)('%s are scanned, and shown without harm', (_sentence, name) => {
    const folder = makeFolder();
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), LEAK);
    for (const format of ['console', 'json', 'sarif', 'markdown']) {
      const { status, stdout, stderr } = gatehouse(['scan', folder, '--offline', '--format', format], {
        env: { GITHUB_ACTIONS: 'true' },
      });
      expect(status).toBe(1);
      for (const line of `${stdout}\n${stderr}`.split(/\r\n|\r|\n/)) {
        expect(line).not.toMatch(/^\s*::|##\[/);
        expect(line).not.toContain('\u001b');
      }
      if (format === 'markdown') expect(stdout).not.toMatch(/(^|[^`\\\w])@octocat/m);
    }
  });

  test('of two files that differ in one odd byte are two names', () => {
    const folder = makeFolder();
    for (const byte of [0xfe, 0xff])
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([byte])]), LEAK);
    const { stdout } = gatehouse(['scan', folder, '--offline', '--format', 'sarif']);
    expect(new Set(stdout.match(/"uri": ?"%F[EF]"/g)).size).toBe(2);
  });
});

describe('git repositories in every state', () => {
  test('without a commit, untracked files count and ignored ones do not', () => {
    const folder = makeFolder({ 'a.js': LEAK, 'ignored.js': LEAK, '.gitignore': 'ignored.js\n' });
    git(folder, 'init', '-q');
    const { status, report } = scan(folder);
    expect(status).toBe(1);
    expect(report?.findings.map(({ location }) => location.path)).toEqual(['a.js']);
  });

  test('an ignore file never hides a tracked file', () => {
    const folder = makeFolder({ 'a.js': LEAK });
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    addFiles(folder, { '.gitignore': '*\n' });
    expect(scan(folder).status).toBe(1);
  });

  test('a shallow clone, a linked work tree and a subfolder give what the repository gives', () => {
    const origin = makeFolder({ 'src/a.js': LEAK, 'src/b.js': 'let b;\n' });
    git(origin, 'init', '-q');
    git(origin, 'add', '.');
    git(origin, 'commit', '-q', '-m', 'first');
    addFiles(origin, { 'src/b.js': 'let c;\n' });
    git(origin, 'commit', '-q', '-am', 'second');
    const shallow = join(makeFolder(), 'clone');
    git(origin, 'clone', '-q', '--depth', '1', `file://${origin}`, shallow);
    const worktree = join(makeFolder(), 'tree');
    git(origin, 'worktree', 'add', '-q', worktree);
    for (const folder of [origin, shallow, worktree]) {
      expect(scan(folder).report?.findings.map(({ location }) => location.path)).toEqual(['src/a.js']);
      expect(scan(join(folder, 'src')).report?.findings.map(({ location }) => location.path)).toEqual(['src/a.js']);
    }
  });

  test('a submodule and files in Git LFS are listed as not looked at', () => {
    const library = makeFolder({ 'lib.js': LEAK });
    git(library, 'init', '-q');
    git(library, 'add', '.');
    git(library, 'commit', '-q', '-m', 'first');
    const folder = makeFolder({
      '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
      'model.bin': `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 1000\n`,
    });
    git(folder, 'init', '-q');
    git(folder, 'submodule', '--quiet', 'add', library, 'library');
    const { status, report } = scan(folder);
    expect(status).toBe(0);
    expect(report?.notLookedAt.map(({ path }) => path).sort()).toEqual(['library', 'model.bin']);
  });

  test('a repository whose configuration runs a program runs none', () => {
    const folder = makeFolder({ 'a.js': LEAK });
    git(folder, 'init', '-q');
    const trap = join(makeFolder(), 'ran');
    git(folder, 'config', 'core.fsmonitor', `touch ${trap}; false`);
    expect(scan(folder).status).toBe(1);
    expect(() => chmodSync(trap, 0o600)).toThrow('ENOENT');
  });
});

/** Root may read everything, so permissions are tested as somebody who may not. */
function asNobody(folder: string) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) return gatehouse(['scan', folder, '--offline'], { cwd: '/' });
  // mkdtemp makes folders private; the user of the test must at least get to the one that is locked.
  for (const path of [folder, join(folder, '..')]) {
    if (/gatehouse-e2e-\w+$/.test(path)) chmodSync(path, 0o755);
  }
  return gatehouse(['scan', folder, '--offline'], { cwd: '/', uid: 65_534 });
}
