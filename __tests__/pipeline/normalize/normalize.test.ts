import { describe, expect, test } from '@jest/globals';
import type { Advisory } from '../../../src/model/advisory.ts';
import type { ScanStatus } from '../../../src/model/scan-status.ts';
import type { EmbeddedScanner } from '../../../src/scanners/contract.ts';
import { FakeFiles, fakePorts } from '../../support/fake-ports.ts';
import { fileSetOf } from '../../support/file-set.ts';
import { externalScanner, ownScanner } from '../../support/scanners.ts';
import { settingsWith } from '../../support/settings.ts';
import { engineScan, entry, finished, normalizeOver, plainScanner, sarif, secret } from './finished.ts';

const FILES = { 'src/a.ts': 'one\n  two();\nthree\n', 'src/b.ts': 'b\n' };
const LINE_2 = { startLine: 2, startColumn: 3, endColumn: 8 };

describe('the status of a scan', () => {
  const scanner = plainScanner();
  const failed: ScanStatus = { state: 'failed', why: 'ended with status 2' };
  test.each([
    ['stays ok with a report', sarif({ results: [] }), undefined, { state: 'ok' }],
    [
      'is failed over half a report',
      { ...sarif({}), bytes: Buffer.from('{"version"') },
      undefined,
      { state: 'failed', why: 'wrote a report that breaks off (line 1, byte 10)' },
    ],
    [
      'is failed without a report',
      { kind: 'none' as const },
      undefined,
      { state: 'failed', why: 'ended without a report' },
    ],
    [
      'is failed when the report says so',
      sarif({ results: [], invocations: [{ executionSuccessful: false }] }),
      undefined,
      { state: 'failed', why: 'reports that it did not succeed' },
    ],
    [
      'is failed over results that are null',
      sarif({ results: null }),
      undefined,
      { state: 'failed', why: 'says that it could not look (its results are null)' },
    ],
    [
      'is failed over a result that is lost',
      sarif({ results: ['?'] }),
      undefined,
      { state: 'failed', why: 'wrote 1 result that cannot be read (the first at runs[0].results[0])' },
    ],
    ['stays what it was when it had already failed', { ...sarif({}), bytes: Buffer.from('{') }, failed, failed],
    [
      'stays skipped without a report',
      { kind: 'none' as const },
      { state: 'skipped', why: 'no Python file here' } as const,
      { state: 'skipped', why: 'no Python file here' },
    ],
  ])('%s', async (_name, report, status, expected) => {
    const { scans } = await normalizeOver(FILES, [finished(scanner, report, status && { status })]);
    expect(scans).toMatchObject([{ scanner: 'acme', status: expected }]);
  });

  test('keeps the results of a scan that failed', async () => {
    const report = sarif({ results: [entry('src/a.ts', LINE_2), 7] });
    const { scans, results } = await normalizeOver(FILES, [finished(scanner, report, { status: failed })]);
    expect(scans[0]?.status).toEqual(failed);
    expect(results).toHaveLength(1);
  });

  test('of one scan never touches another', async () => {
    const broken = finished(externalScanner('broken'), { ...sarif({}), bytes: Buffer.from('') });
    const good = finished(scanner, sarif({ results: [entry('src/a.ts', LINE_2)] }));
    const { scans, results } = await normalizeOver(FILES, [broken, good]);
    expect(scans.map(({ scanner: name, status, results: number }) => [name, status.state, number])).toEqual([
      ['acme', 'ok', 1],
      ['broken', 'failed', 0],
    ]);
    expect(results).toHaveLength(1);
  });
});

describe('files that a scanner leaves out for their names', () => {
  const leavesOut = ({ path }: { readonly path: string }) => path.startsWith('vendor/');
  const files = { ...FILES, 'vendor/b.ts': '', 'vendor/a.ts': '' };

  test('are counted, and noted with the first of them', async () => {
    const own = engineScan([secret('src/a.ts', LINE_2)], { notes: ['from the cache'] });
    const scanner = { ...own.scanner, leavesOut } as EmbeddedScanner;
    const { scans } = await normalizeOver(files, [{ ...own, scanner }]);
    expect(scans).toMatchObject([
      {
        leftOut: 2,
        notes: ['from the cache', 'left out 2 files that others wrote or tools built (first vendor/a.ts)'],
      },
    ]);
  });

  test('are none without such files, or without such names', async () => {
    const own = engineScan([secret('src/a.ts', LINE_2)]);
    const scanner = { ...own.scanner, leavesOut } as EmbeddedScanner;
    const { scans } = await normalizeOver(FILES, [{ ...own, scanner }]);
    expect(scans.map((one) => [one.leftOut, one.notes])).toEqual([[undefined, []]]);
    expect((await normalizeOver(files, [own])).scans[0]?.notes).toEqual([]);
  });
});

describe('the record', () => {
  test('holds a complete result', async () => {
    const scan = finished(plainScanner(), sarif({ results: [{ ...entry('src/a.ts', LINE_2), level: 'error' }] }));
    const { results } = await normalizeOver(FILES, [scan]);
    expect(results).toEqual([
      {
        scanner: 'acme',
        scannerVersion: '1.2.3',
        category: 'sast',
        rule: { id: 'R1', title: 'R1', cwes: [] },
        message: 'something is wrong',
        claims: { level: 'error' },
        location: { path: 'src/a.ts', region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 8 } },
        advisories: [],
        snippet: '  two();',
        fingerprints: ['g1:3a5e664107de73e9f311f47910b4d277'],
        lineHash: '6857e2f3f6cc3145:1',
        allowed: undefined,
      },
    ]);
  });

  test('survives JSON', async () => {
    const record = await normalizeOver(FILES, [
      finished(plainScanner(), sarif({ results: [entry('src/a.ts', LINE_2)] })),
    ]);
    const { digests, results, ...rest } = record;
    expect(JSON.parse(JSON.stringify(rest))).toEqual(rest);
  });

  test('is the same whatever order scans and results come in, the run apart', async () => {
    const entries = [
      entry('src/b.ts', { startLine: 1 }),
      entry('src/a.ts', LINE_2),
      entry('src/a.ts', { startLine: 1 }, 'R2'),
      entry('src/a.ts', { startLine: 1 }),
    ];
    const scan = (results: readonly object[]) => finished(plainScanner(), sarif({ results }));
    const secrets = engineScan([secret('src/a.ts', LINE_2)]);
    const { run: _one, ...one } = await normalizeOver(FILES, [scan(entries), secrets]);
    const { run: _other, ...other } = await normalizeOver(FILES, [secrets, scan([...entries].reverse())]);
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(
      one.results.map(
        ({ location, scanner, rule }) => `${location.path}:${location.region.startLine} ${scanner} ${rule.id}`,
      ),
    ).toEqual([
      'src/a.ts:1 acme R1',
      'src/a.ts:1 acme R2',
      'src/a.ts:2 acme R1',
      'src/a.ts:2 gatehouse-secrets github-token',
      'src/b.ts:1 acme R1',
    ]);
  });

  test('says what had to be done to which report', async () => {
    const results = [
      entry('src/a.ts', undefined),
      entry('src/a.ts', { startLine: 99 }),
      entry('src/a.ts', { startLine: 88 }),
      entry('gone.ts', LINE_2),
      entry('/etc/passwd', LINE_2),
      { ruleId: 'R1' },
    ];
    const { scans, results: kept } = await normalizeOver(FILES, [finished(plainScanner(), sarif({ results }))]);
    expect(scans[0]).toMatchObject({
      results: 6,
      repairs: [
        '1 result without a message',
        '2 results beyond the end of the file',
        '1 result naming a file that is not there',
        '1 result outside the scanned folder, dropped',
        '1 result without a line',
        '1 result without a place',
      ],
    });
    expect(kept.map(({ location }) => `${location.path}:${location.region.startLine}`)).toEqual([
      '.:1',
      'gone.ts:2',
      'src/a.ts:1',
      'src/a.ts:3',
      'src/a.ts:3',
    ]);
  });

  test('counts what is excluded and leaves it out', async () => {
    const fileSet = { ...fileSetOf(Object.keys(FILES)), excludes: (path: string) => path.startsWith('src/b') };
    const results = ['src/a.ts', 'src/b.ts', './src/b.ts'].map((path) => entry(path, { startLine: 1 }));
    const record = await normalizeOver(FILES, [finished(plainScanner(), sarif({ results }))], { fileSet });
    expect(record).toMatchObject({
      excluded: 2,
      results: [{ location: { path: 'src/a.ts' } }],
      scans: [{ results: 3, repairs: [] }],
    });
  });

  test('finds a file whose name looks percent-encoded, for tools that encode and for tools that do not', async () => {
    const files = { 'a%41.ts': 'x\n', 'bB.ts': 'x\n' };
    const results = ['a%2541.ts', 'a%41.ts', 'b%42.ts'].map((uri) => entry(uri, { startLine: 1 }));
    const record = await normalizeOver(files, [finished(plainScanner(), sarif({ results }))]);
    expect(record.results.map(({ location }) => location.path)).toEqual(['a%41.ts', 'a%41.ts', 'bB.ts']);
  });

  test('counts columns as the report says, else as the scanner does', async () => {
    const files = { 'a.ts': 'é call()\n' };
    const places = { startLine: 1, startColumn: 4, endColumn: 10 };
    const inBytes = finished(plainScanner({ columnUnit: 'bytes' }), sarif({ results: [entry('a.ts', places)] }));
    const saysSo = finished(
      plainScanner({ columnUnit: 'bytes' }),
      sarif({ columnKind: 'utf16CodeUnits', results: [entry('a.ts', places)] }),
    );
    const columns = async (scan: typeof inBytes) =>
      (await normalizeOver(files, [scan])).results[0]?.location.region.startColumn;
    expect(await columns(inBytes)).toBe(3);
    expect(await columns(saysSo)).toBe(4);
  });

  test('lists what nobody looked at once, and takes in what tools could not read', async () => {
    const fileSet = { ...fileSetOf(Object.keys(FILES)), notLookedAt: [{ path: 'z.bin', why: 'too large' }] };
    const invocations = [
      {
        executionSuccessful: true,
        toolConfigurationNotifications: ['./src/b.ts', '/usr/lib/x.py'].map((uri) => ({
          level: 'error',
          message: { text: 'syntax error.' },
          locations: [{ physicalLocation: { artifactLocation: { uri } } }],
        })),
        toolExecutionNotifications: [{ level: 'error', message: { text: 'rules are old' } }],
      },
    ];
    const same = [
      { path: 'src/a.ts', why: 'no UTF-8' },
      { path: 'src/a.ts', why: 'no UTF-8' },
    ];
    const scans = [
      finished(plainScanner(), sarif({ results: [], invocations })),
      engineScan([], { notLookedAt: same, notes: ['from the cache'] }),
    ];
    const record = await normalizeOver(FILES, scans, { fileSet });
    expect(record.notLookedAt).toEqual([
      { path: 'src/a.ts', why: 'no UTF-8' },
      { path: 'src/b.ts', why: 'syntax error' },
      { path: 'z.bin', why: 'too large' },
    ]);
    expect(record.scans.map(({ notes }) => notes)).toEqual([['rules are old'], ['from the cache']]);
  });

  test('reads each file once, however many results it has', async () => {
    const files = new FakeFiles({ '/repo/src/a.ts': FILES['src/a.ts'], '/repo/src/b.ts': 'b\n' });
    const results = [1, 2, 3].map((startLine) => entry('src/a.ts', { startLine }));
    const scans = [finished(plainScanner(), sarif({ results })), engineScan([secret('src/a.ts', LINE_2)])];
    await normalizeOver(FILES, scans, { ports: fakePorts({ files }) });
    expect(files.calls).toMatchObject({ read: 1, stat: 0 });
  });

  test('has a digest over the rules of all engines, and the facts of the run under one key', async () => {
    const one = await normalizeOver(FILES, [engineScan([])]);
    const other = await normalizeOver(FILES, [engineScan([], { rulesDigest: 'newer rules' })]);
    expect(one.digests.rules).toMatch(/^[0-9a-f]{64}$/);
    expect(other.digests.rules).not.toBe(one.digests.rules);
    expect(one.run).toEqual({
      startedAt: '2025-12-31T23:59:59.990Z',
      durationMs: 10,
      scanners: { 'gatehouse-secrets': { startedMs: 0, durationMs: 10 } },
    });
  });

  test('carries each advisory once, sorted, and the digest of their data', async () => {
    const advisory = (id: string): Advisory => ({
      id,
      aliases: [],
      summary: id,
      cvss: undefined,
      word: undefined,
      malicious: false,
      cwes: [],
      url: `https://osv.dev/${id}`,
    });
    const report = { advisories: ['GHSA-b', 'GHSA-a', 'GHSA-b'].map(advisory), advisoriesDigest: 'd1' };
    const record = await normalizeOver(FILES, [engineScan([], report)]);
    expect(record.advisories.map(({ id }) => id)).toEqual(['GHSA-a', 'GHSA-b']);
    expect(record.digests.advisories).toBe('d1');
  });
});

describe('a user’s own scanner', () => {
  const own = ownScanner('house-lint', ['house-lint']);
  const rules = [
    { id: 'R1', shortDescription: { text: 'Rule one' }, properties: { 'security-severity': '8.1', tags: ['CWE-79'] } },
  ];
  test('is taken at its word', async () => {
    const run = {
      tool: { driver: { name: 'House', rules } },
      results: [{ ...entry('src/a.ts', LINE_2), level: 'error' }],
    };
    const { results } = await normalizeOver(FILES, [finished(own, sarif(run))]);
    expect(results).toMatchObject([
      {
        scanner: 'house-lint',
        category: 'sast',
        rule: { id: 'R1', title: 'Rule one', cwes: ['CWE-79'] },
        claims: { level: 'error', score: 8.1, trustedLevel: true },
      },
    ]);
  });

  test('may suppress its results, which is noted; a scanner that we know may not', async () => {
    const results = [{ ...entry('src/a.ts', LINE_2), suppressions: [{ kind: 'inSource' }] }];
    const byOwn = await normalizeOver(FILES, [finished(own, sarif({ results }))]);
    expect(byOwn).toMatchObject({
      results: [],
      scans: [{ results: 0, notes: ['left out because the report marks them as suppressed: 1'] }],
    });
    const byOther = await normalizeOver(FILES, [finished(plainScanner(), sarif({ results }))]);
    expect(byOther).toMatchObject({ results: [{ rule: { id: 'R1' } }], scans: [{ notes: [] }] });
  });

  test('is helped by the crosswalk when its report is by a tool that we know', async () => {
    const secrets = { ...own, category: 'secrets' as const };
    const run = { tool: { driver: { name: 'Gitleaks' } }, results: [entry('src/a.ts', LINE_2, 'github-pat')] };
    const { results } = await normalizeOver(FILES, [finished(secrets, sarif(run))]);
    expect(results).toMatchObject([{ family: 'github-token', claims: { rule: 'high' } }]);
  });
});

describe('empty categories', () => {
  test('say why nothing ran, and a gap is none of them', async () => {
    const skipped = finished(
      plainScanner({ category: 'iac' }),
      { kind: 'none' },
      { status: { state: 'skipped', why: 'no Terraform file here' } },
    );
    const missing = finished(
      externalScanner('grype', { category: 'container' }),
      { kind: 'none' },
      {
        status: { state: 'unavailable', why: 'is not installed', remedy: 'install it' },
        required: false,
      },
    );
    const gap = finished(
      externalScanner('semgrep'),
      { kind: 'none' },
      { status: { state: 'timed-out', why: 'timed out after 120 s' } },
    );
    const { emptyCategories } = await normalizeOver(FILES, [skipped, missing, gap, engineScan([])], {
      settings: settingsWith({ categories: ['sast', 'sca', 'iac', 'container', 'secrets'] }),
    });
    expect(emptyCategories).toEqual([
      { category: 'sca', why: 'profile embedded has no scanner for it' },
      { category: 'iac', why: 'no Terraform file here' },
      { category: 'container', why: 'grype: is not installed' },
      { category: 'supply-chain', why: 'not asked for' },
    ]);
  });
});
