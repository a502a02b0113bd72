import { describe, expect, test } from '@jest/globals';
import type { Settings } from '../../src/config/settings.ts';
import { ConfigurationError } from '../../src/model/errors.ts';
import { configure } from '../../src/pipeline/configure.ts';
import type { ConfigureRequest } from '../../src/pipeline/configure-request.ts';
import { locate } from '../../src/pipeline/locate.ts';
import type { Registry } from '../../src/scanners/registry.ts';
import { FakeFiles, FakeLogger, fakeGit, fakePorts } from '../support/fake-ports.ts';
import { embeddedScanner, externalScanner, fileEngine } from '../support/scanners.ts';

const registry: Registry = [
  embeddedScanner(fileEngine('gatehouse-secrets')),
  externalScanner('gitleaks'),
  externalScanner('bandit'),
];
const ROOT = '/repo';

interface Situation {
  readonly files?: Readonly<Record<string, string>>;
  readonly prepare?: (files: FakeFiles) => void;
  readonly request?: Partial<ConfigureRequest>;
  /** The git work tree's top and the root in it; `undefined` outside git. */
  readonly worktree?: { readonly top: string; readonly prefix: string };
  readonly logger?: FakeLogger;
}

async function settle({
  files = {},
  prepare,
  request = {},
  worktree,
  logger = new FakeLogger(),
}: Situation): Promise<Settings> {
  const disk = new FakeFiles(files);
  disk.addFolder(request.root ?? ROOT);
  prepare?.(disk);
  const git = worktree === undefined ? fakeGit() : fakeGit([], worktree);
  const whole = { root: ROOT, configFile: undefined, trust: false, inputs: {}, ...request };
  const ports = fakePorts({ files: disk, git, logger });
  return configure(whole, await locate(whole.root, ports), registry, ports);
}

/** What a person sees: every mistake on its line. */
async function mistakes(situation: Situation): Promise<readonly string[]> {
  const error: unknown = await settle(situation).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConfigurationError)) throw new Error(`no configuration error but ${String(error)}`);
  return error.mistakes.map(({ place, problem }) => `${place}: ${problem}`);
}

const low = 'policy:\n  fail-on: low\n';

describe('the configuration is found', () => {
  const rows: readonly [string, Situation, string, string][] = [
    ['nowhere: the defaults hold', {}, 'high', 'default'],
    ['in .github', { files: { '/repo/.github/gatehouse.yml': low } }, 'low', '.github/gatehouse.yml:2'],
    [
      'in .github with the other ending',
      { files: { '/repo/.github/gatehouse.yaml': low } },
      'low',
      '.github/gatehouse.yaml:2',
    ],
    ['at the root', { files: { '/repo/.gatehouse.yml': low } }, 'low', '.gatehouse.yml:2'],
    ['at the root with the other ending', { files: { '/repo/.gatehouse.yaml': low } }, 'low', '.gatehouse.yaml:2'],
    [
      'at the top of the work tree when a folder of it is scanned',
      {
        files: { '/repo/.github/gatehouse.yml': low },
        request: { root: '/repo/api' },
        worktree: { top: '/repo', prefix: 'api/' },
      },
      'low',
      '.github/gatehouse.yml:2',
    ],
    [
      'in the scanned folder before the top of the work tree',
      {
        files: { '/repo/.gatehouse.yml': 'policy: { fail-on: info }', '/repo/api/.gatehouse.yml': low },
        request: { root: '/repo/api' },
        worktree: { top: '/repo', prefix: 'api/' },
      },
      'low',
      'api/.gatehouse.yml:2',
    ],
    [
      'where it was named',
      {
        files: { '/repo/.gatehouse.yml': 'profile: thorough', '/etc/gate.yml': low },
        request: { configFile: '/etc/gate.yml' },
      },
      'low',
      '/etc/gate.yml:2',
    ],
    [
      'where it was named, relative to the root',
      { files: { '/repo/conf/gate.yml': low }, request: { configFile: 'conf/gate.yml' } },
      'low',
      'conf/gate.yml:2',
    ],
    [
      'behind a link within the tree',
      {
        files: { '/repo/conf/gate.yml': low },
        prepare: (files) => files.addLink('/repo/.gatehouse.yml', '/repo/conf/gate.yml'),
      },
      'low',
      '.gatehouse.yml:2',
    ],
    ['empty', { files: { '/repo/.gatehouse.yml': '' } }, 'high', 'default'],
  ];
  test.each(rows)('%s', async (_, situation, value, from) => {
    const { policy, profile } = await settle(situation);
    expect(policy.failOn).toEqual({ value, from });
    expect(profile).toBe('embedded');
  });

  test('only below the scanned folder when that is in no work tree', async () => {
    const { policy } = await settle({ files: { '/repo/.gatehouse.yml': low }, request: { root: '/repo/api' } });
    expect(policy.failOn.from).toBe('default');
  });
});

describe('a configuration that cannot be used is a mistake, never passed over', () => {
  const rows: readonly [string, Situation, string][] = [
    [
      'two of them',
      { files: { '/repo/.github/gatehouse.yml': '', '/repo/.gatehouse.yml': '' } },
      '.gatehouse.yml: there is also .github/gatehouse.yml: keep one of them',
    ],
    [
      'both endings',
      { files: { '/repo/.gatehouse.yml': '', '/repo/.gatehouse.yaml': '' } },
      '.gatehouse.yaml: there is also .gatehouse.yml: keep one of them',
    ],
    ['a folder', { files: { '/repo/.gatehouse.yml/x': '' } }, '.gatehouse.yml: it is no regular file'],
    [
      'a device',
      { prepare: (files) => files.addDevice('/repo/.gatehouse.yml') },
      '.gatehouse.yml: it is no regular file',
    ],
    [
      'more than a mebibyte',
      { files: { '/repo/.gatehouse.yml': `#${'x'.repeat(1024 * 1024)}` } },
      '.gatehouse.yml: it is larger than 1 MiB: a configuration never needs to be',
    ],
    [
      'one that may not be read',
      { files: { '/repo/.gatehouse.yml': low }, prepare: (files) => files.forbid('/repo/.gatehouse.yml') },
      '.gatehouse.yml: it cannot be read: may not read /repo/.gatehouse.yml',
    ],
    [
      'one in a folder that may not be seen',
      { files: { '/repo/.github/gatehouse.yml': low }, prepare: (files) => files.forbid('/repo/.github') },
      '.github/gatehouse.yml: it cannot be read: may not look into /repo/.github',
    ],
    [
      'a link out of the tree',
      { files: { '/etc/passwd': 'root: x' }, prepare: (files) => files.addLink('/repo/.gatehouse.yml', '/etc/passwd') },
      '.gatehouse.yml: it is a symbolic link that leads out of the tree, and is not followed: put the file itself here',
    ],
    [
      'a link into a folder that only begins alike',
      {
        files: { '/work-other/g.yml': '' },
        prepare: (files) => files.addLink('/repo/.gatehouse.yml', '/work-other/g.yml'),
      },
      '.gatehouse.yml: it is a symbolic link that leads out of the tree, and is not followed: put the file itself here',
    ],
    [
      'a link out of the tree under the other ending',
      {
        files: { '/etc/g/gatehouse.yml': '' },
        prepare: (files) => files.addLink('/repo/.gatehouse.yaml', '/etc/g/gatehouse.yml'),
      },
      '.gatehouse.yaml: it is a symbolic link that leads out of the tree, and is not followed: put the file itself here',
    ],
    [
      'a link to nothing',
      { prepare: (files) => files.addLink('/repo/.gatehouse.yml', '/repo/gone') },
      '.gatehouse.yml: there is no such file',
    ],
    [
      'one that was named and is not there',
      { request: { configFile: '/repo/gate.yml' } },
      'gate.yml: there is no such file',
    ],
  ];
  test.each(rows)('%s', async (_, situation, expected) => {
    expect(await mistakes(situation)).toEqual([expected]);
  });

  test("a bug of ours is not taken for the user's mistake", async () => {
    const prepare = (files: FakeFiles) => {
      files.read = () => Promise.reject(new TypeError('bug'));
    };
    await expect(settle({ files: { '/repo/.gatehouse.yml': low }, prepare })).rejects.toThrow(TypeError);
  });
});

describe('trust', () => {
  const text = 'scanners:\n  bandit: { args: [-ll] }\n  acme: { category: sast, command: [./acme] }\n';
  const found = { '/repo/.gatehouse.yml': text };
  const advice =
    'decides what is run, and this file was merely found in the scanned tree: read it, then allow it with --trust or name the file with --config (in a workflow: the input config)';

  test('a configuration that was merely found may not name programs', async () => {
    expect(await mistakes({ files: found })).toEqual([
      `.gatehouse.yml:2:13: "args" ${advice}`,
      `.gatehouse.yml:3:27: "command" ${advice}`,
    ]);
  });

  test('nor may one at the top of the work tree', async () => {
    const situation = {
      files: { '/repo/.gatehouse.yml': text },
      request: { root: '/repo/a' },
      worktree: { top: '/repo', prefix: 'a/' },
    };
    expect(await mistakes(situation)).toHaveLength(2);
  });

  test.each([
    ['--trust', { trust: true }],
    ['naming the file', { configFile: '/repo/.gatehouse.yml' }],
  ])('%s allows it', async (_, request) => {
    const { scannerSettings } = await settle({ files: found, request });
    expect(scannerSettings.map(({ name, args, own }) => ({ name, args, own }))).toEqual([
      { name: 'bandit', args: ['-ll'], own: undefined },
      { name: 'acme', args: [], own: { category: 'sast', command: ['./acme'] } },
    ]);
  });

  test("a program's path is relative to the scanned folder", async () => {
    const files = {
      '/repo/.gatehouse.yml': 'scanners:\n  bandit: { path: tools/bandit }\n  gitleaks: { path: /opt/gitleaks }',
    };
    const { scannerSettings } = await settle({ files, request: { trust: true } });
    expect(scannerSettings.map(({ path }) => path)).toEqual(['/repo/tools/bandit', '/opt/gitleaks']);
  });

  test('where the scanned folder lies does not change the digest', async () => {
    const text = 'scanners:\n  bandit: { path: tools/bandit }';
    const here = await settle({ files: { '/repo/.gatehouse.yml': text }, request: { trust: true } });
    const there = await settle({ files: { '/else/.gatehouse.yml': text }, request: { trust: true, root: '/else' } });
    expect(there.digest).toBe(here.digest);
  });
});

describe('inputs lie over the file', () => {
  const inputs = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, from: `input ${name}` }]));

  test('key by key', async () => {
    const settings = await settle({
      files: {
        '/repo/.gatehouse.yml': 'profile: thorough\npolicy: { fail-on: low, categories: { sca: { fail-on: info } } }',
      },
      request: { inputs: inputs({ 'fail-on': 'critical,secrets=low', scanners: 'gitleaks', offline: 'true' }) },
    });
    expect(settings).toMatchObject({ profile: 'thorough', scanners: ['gitleaks'], offline: true });
    expect(settings.policy.failOn).toEqual({ value: 'critical', from: 'input fail-on' });
    expect(settings.policy.categories).toEqual({
      sca: { failOn: { value: 'info', from: '.gatehouse.yml:2' } },
      secrets: { failOn: { value: 'low', from: 'input fail-on' } },
    });
    expect(settings.decidedBy).toBe('.gatehouse.yml, input fail-on, input offline and input scanners');
  });

  test('and may name a scanner that only the file knows', async () => {
    const { scanners } = await settle({
      files: { '/repo/.gatehouse.yml': 'scanners:\n  acme: { category: sast, command: [./acme] }' },
      request: { trust: true, inputs: inputs({ scanners: 'acme,gatehouse-secrets' }) },
    });
    expect(scanners).toEqual(['acme', 'gatehouse-secrets']);
  });

  test('mistakes of both are told together', async () => {
    const situation: Situation = {
      files: { '/repo/.gatehouse.yml': 'policy:\n  fail-onn: high' },
      request: { inputs: { scanners: { value: 'gitleak', from: '--scanners' } } },
    };
    expect(await mistakes(situation)).toEqual([
      '.gatehouse.yml:2:3: unknown key "fail-onn" in policy: did you mean "fail-on"?',
      '--scanners: no scanner is called "gitleak": did you mean "gitleaks"? (gatehouse scanners lists all)',
    ]);
  });
});

describe('the name of the check', () => {
  const rows: readonly [string, Situation, string][] = [
    ['is gatehouse at the top of a repository', { worktree: { top: '/repo', prefix: '' } }, 'gatehouse'],
    ['is gatehouse outside git', {}, 'gatehouse'],
    [
      'has the scanned folder behind it',
      { request: { root: '/repo/services/api' }, worktree: { top: '/repo', prefix: 'services/api/' } },
      'gatehouse/services/api',
    ],
    [
      'is what the owner says',
      {
        files: { '/repo/api/.gatehouse.yml': 'check-name: mine' },
        request: { root: '/repo/api' },
        worktree: { top: '/repo', prefix: 'api/' },
      },
      'mine',
    ],
  ];
  test.each(rows)('%s', async (_, situation, expected) => {
    expect((await settle(situation)).checkName).toBe(expected);
  });
});

describe('exceptions near their end', () => {
  const entry = (expires: string) => ({
    '/repo/.gatehouse.yml': `exceptions:\n  - { rule: R1, reason: r, owner: "@a", expires: ${expires} }`,
  });

  // The fake clock stands at 2026-01-01.
  test.each([
    ['2026-01-01', []],
    ['2027-01-31', []],
    [
      '2025-12-31',
      [
        'warn: .gatehouse.yml:2: the exception for R1 expired on 2025-12-31 and no longer works: @a renews or removes it',
      ],
    ],
    [
      '2099-01-01',
      ['warn: .gatehouse.yml:2: the exception for R1 works until 2099-01-01, more than two years: choose a nearer day'],
    ],
  ])('%s', async (expires, lines) => {
    const logger = new FakeLogger();
    const { policy } = await settle({ files: entry(expires), logger });
    expect(logger.lines.filter((line) => line.startsWith('warn'))).toEqual(lines);
    expect(policy.exceptions).toHaveLength(1);
  });
});
