/** A scanner that misbehaves leaves the scan incomplete: never green, never a crash, and its siblings go on. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { DIST, environment, gatehouse, makeFolder, removeFolders } from './program.ts';

afterAll(removeFolders);

const EMPTY = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"mine"}},"results":[]}]}';

/** A tree whose configuration names this shell script as a scanner. `$1` is the report to write. */
function treeWith(script: string): string {
  return makeFolder({
    'a.js': 'let a;\n',
    '.gatehouse.yml': `scanners:\n  mine: { category: sast, timeout: 3, command: [/bin/sh, -c, ${JSON.stringify(script)}, sh, '{output}', '{target}'] }\n`,
  });
}

describe('a scanner that', () => {
  test.each([
    ['works, is fine', `printf '%s' '${EMPTY}' > "$1"`, 0, 'mine'],
    ['crashes', 'kill -SEGV $$', 3, 'SIGSEGV'],
    ['exits 139, as a shell does for a crash', 'exit 139', 3, 'SIGSEGV'],
    ['exits with a status of its own', 'exit 7', 3, 'status 7'],
    ['prints half a JSON', `printf '%.30s' '${EMPTY}' > "$1"`, 3, 'mine'],
    ['writes nothing', 'exit 0', 3, 'no report'],
    ['writes an empty report', ': > "$1"', 3, 'mine'],
    ['prints 2 GB', 'head -c 2000000000 /dev/zero; exit 1', 3, 'mine'],
    ['never ends', 'sleep 600', 3, 'timed out after 3 s'],
    ['does not heed a request to end', 'trap "" TERM; while :; do sleep 1; done', 3, 'timed out after 3 s'],
    [
      'says that it failed',
      `printf '%s' '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"mine"}},"invocations":[{"executionSuccessful":false}],"results":[]}]}' > "$1"`,
      3,
      'mine',
    ],
  ])('%s', (_sentence, script, status, words) => {
    const run = gatehouse(['scan', treeWith(script), '--offline', '--trust']);
    expect(run.stdout + run.stderr).toContain(words);
    expect(run.status).toBe(status);
  });

  test('forks a child that outlives it leaves nothing behind', () => {
    const marker = join(makeFolder(), 'alive');
    const folder = treeWith(`(while :; do date > ${marker}; sleep 0.2; done) & printf '%s' '${EMPTY}' > "$1"`);
    expect(gatehouse(['scan', folder, '--offline', '--trust']).status).toBe(0);
    const last = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
    const processes = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => commandLineOf(pid));
    expect(processes.filter((line) => line.includes(marker))).toEqual([]);
    expect(existsSync(marker) ? readFileSync(marker, 'utf8') : '').toBe(last);
  });

  test('tries to speak to the runner or the terminal cannot', () => {
    const evil = '::error::x\\n##[error]y\\n\\033[2J';
    const sarif = JSON.stringify({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: '::error::tool' } },
          results: [
            {
              ruleId: '::warning::r\n::error::s',
              level: 'error',
              message: { text: '::error::a\n##[group]b\u001b[2J @octocat' },
              locations: [{ physicalLocation: { artifactLocation: { uri: 'a.js' }, region: { startLine: 1 } } }],
            },
          ],
        },
      ],
    });
    const folder = treeWith(
      `printf '${evil}'; printf '${evil}' >&2; printf '%s' "$REPORT" > "$1" || true; cat > "$1" <<'E'\n${sarif}\nE`,
    );
    const { stdout, stderr } = gatehouse(['scan', folder, '--offline', '--trust', '--all', '--verbose'], {
      env: { GITHUB_ACTIONS: 'true' },
    });
    expect(stdout).toContain('a.js');
    for (const line of `${stdout}\n${stderr}`.split(/\r\n|\r|\n/)) expect(line).not.toMatch(/^\s*::|##\[|\u001b/);
  });

  test('sees the code and nothing else', () => {
    const seen = join(makeFolder(), 'seen');
    const folder = treeWith(`env > ${seen}; printf '%s' '${EMPTY}' > "$1"`);
    const secrets = {
      GITHUB_TOKEN: 'made-up-1',
      AWS_SECRET_ACCESS_KEY: 'made-up-2',
      ACTIONS_RUNTIME_TOKEN: 'made-up-3',
      NPM_TOKEN: 'made-up-4',
    };
    expect(gatehouse(['scan', folder, '--offline', '--trust'], { env: secrets }).status).toBe(0);
    const environmentSeen = readFileSync(seen, 'utf8');
    expect(environmentSeen).not.toMatch(/made-up/);
    expect(environmentSeen).toMatch(/^HOME=.*gatehouse/m);
  });
});

test('a finding that blocks outweighs what is missing', () => {
  const key = ['AK', 'IA', '4HX7QZ2M', 'WN6VKT3C'].join('');
  const folder = makeFolder({
    'a.js': `const key = "${key}";\n`,
    '.gatehouse.yml': 'scanners:\n  mine: { category: sast, command: [/bin/false] }\n',
  });
  const { status, stdout } = gatehouse(['scan', folder, '--offline', '--trust']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/NOT LOOKED AT[\s\S]*mine/);
});

test('an optional scanner that fails is a note', () => {
  const folder = makeFolder({
    'a.js': 'let a;\n',
    '.gatehouse.yml': 'scanners:\n  mine: { category: sast, optional: true, command: [/bin/false] }\n',
  });
  expect(gatehouse(['scan', folder, '--offline', '--trust']).status).toBe(0);
});

test('a scanner that is not installed is named with the way to get it', () => {
  const folder = makeFolder({ 'a.js': 'let a;\n' });
  const { status, stdout } = gatehouse(['scan', folder, '--offline', '--scanners', 'gitleaks'], {
    env: { PATH: '/usr/bin:/bin' },
  });
  expect(status).toBe(3);
  expect(stdout).toMatch(/gitleaks/);
});

test('Ctrl-C ends the children, removes what was temporary, and exits 130', async () => {
  const temporary = makeFolder();
  const started = join(makeFolder(), 'started');
  const folder = treeWith(`echo $$ > ${started}; sleep 600`);
  const child = spawn(process.execPath, [join(DIST, 'cli.js'), 'scan', folder, '--offline', '--trust'], {
    env: { ...environment(), TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  while (!existsSync(started) || readFileSync(started, 'utf8') === '')
    await new Promise((resolve) => setTimeout(resolve, 20));
  const pid = readFileSync(started, 'utf8').trim();
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(said).toContain('interrupted');
  expect(commandLineOf(pid)).not.toContain('sleep 600');
  expect(readdirSync(temporary)).toEqual([]);
});

function commandLineOf(pid: string): string {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return / Z /.test(state) ? '' : readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
