import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EngineContext, Tree, TreeReport } from '../../../src/engines/contract.ts';
import { createScaEngine } from '../../../src/engines/sca/engine.ts';
import { wantsForSca } from '../../../src/engines/sca/wants.ts';
import type { AdvisorySettings } from '../../../src/model/advisory-settings.ts';
import { PlatformError } from '../../../src/model/errors.ts';
import { createHttp } from '../../../src/platform/http.ts';
import { ADVISORY_FOLDER } from '../../advisories/advisory-fixtures.ts';
import { FakeHttp, fakePorts } from '../../support/fake-ports.ts';
import { type OsvServer, startOsvServer } from '../../support/osv-server.ts';

let server: OsvServer;
beforeAll(async () => {
  server = await startOsvServer(ADVISORY_FOLDER);
});
afterAll(() => server.close());

const SETTINGS: AdvisorySettings = { service: true, folders: [], maxAgeMs: 86_400_000, private: [] };

/** A tree of these files; those that the engine would not want can still be read, as included files are. */
function treeOf(files: Readonly<Record<string, string>>): Tree {
  const all = Object.keys(files).map((path) => ({ path, sizeBytes: (files[path] ?? '').length }));
  return {
    files: all.filter(wantsForSca),
    read: async (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      if (text === undefined) throw new PlatformError('not-found', `there is no ${path}`);
      return Buffer.from(text);
    },
  };
}

function scan(files: Readonly<Record<string, string>>, changed: Partial<EngineContext> = {}): Promise<TreeReport> {
  const ports = fakePorts({ http: createHttp({ userAgent: 'test', sleep: async () => {} }) });
  const context = { ...ports, offline: false, advisories: SETTINGS, serviceUrl: server.url, root: '/repo', ...changed };
  return createScaEngine().scan(treeOf(files), context);
}

function lock(packages: Readonly<Record<string, object>>): string {
  return JSON.stringify({ lockfileVersion: 3, packages }, undefined, 2);
}

const APP = lock({
  '': { dependencies: { 'express-handlebars': '1' } },
  'node_modules/express-handlebars': { version: '1.0.0', dependencies: { handlebars: '1' } },
  'node_modules/handlebars': { version: '1.0.0', dependencies: { lodash: '4' } },
  'node_modules/lodash': { version: '4.17.15' },
});

describe('a vulnerable dependency', () => {
  test('is reported with everything that the gate needs', async () => {
    const { results } = await scan({ 'package-lock.json': APP });
    expect(results[1]).toEqual({
      rule: {
        id: 'CVE-2021-23337',
        title: 'command injection',
        helpUri: 'https://osv.dev/vulnerability/GHSA-35jh-r3h4-6jhm',
        cwes: ['CWE-77', 'CWE-94'],
      },
      category: 'sca',
      message: 'lodash 4.17.15: command injection (CVE-2021-23337)',
      claims: { advisory: { severity: 'high', score: 7.2, by: 'GHSA-35jh-r3h4-6jhm, CVSS 3.1' } },
      path: 'package-lock.json',
      region: { startLine: 21 },
      package: {
        ecosystem: 'npm',
        name: 'lodash',
        version: '4.17.15',
        purl: 'pkg:npm/lodash',
        fixedVersions: ['4.17.21'],
        path: ['express-handlebars', 'handlebars'],
        development: false,
      },
      advisories: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'],
      remediation: {
        text: 'raise lodash to 4.17.21 (cures both known problems): raise express-handlebars, which brings it in, or override it',
      },
    });
  });

  test('is one result however many databases name it, with what each knows best', async () => {
    const { results, advisories } = await scan({ 'requirements.txt': '# pins\nRequests==2.20.0\n' });
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      rule: { id: 'CVE-2023-32681', title: 'unintended leak of Proxy-Authorization header' },
      message: 'requests 2.20.0: unintended leak of Proxy-Authorization header (CVE-2023-32681)',
      claims: { advisory: { severity: 'medium', score: 6.1, by: 'GHSA-j8r2-6x86-q33q, CVSS 3.1' } },
      path: 'requirements.txt',
      region: { startLine: 2 },
      advisories: ['CVE-2023-32681', 'GHSA-j8r2-6x86-q33q', 'PYSEC-2023-74'],
      remediation: { text: 'raise requests to 2.31.0 (first fixed)' },
    });
    expect(advisories.map(({ id }) => id)).toEqual(['GHSA-j8r2-6x86-q33q', 'PYSEC-2023-74']);
  });

  test('claims no severity where nobody knows one', async () => {
    const { results } = await scan({
      'go.mod': 'module m\ngo 1.20\nrequire golang.org/x/net v0.0.0-20200101000000-aaaaaaaaaaaa\n',
    });
    expect(results.map(({ rule, claims }) => [rule.id, claims])).toEqual([['CVE-2022-27664', {}]]);
  });

  test("of Go's own library is cured by another Go", async () => {
    const { results } = await scan({ 'go.mod': 'module m\ngo 1.19\ntoolchain go1.19.0\n' });
    expect(results.map(({ message, remediation, region }) => [message, remediation?.text, region?.startLine])).toEqual([
      [
        'stdlib 1.19.0: denial of service in net/http and golang.org/x/net/http2 (CVE-2022-27664)',
        'raise Go to 1.19.1 (first fixed) in the go or toolchain line',
        3,
      ],
    ]);
  });

  test('that is malicious is to be removed, not raised', async () => {
    const text = lock({ 'node_modules/gatehouse-example-stealer': { version: '1.0.1', dev: true } });
    const { results } = await scan({ 'package-lock.json': text });
    expect(results).toEqual([
      expect.objectContaining({
        rule: expect.objectContaining({ id: 'MAL-0000-1', title: 'malicious package' }),
        message: 'gatehouse-example-stealer 1.0.1: malicious package (MAL-0000-1)',
        claims: { advisory: { severity: 'critical', by: 'MAL-0000-1' } },
        package: expect.objectContaining({ fixedVersions: [], development: true }),
        remediation: {
          text: 'remove gatehouse-example-stealer, and treat every machine that installed it as compromised: its secrets must be replaced',
        },
      }),
    ]);
  });

  test('in many places of one manifest is one result per version, on the shortest way', async () => {
    const text = lock({
      '': { dependencies: { lodash: '4', a: '1' } },
      'node_modules/a': { version: '1.0.0', dependencies: { lodash: '4' } },
      'node_modules/a/node_modules/lodash': { version: '4.17.20' },
      'node_modules/b/node_modules/lodash': { version: '4.17.15', dev: true },
      'node_modules/lodash': { version: '4.17.15' },
    });
    const { results } = await scan({ 'package-lock.json': text });
    expect(results.map(({ message, package: item }) => [message, item?.path, item?.development])).toEqual([
      ['lodash 4.17.20: command injection (CVE-2021-23337)', ['a'], false],
      ['lodash 4.17.15: prototype pollution (CVE-2020-8203), in 2 places', [], false],
      ['lodash 4.17.15: command injection (CVE-2021-23337), in 2 places', [], false],
    ]);
  });
});

describe('a tree of several manifests', () => {
  const files = {
    'web/package-lock.json': APP,
    'requirements.txt': '-r deps/base.in\nrequests>=2',
    'deps/base.in': 'django==2.1',
    'go.mod': 'module m\ngo 1.20\nrequire golang.org/x/net v0.0.0-20200101000000-aaaaaaaaaaaa\n',
    'README.md': 'requests==2.20.0',
  };

  test('is reported manifest by manifest, included files by their own name', async () => {
    const { results } = await scan(files);
    expect(results.map(({ path, rule }) => `${path} ${rule.id}`)).toEqual([
      'deps/base.in CVE-2021-33203',
      'go.mod CVE-2022-27664',
      'web/package-lock.json CVE-2020-8203',
      'web/package-lock.json CVE-2021-23337',
    ]);
  });

  test('gives the same report whatever the order of its files', async () => {
    const turned = Object.fromEntries(Object.entries(files).reverse());
    expect(await scan(turned)).toEqual(await scan(files));
  });

  test('says what was not matched', async () => {
    const report = await scan({ ...files, 'b/requirements.txt': 'a @ https://example.com/a.zip\n-e .' });
    expect(report.notes).toEqual([
      '1 package declared without an exact version: not matched against a guess',
      "Go's standard library was not matched: 1 go.mod without a toolchain line",
      '2 packages from git, a folder or an address: no advisory names such a version',
    ]);
    expect(report.incomplete).toBeUndefined();
  });

  test('lists what it could not look at, and looks at the rest', async () => {
    const report = await scan({
      ...files,
      'a/package-lock.json': '{',
      'b/requirements.txt': '==',
      'c/requirements.txt': '-r gone.txt',
      'd/go.mod': '',
    });
    expect(report.notLookedAt).toEqual([
      { path: 'a/package-lock.json', why: expect.stringMatching(/^is not JSON/) },
      { path: 'b/requirements.txt', why: '1 line is not understood (line 1)' },
      { path: 'c/requirements.txt', why: 'includes gone.txt (line 1), which could not be read' },
      { path: 'd/go.mod', why: 'is no go.mod: it names no module' },
    ]);
    expect(report.results).toHaveLength(4);
  });

  test('names a file that vanished before it was read', async () => {
    const tree = { ...treeOf({}), files: [{ path: 'package-lock.json', sizeBytes: 1 }] };
    const context = { ...fakePorts({}), offline: false, advisories: SETTINGS, serviceUrl: server.url, root: '/repo' };
    const report = await createScaEngine().scan(tree, context);
    expect(report.notLookedAt).toEqual([
      { path: 'package-lock.json', why: 'cannot be read: there is no package-lock.json' },
    ]);
  });
});

describe('an advisory service that cannot be asked', () => {
  test('leaves the report incomplete, and what is known in it', async () => {
    const report = await scan(
      { 'package-lock.json': APP },
      { http: new FakeHttp(), serviceUrl: 'https://api.osv.dev' },
    );
    expect(report).toMatchObject({ results: [], advisoriesDigest: undefined });
    expect(report.incomplete).toEqual({
      why: 'could not reach the advisory service at api.osv.dev, and 3 of 3 packages have no answer in the cache that is younger than 24 h',
      remedy: 'allow the host, or put a copy of the advisories into advisories.folders',
    });
  });

  test('is not needed where no package has a version', async () => {
    const report = await scan({ 'requirements.txt': 'requests' }, { http: new FakeHttp() });
    expect(report.incomplete).toBeUndefined();
  });
});

describe('hostile texts', () => {
  test('of advisories reach nobody unprintable', async () => {
    const evil = '\u001b[2J::error::x\u202e';
    const record = {
      id: 'GHSA-0000-0000-0000',
      summary: `Bad ${evil} in lodash`,
      affected: [{ package: { ecosystem: 'npm', name: 'lodash' }, versions: ['4.17.15'] }],
    };
    const ports = fakePorts({});
    ports.files.addFile('/repo/adv/npm/a.json', JSON.stringify(record));
    const advisories = { ...SETTINGS, service: false, folders: ['adv'] };
    const { results } = await scan({ 'package-lock.json': APP }, { files: ports.files, advisories });
    expect(results.map(({ message }) => message)).toEqual([
      'lodash 4.17.15: bad \\x1b[2J::error::x\\u{202e} (GHSA-0000-0000-0000)',
    ]);
    expect(results[0]?.remediation?.text).toContain('there is no fix yet');
  });
});

test('the engine changes its digest with its revision alone', () => {
  expect(createScaEngine().rulesDigest).toBe(createScaEngine().rulesDigest);
  expect(createScaEngine().rulesDigest).toMatch(/^[0-9a-f]{64}$/);
});

describe('lockfiles of other package managers', () => {
  const YARN = '# yarn lockfile v1\n\nlodash@^4.0.0:\n  version "4.17.15"\n';
  const found = async (files: Readonly<Record<string, string>>) =>
    (await scan(files)).results.map(({ path, region, package: item, rule }) =>
      [path, region?.startLine, item?.name, rule.id, ...(item?.development ? ['dev'] : [])].join(' '),
    );

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['Yarn', { 'yarn.lock': YARN }, ['yarn.lock 3 lodash CVE-2020-8203', 'yarn.lock 3 lodash CVE-2021-23337']],
    [
      'Yarn beside its package.json',
      { 'web/yarn.lock': YARN, 'web/package.json': '{"devDependencies": {"lodash": "^4.0.0"}}' },
      ['web/yarn.lock 3 lodash CVE-2020-8203 dev', 'web/yarn.lock 3 lodash CVE-2021-23337 dev'],
    ],
    [
      'pnpm',
      { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\npackages:\n  lodash@4.17.15:\n    resolution: {integrity: x}\n" },
      ['pnpm-lock.yaml 3 lodash CVE-2020-8203', 'pnpm-lock.yaml 3 lodash CVE-2021-23337'],
    ],
    [
      'uv, by the name that PyPI compares',
      {
        'uv.lock':
          'version = 1\n[[package]]\nname = "Requests"\nversion = "2.20.0"\nsource = { registry = "https://index.example.org/simple" }\n',
      },
      ['uv.lock 3 requests CVE-2023-32681'],
    ],
    [
      'go.sum before Go 1.17',
      { 'go.mod': 'module m\ngo 1.16\n', 'go.sum': 'golang.org/x/net v0.0.0-20210101000000-aaaaaaaaaaaa h1:x\n' },
      ['go.sum 1 golang.org/x/net CVE-2022-27664'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await found(files)).toEqual(expected);
  });
});

describe('a tree made to exhaust us', () => {
  const offline = { offline: true, advisories: { ...SETTINGS, service: false } };
  const pins = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}==1`).join('\n');

  test('is looked at up to a number of packages, and never green', async () => {
    const report = await scan(
      { 'a/requirements.txt': pins(300_001, 'a'), 'b/requirements.txt': pins(1, 'b'), 'Cargo.lock': 'version = 4\n' },
      offline,
    );
    expect(report.notLookedAt).toContainEqual({
      path: 'b/requirements.txt',
      why: 'the manifests before it name too many packages',
    });
    expect(report.incomplete).toBeDefined();
  }, 30_000);

  test('a chain of a thousand includes is not followed on, and never green', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1100 }, (_, index) => [`r/${index}.in`, `-r ${index + 1}.in\n`]),
    );
    const report = await scan({ ...files, 'requirements.txt': '-r r/0.in\n', 'r/1100.in': 'flask==1.0\n' }, offline);
    expect(report.incomplete).toMatchObject({ why: expect.stringContaining('include too much') });
  });

  test('the same packages in circles are one each', async () => {
    const report = await scan({
      'package-lock.json': lock({
        '': { dependencies: { lodash: '4' } },
        'node_modules/lodash': { version: '4.17.15', dependencies: { handlebars: '1' } },
        'node_modules/handlebars': { version: '1.0.0', dependencies: { lodash: '4', handlebars: '1' } },
      }),
    });
    const lodash = report.results.filter((result) => result.package?.name === 'lodash');
    expect(new Set(lodash.map(({ rule }) => rule.id)).size).toBe(lodash.length);
    expect(lodash.length).toBeGreaterThan(0);
  });
});
