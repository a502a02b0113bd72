/** `scan --staged`: the built program over real indexes, as a person at a keyboard and as a hook of git starts it. */
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { addFiles, DIST, environment, gatehouse, git, makeFolder, ROOT, removeFolders } from './program.ts';

afterAll(removeFolders);

/** A made-up key that blocks in a file whose name says key; made here, so that the repository holds none. */
const KEY = [
  `-----BEGIN RSA ${'PRIV'}ATE KEY-----`,
  ...Array.from({ length: 12 }, (_, line) => createHash('sha384').update(`made up ${line}`).digest('base64')),
  `-----END RSA ${'PRIV'}ATE KEY-----`,
  '',
].join('\n');
const CLEAN = 'nothing to see here\n';

/** A repository whose first commit has these files. */
function repository(committed: Readonly<Record<string, string | Uint8Array>> = { 'README.md': CLEAN }): string {
  const folder = makeFolder(committed);
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'first');
  return folder;
}

function stage(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  addFiles(folder, files);
  git(folder, 'add', '--', ...Object.keys(files));
}

interface Report {
  readonly verdict: string;
  readonly findings: readonly { readonly location: { readonly path: string; readonly startLine: number } }[];
  readonly notLookedAt: readonly { readonly path: string; readonly why: string }[];
  readonly decidedBy?: string;
  readonly scanners: readonly { readonly name: string; readonly status: string }[];
}

function judge(folder: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const ran = gatehouse(['scan', '--staged', '--offline', '--format', 'json', ...args], { cwd: folder, env });
  const report = JSON.parse(ran.stdout || '{}') as Report;
  const found = (report.findings ?? []).map(({ location }) => `${location.path}:${location.startLine}`);
  return { ...ran, report, found };
}

describe('what is judged', () => {
  test('is a file that is added, with its own path and line', () => {
    const folder = repository();
    stage(folder, { 'deploy/server.pem': `# ours\n${KEY}` });
    const { status, found } = judge(folder);
    expect(found).toEqual(['deploy/server.pem:2']);
    expect(status).toBe(1);
  });

  test('is what the index holds of a file that the work tree has cleaned since', () => {
    const folder = repository();
    stage(folder, { 'server.pem': KEY });
    writeFileSync(join(folder, 'server.pem'), CLEAN);
    expect(judge(folder)).toMatchObject({ status: 1, found: ['server.pem:1'] });
  });

  test('is not what the work tree alone holds', () => {
    const folder = repository();
    stage(folder, { 'server.pem': CLEAN });
    addFiles(folder, { 'server.pem': KEY, 'other.pem': KEY });
    expect(judge(folder)).toMatchObject({ status: 0, found: [] });
  });

  test('is not what was committed before and stays as it is', () => {
    const folder = repository({ 'old.pem': KEY });
    stage(folder, { 'new.txt': CLEAN });
    expect(judge(folder)).toMatchObject({ status: 0, found: [] });
  });

  test('is a file that is modified, and one that is moved, but not one that is deleted', () => {
    const folder = repository({ 'a.pem': KEY, 'b.pem': KEY, 'c.pem': KEY, 'd.pem': CLEAN });
    git(folder, 'mv', 'a.pem', 'moved.pem');
    git(folder, 'rm', '-q', '--cached', 'b.pem');
    stage(folder, { 'd.pem': KEY });
    expect(judge(folder).found.sort()).toEqual(['d.pem:1', 'moved.pem:1']);
  });

  test('is the whole index where there is no commit yet', () => {
    const folder = makeFolder({ 'a.pem': KEY, 'left-out.pem': KEY });
    git(folder, 'init', '-q');
    git(folder, 'add', 'a.pem');
    expect(judge(folder).found).toEqual(['a.pem:1']);
  });

  test('is below PATH and nothing else', () => {
    const folder = repository();
    stage(folder, { 'in/deep/a.pem': KEY, 'out/b.pem': KEY });
    expect(judge(folder, ['in']).found).toEqual(['in/deep/a.pem:1']);
    expect(judge(join(folder, 'in')).found).toEqual(['in/deep/a.pem:1']);
  });

  test.each([
    ['a newline', 'new\nline.pem'],
    ['quotes', 'say "hi" it\'s.pem'],
    ['a tab and a backslash', 'tab\t\\.pem'],
    ['letters of other scripts', 'ключ-鍵.pem'],
    ['a leading dash', '-rf.pem'],
    ['brackets and stars', ':(top)[*]?.pem'],
  ])('has a name with %s', (_, name) => {
    const folder = repository();
    addFiles(folder, { [name]: KEY });
    git(folder, 'add', '-A');
    expect(judge(folder).found).toEqual([`${name}:1`]);
  });

  test('is byte for byte what git holds: no filter of the repository runs and no line end changes', () => {
    const folder = repository({ '.gitattributes': '*.pem filter=evil text eol=crlf\n' });
    stage(folder, { 'a.pem': KEY });
    git(folder, 'config', 'filter.evil.smudge', 'touch smudged; cat');
    git(folder, 'config', 'core.fsmonitor', 'touch watched');
    expect(judge(folder).found).toEqual(['a.pem:1']);
    expect(readdirSync(folder)).not.toContain('smudged');
    expect(readdirSync(folder)).not.toContain('watched');
  });
});

describe('what cannot be judged is named', () => {
  test('a Git LFS pointer, by the attributes that are staged', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;
    const folder = repository();
    stage(folder, { '.gitattributes': '*.bin filter=lfs\n' });
    stage(folder, { 'in/a.bin': pointer });
    expect(judge(folder).report.notLookedAt).toEqual([
      { path: 'in/a.bin', why: expect.stringContaining('Git LFS pointer') },
    ]);
    expect(judge(folder, ['in']).report.notLookedAt).toMatchObject([{ path: 'in/a.bin' }]);
  });

  test('a submodule', () => {
    const inner = repository();
    const folder = repository();
    git(folder, 'submodule', '--quiet', 'add', inner, 'sub');
    expect(judge(folder).report.notLookedAt).toEqual([{ path: 'sub', why: 'a submodule: scan it by itself' }]);
  });

  test('a link that leads out, and one that hides a lockfile, but not a link to another file', () => {
    const folder = repository({ 'other.txt': '{}' });
    symlinkSync('/etc/passwd', join(folder, 'absolute'));
    symlinkSync('../../up', join(folder, 'up'));
    symlinkSync('other.txt', join(folder, 'package-lock.json'));
    symlinkSync('./other.txt', join(folder, 'plain'));
    git(folder, 'add', '-A');
    const { report } = judge(folder);
    expect(report.notLookedAt.map(({ path, why }) => `${path}: ${why}`)).toEqual([
      'absolute: a symbolic link to something outside the scanned folder',
      'package-lock.json: a symbolic link to a file that goes by another name',
      'up: a symbolic link to something outside the scanned folder',
    ]);
  });

  test('a file over the size limit', () => {
    const folder = repository();
    stage(folder, { 'big.txt': Buffer.alloc(11 * 1024 * 1024, 'a\n') });
    expect(judge(folder).report.notLookedAt).toEqual([
      { path: 'big.txt', why: 'too large: 11.0 MiB, and the limit is 10 MiB' },
    ]);
  });

  test('a conflict, with which nothing is complete', () => {
    const folder = repository({ 'a.pem': CLEAN });
    git(folder, 'checkout', '-q', '-b', 'other');
    stage(folder, { 'a.pem': 'theirs\n' });
    git(folder, 'commit', '-qm', 'theirs');
    git(folder, 'checkout', '-q', 'main');
    stage(folder, { 'a.pem': 'ours\n' });
    git(folder, 'commit', '-qm', 'ours');
    expect(() => git(folder, 'merge', 'other')).toThrow();
    const { status, report } = judge(folder);
    expect(report.notLookedAt).toMatchObject([{ path: 'a.pem', why: expect.stringContaining('resolve the conflict') }]);
    expect(status).toBe(3);
  });

  test('a file whose content the repository lost, with which nothing is complete', () => {
    const folder = repository();
    stage(folder, { 'a.pem': KEY });
    const object = git(folder, 'rev-parse', ':a.pem');
    rmSync(join(folder, '.git/objects', object.slice(0, 2), object.slice(2)), { force: true });
    const { status, report } = judge(folder);
    expect(report.notLookedAt).toMatchObject([{ path: 'a.pem' }]);
    expect(status).toBe(3);
  });
});

describe('the policy', () => {
  test('is the one that is staged, not the one of the work tree', () => {
    const folder = repository({ '.gatehouse.yml': 'policy: { fail-on: never }\n' });
    stage(folder, { 'a.pem': KEY });
    expect(judge(folder).status).toBe(0);
    stage(folder, { '.gatehouse.yml': 'policy: { fail-on: low }\n' });
    addFiles(folder, { '.gatehouse.yml': 'policy: { fail-on: never }\n' });
    expect(judge(folder).status).toBe(1);
  });

  test('excludes what it excludes', () => {
    const folder = repository({ '.gatehouse.yml': 'paths: { exclude: [testdata/**] }\n' });
    stage(folder, { 'testdata/a.pem': KEY });
    expect(judge(folder)).toMatchObject({ status: 0, found: [] });
  });

  test('that is staged with a mistake is named by its own path', () => {
    const folder = repository();
    stage(folder, { '.github/gatehouse.yml': 'polcy: {}\n' });
    const { status, stderr } = judge(folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^\.github\/gatehouse\.yml:1:1\b/m);
  });

  test('that is staged as a link is refused, rather than judged without', () => {
    const folder = repository({ 'policy.yml': 'policy: { fail-on: low }\n' });
    symlinkSync('policy.yml', join(folder, '.gatehouse.yml'));
    git(folder, 'add', '-A');
    expect(judge(folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('.gatehouse.yml: it is a symbolic link'),
    });
  });

  test('may be a file of the disk, when it is named', () => {
    const folder = repository();
    stage(folder, { 'a.pem': KEY });
    addFiles(folder, { 'mine.yml': 'policy: { fail-on: never }\n' });
    expect(judge(folder, ['--config', 'mine.yml']).status).toBe(0);
  });
});

describe('what a staged file needs beside it', () => {
  const LOCK = '{"name":"a","lockfileVersion":3,"packages":{"":{"name":"a"}}}\n';

  test('is read from the index: a manifest whose lockfile stays the same has one', () => {
    const folder = repository({ 'package-lock.json': LOCK, 'package.json': '{"name":"a"}' });
    stage(folder, { 'package.json': '{"name":"a","dependencies":{"b":"1"}}' });
    rmSync(join(folder, 'package-lock.json'));
    expect(judge(folder).report.notLookedAt).toEqual([]);
  });

  test('is not judged with it: requirements that include others are read, and only what is staged is reported', () => {
    const folder = repository({ 'requirements.txt': '-r base.in\n', 'base.in': 'flask==1.0\n' });
    stage(folder, { 'requirements.txt': '-r base.in\n# more\n' });
    rmSync(join(folder, 'base.in'));
    const { report } = judge(folder);
    expect(report.notLookedAt.filter(({ path }) => path === 'requirements.txt')).toEqual([]);
  });
});

describe('a Terraform configuration', () => {
  const BUCKET = 'variable "acl" {\n  default = "public-read"\n}\n';

  test('is judged with the variables that the commit leaves alone, as they are in the index', () => {
    const folder = repository({
      'infra/variables.tf': BUCKET,
      'infra/old.tf': 'resource "aws_s3_bucket" "old" {\n  acl = var.acl\n}\n',
    });
    addFiles(folder, { 'infra/variables.tf': BUCKET.replace('public-read', 'private') });
    stage(folder, { 'infra/main.tf': 'resource "aws_s3_bucket" "new" {\n  acl = var.acl\n}\n' });
    const { found } = judge(folder);
    expect(found).toContain('infra/main.tf:2');
    expect(found.filter((place) => !place.startsWith('infra/main.tf'))).toEqual([]);
  });
});

describe('at the keyboard', () => {
  test('nothing staged is one sentence and passes', () => {
    const { status, stdout, stderr } = gatehouse(['scan', '--staged'], { cwd: repository() });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'VERDICT  pass: no staged file to judge\n',
      stderr: '',
    });
  });

  test('nothing staged still gives the report that was asked for', () => {
    expect(judge(repository()).report).toMatchObject({ version: 1, verdict: 'pass', findings: [] });
  });

  test('only what has something to do is told while it runs', () => {
    const folder = repository();
    stage(folder, { 'a.txt': CLEAN });
    const { stderr } = gatehouse(['scan', '--staged', '--offline'], { cwd: folder });
    expect(stderr).toContain('secrets');
    expect(stderr).not.toContain('no lockfile');
  });

  test('outside a repository it is a mistake, with what to do', () => {
    const { status, stderr } = gatehouse(['scan', '--staged'], { cwd: makeFolder({ 'a.txt': CLEAN }) });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^--staged: nothing can be staged here, because .* is in no git work tree: leave --staged out/,
    );
  });

  test.each([
    ['is a bare repository', 'bare', 'is a bare git repository'],
    ['git ignores', 'tree/ignored', 'is ignored by the git repository around it'],
    ['is the inside of .git', 'tree/.git', 'is the inside of a git repository'],
  ])('in a folder that %s, too', (_, path, why) => {
    const folder = makeFolder({ 'tree/.gitignore': 'ignored/\n', 'tree/ignored/a': CLEAN });
    git(folder, 'init', '-q', '--bare', 'bare');
    git(join(folder, 'tree'), 'init', '-q');
    const { status, stderr } = gatehouse(['scan', '--staged', path], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain(why);
  });

  test('without git it says so', () => {
    const { status, stderr } = gatehouse(['scan', '--staged'], { cwd: repository(), env: { PATH: makeFolder() } });
    expect(status).toBe(2);
    expect(stderr).toContain('git is not installed');
  });

  test('reports of other tools, which looked at the disk, do not go with it', () => {
    const { status, stderr } = gatehouse(['scan', '--staged', '--sarif-files', 'a.sarif'], { cwd: repository() });
    expect(status).toBe(2);
    expect(stderr).toContain('--sarif-files');
  });

  test('explain knows the finding afterwards', () => {
    const folder = repository();
    stage(folder, { 'a.pem': KEY });
    const env = environment();
    const { stdout } = gatehouse(['scan', '--staged', '--offline', '--quiet'], { cwd: folder, env });
    const [, id = ''] = /\bid (\w{6})/.exec(stdout) ?? [];
    expect(gatehouse(['explain', id], { cwd: folder, env })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('a.pem'),
    });
  });

  test('leaves nothing behind, neither in the repository nor among temporary files', () => {
    const folder = repository();
    stage(folder, { 'a.pem': KEY });
    const before = git(folder, 'status', '--porcelain');
    const scratch = makeFolder();
    judge(folder, [], { TMPDIR: scratch });
    expect(git(folder, 'status', '--porcelain')).toBe(before);
    expect(readdirSync(scratch)).toEqual([]);
  });
});

describe('as a hook', () => {
  const [hook] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as readonly {
    readonly entry: string;
    readonly language: string;
  }[];

  /** A repository whose every commit is asked of the program as the hook's entry says. */
  function guarded(files: Readonly<Record<string, string>>): string {
    const folder = repository(files);
    const entry = (hook?.entry ?? '').replace(/^dist\/cli\.js /, `"${process.execPath}" "${join(DIST, 'cli.js')}" `);
    const file = join(folder, '.git/hooks/pre-commit');
    writeFileSync(file, `#!/bin/sh\nGATEHOUSE_CACHE="$PWD/.git/cache" exec ${entry} --offline\n`);
    chmodSync(file, 0o755);
    return folder;
  }

  test('starts a file that is there, executable, and says itself what runs it', () => {
    const [program = ''] = (hook?.entry ?? '').split(' ');
    expect(hook?.language).toBe('script');
    expect(git(ROOT, 'ls-files', '--stage', program)).toMatch(/^100755 /);
    expect(readFileSync(join(DIST, 'cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(join(DIST, 'cli.js')).isFile()).toBe(true);
  });

  test('refuses a commit with a secret, and lets the next one pass without it', () => {
    const folder = guarded({ a: CLEAN });
    stage(folder, { 'a.pem': KEY, b: CLEAN });
    expect(() => git(folder, 'commit', '-m', 'x')).toThrow(/a\.pem:1/);
    git(folder, 'reset', '-q', 'a.pem');
    git(folder, 'commit', '-qm', 'x');
    expect(git(folder, 'show', '--name-only', '--format=')).toBe('b');
  });

  test.each([
    ['commit --all', ['--all']],
    ['commit of one path', ['--', 'a.pem']],
    ['commit --include', ['--include', 'a.pem']],
  ])('sees the index of %s, which is not the usual one', (_, args) => {
    const folder = guarded({ 'a.pem': CLEAN });
    addFiles(folder, { 'a.pem': KEY });
    expect(() => git(folder, 'commit', '-m', 'x', ...args)).toThrow(/a\.pem:1/);
  });

  test('works in a second work tree', () => {
    const folder = guarded({ a: CLEAN });
    const second = join(makeFolder(), 'second');
    git(folder, 'worktree', 'add', '-q', second);
    stage(second, { 'a.pem': KEY });
    expect(() => git(second, 'commit', '-m', 'x')).toThrow(/a\.pem:1/);
  });
});
