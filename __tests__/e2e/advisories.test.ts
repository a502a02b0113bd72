/** The advisory service, real and misbehaving, over its own protocol on loopback. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OsvFault, type OsvServer, startOsvServer } from '../support/osv-server.ts';
import { gatehouseAsync, makeFolder, ROOT, removeFolders } from './program.ts';

const ADVISORIES = process.env['GATEHOUSE_TEST_ADVISORIES'];
const EXAMPLE = `${ROOT}/examples/vulnerable-app/security/advisories`;

let server: OsvServer;
beforeAll(async () => {
  server = await startOsvServer(EXAMPLE);
});
afterAll(async () => {
  await server.close();
  removeFolders();
});

interface Report {
  readonly verdict: string;
  readonly incomplete: readonly { readonly category: string; readonly why: string; readonly remedy?: string }[];
  readonly findings: readonly unknown[];
}

async function scan(folder: string, { cache, url }: { readonly cache?: string; readonly url?: string } = {}) {
  const env = { GATEHOUSE_OSV_URL: url ?? server.url, ...(cache !== undefined && { GATEHOUSE_CACHE: cache }) };
  const run = await gatehouseAsync(['scan', folder, '--format', 'json', '--timeout', '40'], { env });
  return { ...run, report: JSON.parse(run.stdout) as Report };
}

const vulnerable = (): string => makeFolder({ 'requirements.txt': 'pyyaml==5.3.1\n' });
const clean = (): string => makeFolder({ 'requirements.txt': 'click==8.1.7\n' });

describe('with the service', () => {
  test('a vulnerable package blocks, and one without an advisory passes', async () => {
    expect((await scan(vulnerable())).status).toBe(1);
    expect((await scan(clean())).status).toBe(0);
  });
});

describe('without it', () => {
  test('an answer of a day is complete with a note, and nothing at all is incomplete with the ways out', async () => {
    const cache = makeFolder();
    const folder = clean();
    const gone = await startOsvServer(EXAMPLE);
    await scan(folder, { cache, url: gone.url });
    await gone.close();
    expect((await scan(folder, { cache, url: gone.url })).status).toBe(0);
    const { status, report } = await scan(folder, { url: gone.url });
    expect(status).toBe(3);
    expect(report.incomplete[0]?.why).toMatch(/^could not reach the advisory service at 127\.0\.0\.1:/);
    expect(report.incomplete[0]?.remedy).toContain('advisories.folders');
  });

  const FAULTS: readonly OsvFault[] = [
    'refuse',
    'rate-limit',
    'server-error',
    'not-found',
    'cut',
    'half-json',
    'html',
    'other-json',
    'too-few-results',
    'no-ids',
    'endless-pages',
  ];
  // Side by side, each with a service of its own: the program's own patience with a service takes seconds.
  test.concurrent.each(FAULTS)('a service that misbehaves (%s) leaves sca incomplete, and only sca', async (fault) => {
    const own = await startOsvServer(EXAMPLE);
    own.misbehave(fault);
    try {
      const { status, report } = await scan(vulnerable(), { url: own.url });
      expect(status).toBe(3);
      expect(report.incomplete.map(({ category }) => category)).toEqual(['sca']);
    } finally {
      await own.close();
    }
  });
});

describe('Gatehouse on itself', () => {
  const real = ADVISORIES !== undefined && existsSync(ADVISORIES) ? test : test.skip;

  real(
    'passes with real advisories from a service (NOT TESTED unless GATEHOUSE_TEST_ADVISORIES names a folder of them)',
    async () => {
      const own = await startOsvServer(ADVISORIES ?? '');
      try {
        const { status, report, stderr } = await scan(ROOT, { url: own.url });
        expect({
          findings: report.findings.filter((finding) => (finding as { disposition: string }).disposition === 'block'),
          stderr,
        }).toMatchObject({ findings: [] });
        expect(status).toBe(0);
        expect([...own.askedNames]).toContain('zod');
      } finally {
        await own.close();
      }
    },
  );

  test('is incomplete in sca alone where the service does not answer', async () => {
    const { status, report } = await scan(ROOT, { url: 'http://127.0.0.1:9' });
    expect(report.incomplete.map(({ category }) => category)).toEqual(['sca']);
    expect(status).toBe(3);
  });
});
