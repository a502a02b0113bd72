import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { KnownMalicious } from '../../../src/engines/known-malicious.ts';
import { PlatformError } from '../../../src/model/errors.ts';
import { acquire } from '../../../src/pipeline/acquire.ts';
import type { PlannedScan, SettledScan } from '../../../src/pipeline/plan-types.ts';
import type { ProcessEnd } from '../../../src/ports/processes.ts';
import type { Scanner } from '../../../src/scanners/contract.ts';
import { exited, FakeFiles, FakeProcesses, FakeTools, fakePorts, killed, timedOut } from '../../support/fake-ports.ts';
import { fileSetOf } from '../../support/file-set.ts';
import { embeddedScanner, externalScanner, fileEngine, ownScanner } from '../../support/scanners.ts';

const fileSet = fileSetOf(['a.ts']);
const goodBinary = 'a program';
const badBinary = 'a credential stealer';
const malicious: KnownMalicious = {
  tools: [
    {
      tool: 'acme',
      versions: ['0.69.4', '0.69.5'],
      sha256: [createHash('sha256').update(badBinary).digest('hex')],
      date: '2026-03-19',
      reason: 'stolen credentials',
      source: 'https://example.com',
    },
  ],
  actions: [],
};
const install = 'pip install acme';
const cure = `remove it, rotate what it could read, and install another release: ${install}`;

const planned = (scanner: Scanner, changed: Partial<PlannedScan> = {}): PlannedScan => ({
  scanner,
  required: true,
  files: fileSet.files,
  extraArgs: [],
  programPath: undefined,
  timeoutMs: 60_000,
  ...changed,
});

/** A machine with `acme` on PATH that answers so when it is run. */
function machine(answer: ProcessEnd, { binary = goodBinary, file = '/usr/bin/acme' } = {}) {
  const files = new FakeFiles({ [file]: binary });
  const processes = new FakeProcesses();
  processes.script(file, answer);
  return fakePorts({ files, processes, tools: new FakeTools([{ program: 'acme', file, origin: 'path' }]) });
}

async function acquireOne(scan: PlannedScan, ports: ReturnType<typeof machine>) {
  const { ready, settled } = await acquire({ scans: [scan], settled: [] }, fileSet, ports, malicious);
  expect(ready.length + settled.length).toBe(1);
  return { ready: ready[0], status: settled[0]?.status };
}

const acme = externalScanner('acme');

describe('an external scanner', () => {
  test('is ready with its program, its version and where it was found', async () => {
    const { ready } = await acquireOne(planned(acme), machine(exited(0, { stdout: 'acme 1.2.3 (go1.24)\n' })));
    expect(ready).toMatchObject({ program: '/usr/bin/acme', version: '1.2.3', origin: 'path', scanner: acme });
  });

  test('comes from the tool cache when it is there', async () => {
    const tools = new FakeTools([{ program: 'acme', file: '/cache/acme/1.2.3/x64/acme', origin: 'tool-cache' }]);
    const ports = machine(exited(0, { stdout: '1.2.3' }), { file: '/cache/acme/1.2.3/x64/acme' });
    expect((await acquireOne(planned(acme), { ...ports, tools })).ready).toMatchObject({ origin: 'tool-cache' });
  });

  test('comes from where the configuration says, whatever is on PATH', async () => {
    const ports = machine(exited(0, { stdout: '1.2.3' }), { file: '/opt/acme' });
    const { ready } = await acquireOne(planned(acme, { programPath: '/opt/acme' }), ports);
    expect(ready).toMatchObject({ program: '/opt/acme', origin: 'configuration' });
  });

  test('is asked for its version away from the tree, without anything of ours, for half a minute at most', async () => {
    const ports = machine(exited(0, { stdout: '1.2.3' }));
    await acquireOne(planned(acme), ports);
    expect(ports.processes.calls).toEqual([
      {
        command: {
          file: '/usr/bin/acme',
          args: ['--version'],
          cwd: '/tmp/acme-version-1',
          env: { PATH: '/usr/bin', HOME: '/tmp/acme-version-1', TMPDIR: '/tmp/acme-version-1', LANG: 'C.UTF-8' },
        },
        limits: { timeoutMs: 30_000, maxOutputBytes: 65_536 },
      },
    ]);
    expect(ports.files.has('/tmp/acme-version-1')).toBe(false);
  });

  test.each<[string, ProcessEnd, string | undefined]>([
    ['on standard error', exited(0, { stderr: 'version: 4.5.6' }), '4.5.6'],
    ['with a failing status', exited(2, { stdout: '4.5.6' }), '4.5.6'],
    ['and hangs afterwards', timedOut({ stdout: '4.5.6' }), '4.5.6'],
    ['in no form that is known', exited(0, { stdout: 'a development build' }), undefined],
    ['never, because it crashes', killed('SIGSEGV'), undefined],
  ])('that says its version %s is ready', async (_, answer, version) => {
    const other = externalScanner('other', { program: 'acme' });
    const ports = machine(answer);
    const { ready } = await acquire({ scans: [planned(other)], settled: [] }, fileSet, ports, {
      tools: [],
      actions: [],
    });
    expect(ready[0]?.version).toBe(version);
  });

  test('may be told by its adapter to keep quiet while it is asked', async () => {
    const version = { args: ['--version'], env: { ACME_UPDATE_CHECK: 'off' }, pattern: /(\d+)/ };
    const ports = machine(exited(0, { stdout: '7' }));
    await acquireOne(planned(externalScanner('acme', { version })), ports);
    expect(ports.processes.calls[0]?.command.env).toMatchObject({ ACME_UPDATE_CHECK: 'off', LANG: 'C.UTF-8' });
  });

  test('has a printable version, whatever it writes', async () => {
    const loud = externalScanner('loud', { program: 'acme', version: { args: [], pattern: /^(.*)$/s } });
    const ports = machine(exited(0, { stdout: `1.0\u001b[31m\n::error::${'9'.repeat(100)}` }));
    const { ready } = await acquire({ scans: [planned(loud)], settled: [] }, fileSet, ports, {
      tools: [],
      actions: [],
    });
    expect(ready[0]?.version).toMatch(/^1\.0\\x1b\[31m\\x0a::error::9+…$/);
  });
});

describe('a scanner that cannot be had', () => {
  test('is unavailable with the command that installs it', async () => {
    const { status } = await acquireOne(planned(acme), fakePorts({}));
    expect(status).toEqual({ state: 'unavailable', why: 'is not installed', remedy: install });
  });

  test('is unavailable when it cannot be started', async () => {
    const { status } = await acquireOne(planned(acme), machine({ kind: 'not-started', why: 'it is no program' }));
    expect(status).toEqual({ state: 'unavailable', why: 'could not be started: it is no program', remedy: install });
  });

  test.each([
    ['is missing', '/opt/none', 'was not found: /opt/none is not there'],
    ['is a folder', '/opt', 'was not found: /opt is no file'],
    ['lies in a closed folder', '/opt/closed/acme', 'was not found: /opt/closed/acme could not be looked at'],
  ])('says which configured path %s', async (_, programPath, why) => {
    const ports = machine(exited(0), { file: '/opt/closed/acme' });
    ports.files.forbid('/opt/closed');
    const { status } = await acquireOne(planned(acme, { programPath }), ports);
    expect(status).toEqual({ state: 'unavailable', why, remedy: 'correct scanners.acme.path, or leave it out' });
  });

  test('does not take its siblings with it', async () => {
    const files = new FakeFiles({ '/usr/bin/acme': goodBinary });
    files.makeTemporaryFolder = async () => Promise.reject(new PlatformError('full', 'no space is left'));
    const ports = fakePorts({ files, tools: new FakeTools(['acme']) });
    const engine = embeddedScanner(fileEngine('engine'));
    const skipped: SettledScan = { scanner: acme, required: true, status: { state: 'skipped', why: 'nothing' } };
    const plan = { scans: [planned(acme), planned(engine)], settled: [skipped] };
    const { ready, settled } = await acquire(plan, fileSet, ports, malicious);
    expect(ready.map(({ scanner }) => scanner.name)).toEqual(['engine']);
    expect(settled).toEqual([
      skipped,
      { scanner: acme, required: true, status: { state: 'failed', why: 'could not be prepared: no space is left' } },
    ]);
  });
});

describe('a release known to be malicious', () => {
  const refused = (why: string) => ({ state: 'unavailable', why: `was found ${why}`, remedy: cure });

  test('is never started when its digest is known', async () => {
    const ports = machine(exited(0, { stdout: '1.2.3' }), { binary: badBinary });
    const { status } = await acquireOne(planned(acme), ports);
    expect(status).toEqual(refused('on PATH, a release known to be malicious (2026-03-19): it was not run'));
    expect(ports.processes.calls).toEqual([]);
  });

  test('is never started when its path names the release, through links too', async () => {
    const ports = machine(exited(0, { stdout: '1.2.3' }), { file: '/opt/acme/v0.69.4/bin/acme' });
    ports.files.addLink('/usr/bin/acme', '/opt/acme/v0.69.4/bin/acme');
    const { status } = await acquireOne(planned(acme), { ...ports, tools: new FakeTools(['acme']) });
    expect(status).toEqual(refused('as 0.69.4 on PATH, a release known to be malicious (2026-03-19): it was not run'));
    expect(ports.processes.calls).toEqual([]);
  });

  test.each(['0.69.5', 'v0.69.5', '0.69.5-linux', '0.69.5+build'])(
    'is not used when it says that it is %s',
    async (version) => {
      const scanner = externalScanner('acme', { version: { args: ['--version'], pattern: /(\S+)$/ } });
      const { status, ready } = await acquireOne(planned(scanner), machine(exited(0, { stdout: `acme ${version}` })));
      expect(ready).toBeUndefined();
      expect(status).toMatchObject({
        state: 'unavailable',
        why: expect.stringMatching(
          /^was found as 0\.69\.5\S* on PATH, a release known to be malicious .*nothing else$/,
        ),
      });
    },
  );

  test.each(['0.69.3', '0.69.40', '10.69.4', '0.72.0'])('is not mistaken for %s', async (version) => {
    const { ready } = await acquireOne(planned(acme), machine(exited(0, { stdout: version })));
    expect(ready?.version).toBe(version);
  });

  test('cannot hide by keeping its version to itself', async () => {
    const { status } = await acquireOne(planned(acme), machine(exited(0, { stdout: 'hello' })));
    expect(status).toMatchObject({
      state: 'unavailable',
      why: 'did not say its version, and 0.69.4, 0.69.5 are known to be malicious',
    });
  });

  test('cannot hide by being unreadable', async () => {
    const ports = machine(exited(0, { stdout: '1.2.3' }));
    ports.files.forbid('/usr/bin/acme');
    const { status } = await acquireOne(planned(acme), ports);
    expect(status).toMatchObject({ state: 'unavailable', why: expect.stringContaining('could not be checked') });
    expect(ports.processes.calls).toEqual([]);
  });

  test.each([
    [
      'by the tool cache',
      { program: 'acme', file: '/cache/acme', origin: 'tool-cache' } as const,
      undefined,
      'in the tool cache',
    ],
    ['by the configuration', 'acme', '/opt/acme', 'at /opt/acme'],
  ])('is refused when it is given %s', async (_, tool, programPath, place) => {
    const files = new FakeFiles({ '/cache/acme': badBinary, '/opt/acme': badBinary });
    const ports = fakePorts({ files, tools: new FakeTools([tool]) });
    const { status } = await acquireOne(planned(acme, { programPath }), ports);
    expect(status).toEqual(refused(`${place}, a release known to be malicious (2026-03-19): it was not run`));
  });

  test('of the bundled list is refused', async () => {
    const trivy = externalScanner('trivy');
    const files = new FakeFiles({ '/usr/bin/trivy': goodBinary });
    const ports = fakePorts({ files, tools: new FakeTools(['trivy']) });
    ports.processes.script('/usr/bin/trivy', exited(0, { stdout: 'Version: 0.69.4' }));
    const { ready, settled } = await acquire({ scans: [planned(trivy)], settled: [] }, fileSet, ports);
    expect(ready).toEqual([]);
    expect(settled[0]?.status).toMatchObject({ why: expect.stringContaining('malicious (2026-03-19)') });
  });
});

describe('an engine', () => {
  test('is ready without a program', async () => {
    const { ready } = await acquireOne(planned(embeddedScanner(fileEngine('engine'))), fakePorts({}));
    expect(ready).toMatchObject({ origin: 'embedded', program: undefined, version: undefined });
  });
});

describe("a user's own scanner", () => {
  const own = (program: string) => planned(ownScanner('mine', [program, '{output}']));
  const remedy = 'install it, or correct scanners.mine.command';

  test.each([
    ['by name', 'acme'],
    ['by absolute path', '/usr/bin/acme'],
  ])('is found %s, and not run to ask for a version', async (_, program) => {
    const ports = machine(exited(0));
    const { ready } = await acquireOne(own(program), ports);
    expect(ready).toMatchObject({ program: '/usr/bin/acme', origin: 'configuration', version: undefined });
    expect(ports.processes.calls).toEqual([]);
  });

  test.each([
    ['is not on PATH', 'mine-scan', 'needs mine-scan, which is not on PATH', remedy],
    ['is not there', '/opt/none', 'was not found: /opt/none is not there', remedy],
    [
      'is relative',
      './scan.sh',
      'names its program by a relative path (./scan.sh)',
      'give an absolute path, or a name on PATH',
    ],
  ])('whose program %s is unavailable', async (_, program, why, cured) => {
    expect((await acquireOne(own(program), machine(exited(0)))).status).toEqual({
      state: 'unavailable',
      why,
      remedy: cured,
    });
  });

  test('is refused when it is a malicious release', async () => {
    const { status } = await acquireOne(own('acme'), machine(exited(0), { binary: badBinary }));
    expect(status).toMatchObject({ state: 'unavailable', why: expect.stringContaining('known to be malicious') });
  });
});
