/** Trees made by somebody who wants a green verdict, our rights, or what lies outside: a pull request decides every byte of them. */
import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { addFiles, gatehouse, gatehouseAsync, git, makeFolder, removeFolders } from './program.ts';

afterAll(removeFolders);

/** A made-up key in a real format, assembled so that no scanner of this repository takes it for one. */
const KEY = ['AK', 'IA', '4HX7QZ2M', 'WN6VKT3C'].join('');
const OUTSIDE = 'what stands outside is nobodys business';

const INJECTION = 'echo ${{ github.event.pull_request.title }}';

/** A workflow that anyone can make run their code. */
function workflow({ before = '', run = INJECTION, after = '' } = {}): string {
  return `${before}on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n${after}`;
}

interface Report {
  readonly verdict: string;
  readonly findings: readonly {
    readonly rule: { readonly id: string };
    readonly location: { readonly path: string };
    readonly snippet?: string;
  }[];
}

function scan(folder: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const run = gatehouse(['scan', folder, '--offline', '--format', 'json', ...args], { env });
  return { ...run, report: run.stdout === '' ? undefined : (JSON.parse(run.stdout) as Report) };
}

function sarif(...uris: readonly string[]): string {
  const results = uris.map((uri) => ({
    ruleId: 'x',
    message: { text: 'look' },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }],
  }));
  return JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'acme' } }, results }] });
}

describe('for a green verdict', () => {
  test.each([
    ['a comment full of brackets', Buffer.from(workflow({ before: `# ${'['.repeat(1_000)}\n` }))],
    ['a script full of brackets', Buffer.from(workflow({ after: `      - run: |\n          ${'{'.repeat(1_000)}\n` }))],
    ['a comment like a staircase', Buffer.from(workflow({ after: staircase('# a:') }))],
    ['a byte that is no UTF-8', Buffer.concat([Buffer.from(workflow({ after: '# ' })), Buffer.from([0xff, 0x0a])])],
    ['a zero byte', Buffer.from(workflow({ after: '# \0\n' }))],
    ['a chain of operators', Buffer.from(workflow({ run: INJECTION.replace('{{ ', `{{ ${"'' || ".repeat(1_000)}`) }))],
    ['carriage returns alone', Buffer.from(workflow().replaceAll('\n', '\r'))],
    ['an alias', Buffer.from(workflow({ before: `x: &x ${INJECTION}\n`, run: '*x' }))],
    [
      'a merged map',
      Buffer.from(workflow({ before: `x: &x { run: '${INJECTION}' }\n`, after: '      - <<: *x\n', run: 'ls' })),
    ],
    ['a tag', Buffer.from(workflow({ run: `!!str ${INJECTION}` }))],
    ['a key twice', Buffer.from(`${workflow()}on: push\n`)],
    ['another document behind', Buffer.from(`${workflow()}---\non: push\n`)],
    ['a line separator that parsers read differently', Buffer.from(workflow({ after: '# a\u2028b\n' }))],
    ['capitals', Buffer.from(workflow({ run: INJECTION.replace('github.event', 'GitHub.Event') }))],
    ['brackets in the expression', Buffer.from(workflow({ run: "echo ${{ github['event'].pull_request['title'] }}" }))],
    ['a name made at run time', Buffer.from(workflow({ run: "echo ${{ github.event[format('{0}', 'x')].title }}" }))],
  ])('%s does not hide a dangerous workflow', (_name, bytes) => {
    const { status, report } = scan(makeFolder({ '.github/workflows/a.yml': bytes }));
    expect(report?.findings.map(({ rule }) => rule.id)).toContain('workflow-script-injection');
    expect(status).toBe(1);
  });

  test.each([
    ['a zero byte in a comment', 'a.js', `// \0\nconst key = "${KEY}";\n`],
    ['a thousand zero bytes in a shell script', 'a.sh', `# ${'\0'.repeat(1_000)}\nkey=${KEY}\n`],
    ['a name as of data', 'production.dat', `key = "${KEY}"\n`],
    ['a name as of a snapshot', 'a.test.js.snap', `key = "${KEY}"\n`],
    ['a line of two megabytes', 'a.js', `${'x'.repeat(2_000_000)} "${KEY}"\n`],
    ['UTF-16', 'a.ini', Buffer.from(`\ufeffkey=${KEY}\r\n`, 'utf16le')],
    ['an ignore file', 'node_modules/x/a.js', `const key = "${KEY}";\n`],
  ])('%s does not hide a secret', (_name, path, content) => {
    const folder = makeFolder({
      [path]: content,
      '.gitignore': 'node_modules\n',
      '.gitattributes': '* binary -diff\n',
    });
    git(folder, 'init', '-q');
    git(folder, 'add', '-f', '.');
    const { status, report } = scan(folder);
    expect(report?.findings.map(({ location }) => location.path)).toEqual([path]);
    expect(status).toBe(1);
  });
});

describe('for our rights', () => {
  const CONFIG = (trap: string) =>
    `scanners:\n  mine: { category: sast, command: [/bin/sh, -c, 'touch ${trap}', '{output}'] }\n`;

  test('a scanner that the tree names does not run, unless the user trusts the tree', () => {
    const trap = join(makeFolder(), 'ran');
    const folder = makeFolder({ '.gatehouse.yml': CONFIG(trap) });
    const { status, stderr } = scan(folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/--trust/);
    expect(existsSync(trap)).toBe(false);
  });

  test.each([
    ['pull_request_target', 'acme/app/.github/workflows/a.yml@refs/heads/main', false],
    ['workflow_run', 'acme/app/.github/workflows/a.yml@refs/heads/main', false],
    ['pull_request', 'acme/required/.github/workflows/a.yml@refs/heads/main', false],
    ['pull_request', 'acme/app/.github/workflows/a.yml@refs/pull/1/merge', true],
  ])('in the Action, on %s with the workflow %s: runs is %s', async (event, workflowRef, runs) => {
    const trap = join(makeFolder(), 'ran');
    const workspace = makeFolder({ '.github/gatehouse.yml': CONFIG(trap) });
    const temp = makeFolder({ output: '', summary: '' });
    const { status, stdout } = await gatehouseAsync([], {
      script: 'main.js',
      cwd: workspace,
      env: {
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: event,
        GITHUB_OUTPUT: join(temp, 'output'),
        GITHUB_REPOSITORY: 'acme/app',
        GITHUB_STEP_SUMMARY: join(temp, 'summary'),
        GITHUB_WORKFLOW_REF: workflowRef,
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: temp,
      },
    });
    expect(status).not.toBe(0);
    expect(existsSync(trap)).toBe(runs);
    if (!runs) expect(stdout).toMatch(/input config/);
  });

  test('neither a git nor a scanner in the tree is run, whatever PATH says', () => {
    const trap = join(makeFolder(), 'ran');
    const folder = makeFolder({ 'a.js': `const key = "${KEY}";\n` });
    git(folder, 'init', '-q');
    mkdirSync(join(folder, 'bin'));
    for (const name of ['git', 'gitleaks', 'bandit', 'node']) {
      for (const place of [name, `bin/${name}`]) {
        addFiles(folder, { [place]: `#!/bin/sh\ntouch ${trap}\n` });
        chmodSync(join(folder, place), 0o755);
      }
    }
    symlinkSync(join(folder, 'bin'), join(makeFolder(), 'link'));
    const PATH = ['', '.', 'bin', folder, join(folder, 'bin'), process.env['PATH']].join(delimiter);
    const { status } = gatehouse(['scan', '.', '--offline', '--scanners', 'gitleaks,bandit'], {
      cwd: folder,
      env: { PATH, INIT_CWD: folder },
    });
    expect([1, 3]).toContain(status);
    expect(existsSync(trap)).toBe(false);
  });

  test("no program of a repository's own configuration is run", () => {
    const trap = join(makeFolder(), 'ran');
    const run = `touch ${trap}; cat`;
    const folder = makeFolder({ 'a.js': `const key = "${KEY}";\n`, '.gitattributes': '* filter=x diff=x merge=x\n' });
    git(folder, 'init', '-q');
    for (const [name, value] of Object.entries({
      'core.fsmonitor': run,
      'core.pager': run,
      'core.sshCommand': run,
      'core.gitProxy': run,
      'core.askPass': run,
      'filter.x.clean': run,
      'filter.x.smudge': run,
      'filter.x.process': run,
      'diff.x.command': run,
      'diff.x.textconv': run,
      'diff.external': run,
      'credential.helper': `!${run}`,
      'alias.ls-files': `!${run}`,
      'alias.rev-parse': `!${run}`,
      'uploadpack.packObjectsHook': run,
    })) {
      git(folder, 'config', name, value);
    }
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman']) {
      addFiles(folder, { [`.git/hooks/${hook}`]: `#!/bin/sh\n${run}\n` });
      chmodSync(join(folder, '.git/hooks', hook), 0o755);
    }
    expect(scan(folder).status).toBe(1);
    expect(existsSync(trap)).toBe(false);
  });
});

describe('for what lies outside', () => {
  const outside = makeFolder({
    passwd: `${OUTSIDE}\n`,
    'gate.yml': `"${OUTSIDE}": 1\n`,
    'a.json': `{"${OUTSIDE}`,
  });

  function expectSilence(folder: string, args: readonly string[] = []): void {
    for (const format of ['console', 'json', 'sarif', 'markdown']) {
      const { stdout, stderr, status } = gatehouse(['scan', folder, '--offline', '--all', '-v', '-f', format, ...args]);
      expect(status).not.toBe(4);
      expect(stdout + stderr).not.toContain(OUTSIDE);
    }
  }

  test('a report of the tree gets no line of a file outside, by no way of naming it', () => {
    const folder = makeFolder({ 'a.js': 'let a;\n' });
    symlinkSync(join(outside, 'passwd'), join(folder, 'link'));
    symlinkSync(outside, join(folder, 'folder'));
    const up = '../'.repeat(20);
    addFiles(folder, {
      'r.sarif': sarif(
        'link',
        './link',
        'a.js/../link',
        'folder/passwd',
        `folder/${up}${outside.slice(1)}/passwd`,
        join(outside, 'passwd'),
        `file://${outside}/passwd`,
        `${up}${outside.slice(1)}/passwd`,
        `${up}${outside.slice(1)}/passwd`.replaceAll('..', '%2e%2e'),
      ),
    });
    expectSilence(folder, ['--sarif-files', 'r.sarif']);
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    expectSilence(folder, ['--sarif-files', 'r.sarif']);
  });

  test('a configuration that is a link out of the tree is not read', () => {
    const folder = makeFolder();
    symlinkSync(join(outside, 'gate.yml'), join(folder, '.gatehouse.yml'));
    const { status, stderr } = gatehouse(['scan', folder, '--offline']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/leads out of the tree/);
    expect(stderr).not.toContain(OUTSIDE);
  });

  test('a configuration that names files outside as reports or advisories shows nothing of them', () => {
    const files = [join(outside, 'passwd'), join(outside, 'a.json')];
    expectSilence(
      makeFolder({
        'requirements.txt': `left-pad==1.0\n-r ${outside}/passwd\n-r ${'../'.repeat(20)}${outside.slice(1)}/passwd\n`,
        '.gatehouse.yml': `sarif-files: ${JSON.stringify(files)}\nadvisories: { folders: ["${outside}"] }\n`,
      }),
    );
  });

  test('manifests, workflows and attributes that are links out of the tree are not read', () => {
    const folder = makeFolder({ 'a.js': 'let a;\n' });
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    for (const name of [
      'requirements.txt',
      'package-lock.json',
      'go.mod',
      '.github/workflows/a.yml',
      'action.yml',
      '.env',
    ])
      symlinkSync(join(outside, 'passwd'), join(folder, name));
    symlinkSync(join(outside, 'passwd'), join(folder, '.gitattributes'));
    expectSilence(folder);
  });
});

describe('for our time', () => {
  test('ten thousand secrets in one file are judged, on lines and on one line', () => {
    const keys = Array.from({ length: 10_000 }, (_, at) => `"${KEY.slice(0, 15)}${base32(at)}"`);
    const { status, report } = scan(makeFolder({ 'a.txt': `${keys.join('\n')}\n`, 'b.txt': keys.join(' ') }));
    expect(status).toBe(1);
    expect(report?.findings.length).toBe(20_000);
  });

  test.each([
    [
      'a lockfile',
      { 'package-lock.json': `{"lockfileVersion":1,"dependencies":${'{"a":{"dependencies":'.repeat(50_000)}` },
    ],
    ['a report', { 'r.sarif': `{"version":"2.1.0","runs":${'['.repeat(100_000)}` }],
    ['a workflow', { '.github/workflows/a.yml': `on: push\njobs: ${'['.repeat(50_000)}` }],
    ['a configuration', { '.gatehouse.yml': `profile: ${'['.repeat(50_000)}` }],
  ])('%s that nests without end ends neither the program nor the others', (_name, files: Record<string, string>) => {
    const { status } = scan(makeFolder({ 'a.js': `const key = "${KEY}";\n`, ...files }), ['--sarif-files', 'r.sarif']);
    expect([1, 2]).toContain(status);
  });
});

function base32(number: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from({ length: 5 }, (_, at) => alphabet[(number >> (5 * at)) & 31] ?? '').join('');
}

function staircase(line: string): string {
  return Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}${line}\n`).join('');
}
