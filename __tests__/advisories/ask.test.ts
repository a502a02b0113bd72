import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AdvisoryAnswer, type AdvisoryContext, askAdvisories } from '../../src/advisories/ask.ts';
import type { PackageVersion } from '../../src/advisories/package-key.ts';
import type { AdvisorySettings } from '../../src/model/advisory-settings.ts';
import { createHttp } from '../../src/platform/http.ts';
import type { Http } from '../../src/ports/http.ts';
import { FakeFiles } from '../support/fake-files.ts';
import { FakeCache, FakeClock, FakeHttp } from '../support/fake-ports.ts';
import { type OsvFault, type OsvServer, startOsvServer } from '../support/osv-server.ts';
import { zipOf } from '../support/zip-writer.ts';
import { ADVISORY_FOLDER, advisoryBytes } from './advisory-fixtures.ts';

const HOUR_MS = 3_600_000;
const LODASH: PackageVersion = { ecosystem: 'npm', name: 'lodash', version: '4.17.15' };
const CLEAN: PackageVersion = { ecosystem: 'npm', name: 'left-pad', version: '1.3.0' };
const REQUESTS: PackageVersion = { ecosystem: 'PyPI', name: 'requests', version: '2.20.0' };
const SETTINGS: AdvisorySettings = { service: true, folders: [], maxAgeMs: 24 * HOUR_MS, private: [] };
const LODASH_IDS = ['GHSA-35jh-r3h4-6jhm', 'GHSA-p6mc-m468-83gw'];

let server: OsvServer;
let clock: FakeClock;
let cache: FakeCache;

beforeAll(async () => {
  server = await startOsvServer(ADVISORY_FOLDER, { pageSize: 1 });
});
afterAll(() => server.close());
beforeEach(() => {
  server.misbehave(undefined);
  clock = new FakeClock();
  cache = new FakeCache(clock);
});

/** The real network, which does not wait between attempts. */
const patient = createHttp({ userAgent: 'test', sleep: async () => {} });
/** Gives up early: for a service that would be waited for. */
const impatient: Http = {
  send: (request) =>
    patient.send({
      ...request,
      timeoutMs: Math.min(request.timeoutMs, 50),
    }),
};
const httpFor = (fault: OsvFault) => (fault === 'hang' ? impatient : patient);

function context(changed: Partial<AdvisoryContext> = {}, settings: Partial<AdvisorySettings> = {}): AdvisoryContext {
  const files = new FakeFiles();
  const common = { offline: false, serviceUrl: server.url, root: '/repo', files, http: patient, cache };
  return { ...common, ...changed, settings: { ...SETTINGS, ...settings } };
}

function idsOf(answer: AdvisoryAnswer): readonly string[] {
  return [...answer.records.values()].flat().map(({ id }) => id);
}

describe('asking the service', () => {
  test('gives all pages of every package, with the records', async () => {
    const answer = await askAdvisories([LODASH, CLEAN, REQUESTS], context());
    expect(idsOf(answer)).toEqual([...LODASH_IDS, 'GHSA-j8r2-6x86-q33q', 'PYSEC-2023-74']);
    expect(answer).toMatchObject({ notes: [], incomplete: undefined, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('asks once for a package that stands in many places', async () => {
    const before = server.requests.length;
    await askAdvisories(
      Array.from({ length: 100 }, () => ({ ...CLEAN })),
      context(),
    );
    expect(server.requests.length - before).toBe(1);
  });

  test('splits many packages into questions that the service takes', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => ({ ...CLEAN, name: `clean-${index}` }));
    const before = server.requests.length;
    const answer = await askAdvisories([...many, LODASH], context());
    expect(idsOf(answer)).toEqual(LODASH_IDS);
    // Three batches, the second page of lodash with the third, and two records.
    expect(server.requests.slice(before).filter((line) => line.startsWith('POST')).length).toBe(4);
  });

  test('asks for nothing where there is nothing', async () => {
    await expect(askAdvisories([], context({ http: new FakeHttp() }))).resolves.toEqual({
      records: new Map(),
      notes: [],
      incomplete: undefined,
      digest: undefined,
    });
  });

  test('does not fetch a record again that it knows in this modification', async () => {
    await askAdvisories([LODASH], context());
    const before = server.requests.length;
    const again = await askAdvisories([LODASH], context());
    expect(idsOf(again)).toEqual(LODASH_IDS);
    expect(server.requests.slice(before).filter((line) => line.startsWith('GET'))).toEqual([]);
  });

  test('says the same whatever the order of the packages', async () => {
    const forth = await askAdvisories([LODASH, REQUESTS, CLEAN], context());
    const back = await askAdvisories([CLEAN, REQUESTS, LODASH], context());
    expect(back.digest).toBe(forth.digest);
    expect([...idsOf(back)].sort()).toEqual([...idsOf(forth)].sort());
  });

  test('sends a Python version without its local part', async () => {
    const answer = await askAdvisories([{ ...REQUESTS, version: '2.20.0+acme.1' }], context());
    expect(idsOf(answer)).toEqual(['GHSA-j8r2-6x86-q33q', 'PYSEC-2023-74']);
  });
});

describe('a service that fails', () => {
  const service = () => `the advisory service at ${new URL(server.url).host}`;

  test.each<[OsvFault, string]>([
    ['refuse', 'could not reach SERVICE'],
    ['hang', 'got no answer in time from SERVICE'],
    ['rate-limit', 'was told to wait by SERVICE (429, too many questions)'],
    ['server-error', 'got an error from SERVICE'],
    ['not-found', 'got an answer from SERVICE that has status 404'],
    ['cut', 'got half an answer from SERVICE'],
    ['half-json', 'got an answer from SERVICE that is not whole JSON'],
    ['html', 'got an answer from SERVICE that is not whole JSON'],
    ['other-json', 'got an answer from SERVICE that is not of the OSV protocol'],
    ['too-few-results', 'got an answer from SERVICE that has not one result per query'],
    ['no-ids', 'got an answer from SERVICE that is not of the OSV protocol'],
    ['endless-pages', 'got an answer from SERVICE that never ends its pages'],
  ])('by %s leaves the answer incomplete, with what happened and the ways out', async (fault, what) => {
    server.misbehave(fault, '/v1/querybatch');
    const answer = await askAdvisories([LODASH, REQUESTS], context({ http: httpFor(fault) }));
    expect(answer.incomplete).toEqual({
      why: `${what.replace('SERVICE', service())}, and 2 of 2 packages have no answer in the cache that is younger than 24 h`,
      remedy: 'allow the host, or put a copy of the advisories into advisories.folders',
    });
  });

  test.each<[OsvFault, string]>([
    ['refuse', 'could not reach SERVICE'],
    ['hang', 'got no answer in time from SERVICE'],
    ['not-found', 'got an answer from SERVICE that has status 404'],
    ['half-json', 'got an answer from SERVICE that is not whole JSON'],
    ['no-ids', 'got an answer from SERVICE that is not the record GHSA-'],
    ['wrong-record', 'got an answer from SERVICE that is not the record GHSA-'],
  ])('by %s at a record leaves the answer incomplete', async (fault, what) => {
    server.misbehave(fault, '/v1/vulns/');
    const answer = await askAdvisories([LODASH], context({ http: httpFor(fault) }));
    expect(answer.incomplete?.why).toContain(what.replace('SERVICE', service()));
    expect(answer.incomplete?.why).toMatch(/, and \d advisor(y|ies) could not be read$/);
  });

  test.each<OsvFault>(['refuse', 'half-json', 'endless-pages'])(
    'by %s is bridged by answers of the last day',
    async (fault) => {
      await askAdvisories([LODASH, CLEAN], context());
      clock.advance(3 * HOUR_MS);
      server.misbehave(fault);
      const answer = await askAdvisories([LODASH, CLEAN], context({ http: httpFor(fault) }));
      expect(idsOf(answer)).toEqual(LODASH_IDS);
      expect(answer.incomplete).toBeUndefined();
      expect(answer.notes).toEqual([
        expect.stringMatching(/^advisories from the cache, 3 h old \((could not|got) .* the advisory service at .*\)$/),
      ]);
    },
  );

  test('is not bridged by answers that are too old, nor by those on other packages', async () => {
    await askAdvisories([LODASH], context());
    clock.advance(25 * HOUR_MS);
    await askAdvisories([CLEAN], context());
    server.misbehave('refuse');
    const answer = await askAdvisories([LODASH, CLEAN, REQUESTS], context());
    expect(answer.incomplete?.why).toContain('2 of 3 packages have no answer in the cache');
  });

  test('is not bridged by answers of another service', async () => {
    await askAdvisories([LODASH], context());
    const answer = await askAdvisories([LODASH], context({ http: new FakeHttp(), serviceUrl: 'https://osv.example' }));
    expect(answer.incomplete?.why).toBe(
      'could not reach the advisory service at osv.example, and the only package has no answer in the cache that is younger than 24 h',
    );
  });

  test('keeps what it had answered before it failed', async () => {
    let left = 1;
    const once: Http = {
      send: (request) =>
        request.method === 'POST' && left-- <= 0 ? new FakeHttp().send(request) : patient.send(request),
    };
    const many = Array.from({ length: 1_000 }, (_, index) => ({ ...CLEAN, name: `clean-${index}` }));
    const answer = await askAdvisories([{ ...REQUESTS, version: '2.31.0' }, ...many, LODASH], context({ http: once }));
    expect(answer.incomplete?.why).toContain('2 of 1002 packages have no answer');
  });

  test.each(['{"id":', '[{"id":7}]', 'null', ''])(
    'is not bridged by a damaged entry of the cache: %s',
    async (damaged) => {
      await askAdvisories([CLEAN], context());
      for (const key of cache.entries.keys()) cache.entries.set(key, { value: Buffer.from(damaged), at: clock.now() });
      const answer = await askAdvisories([CLEAN], context({ http: new FakeHttp() }));
      expect(answer.incomplete?.why).toContain('the only package has no answer');
    },
  );
});

describe('offline', () => {
  test('without folders and without answers in the cache is incomplete', async () => {
    const silent = new FakeHttp();
    const answer = await askAdvisories([LODASH], context({ offline: true, http: silent }));
    expect(answer.incomplete).toEqual({
      why: 'ran offline, and the only package has no answer in the cache that is younger than 24 h',
      remedy: 'run once online, or put a copy of the advisories into advisories.folders',
    });
    expect(silent.requests).toEqual([]);
  });

  test('takes answers and records from the cache', async () => {
    await askAdvisories([LODASH], context());
    const answer = await askAdvisories([LODASH], context({ offline: true, http: new FakeHttp() }));
    expect(idsOf(answer)).toEqual(LODASH_IDS);
    expect(answer.incomplete).toBeUndefined();
    expect(answer.notes).toEqual(['advisories from the cache, less than 1 h old']);
  });

  test('misses a record that the cache lost', async () => {
    await askAdvisories([LODASH], context());
    for (const key of cache.entries.keys())
      if (key.includes('GHSA-p6mc') && key.startsWith('osv-records')) cache.entries.delete(key);
    const answer = await askAdvisories([LODASH], context({ offline: true, http: new FakeHttp() }));
    expect(answer.incomplete?.why).toBe('ran offline, and 1 advisory could not be read');
  });

  test('single records in a folder are enough for somebody who chose it', async () => {
    const files = new FakeFiles({ '/repo/adv/npm/a.json': advisoryBytes('npm/GHSA-p6mc-m468-83gw') });
    const answer = await askAdvisories(
      [LODASH, CLEAN],
      context({ offline: true, files, http: new FakeHttp() }, { folders: ['adv'] }),
    );
    expect(idsOf(answer)).toEqual(['GHSA-p6mc-m468-83gw']);
    expect(answer.incomplete).toBeUndefined();
  });
});

describe('folders and the service together', () => {
  const records = () => new FakeFiles({ '/repo/adv/npm/a.json': advisoryBytes('npm/GHSA-p6mc-m468-83gw') });
  const database = () =>
    new FakeFiles({
      '/repo/adv/npm/all.zip': zipOf([{ name: 'a', content: advisoryBytes('npm/GHSA-p6mc-m468-83gw') }]),
    });

  test('give both, each record once', async () => {
    const answer = await askAdvisories([LODASH], context({ files: records() }, { folders: ['adv'] }));
    expect(idsOf(answer)).toEqual(LODASH_IDS);
  });

  test('a whole database stands in for a service that fails', async () => {
    const answer = await askAdvisories(
      [LODASH],
      context({ files: database(), http: new FakeHttp() }, { folders: ['adv'] }),
    );
    expect(idsOf(answer)).toEqual(['GHSA-p6mc-m468-83gw']);
    expect(answer.incomplete).toBeUndefined();
  });

  test('single records do not: nobody said that they are all there is', async () => {
    const answer = await askAdvisories(
      [LODASH],
      context({ files: records(), http: new FakeHttp() }, { folders: ['adv'] }),
    );
    expect(idsOf(answer)).toEqual(['GHSA-p6mc-m468-83gw']);
    expect(answer.incomplete?.why).toContain('the only package has no answer');
  });

  test('a folder that is missing leaves the answer incomplete', async () => {
    const answer = await askAdvisories([LODASH], context({}, { folders: ['gone'] }));
    expect(answer.incomplete).toEqual({
      why: 'did not find the advisory folder gone',
      remedy: 'see advisories.folders',
    });
    expect(idsOf(answer)).toEqual(LODASH_IDS);
  });

  test('the digest follows the files', async () => {
    const off = { service: false, folders: ['adv'] };
    const one = await askAdvisories([LODASH], context({ files: records() }, off));
    const same = await askAdvisories([LODASH], context({ files: records() }, off));
    const other = await askAdvisories([LODASH], context({ files: database() }, off));
    expect(same.digest).toBe(one.digest);
    expect(other.digest).not.toBe(one.digest);
  });
});

describe('without the service', () => {
  const files = () => new FakeFiles({ '/repo/adv/npm/a.json': advisoryBytes('npm/GHSA-p6mc-m468-83gw') });

  test('the folders are the whole truth', async () => {
    const silent = new FakeHttp();
    const answer = await askAdvisories(
      [LODASH],
      context({ files: files(), http: silent }, { service: false, folders: ['adv'] }),
    );
    expect(idsOf(answer)).toEqual(['GHSA-p6mc-m468-83gw']);
    expect(answer.incomplete).toBeUndefined();
    expect(silent.requests).toEqual([]);
  });

  test('an ecosystem that no folder has is a gap', async () => {
    const answer = await askAdvisories(
      [LODASH, REQUESTS],
      context({ files: files() }, { service: false, folders: ['adv'] }),
    );
    expect(answer.incomplete).toEqual({
      why: 'found no advisories for PyPI (1 package) in advisories.folders, and advisories.service is off',
      remedy: 'add them to a folder, or set advisories.service: on',
    });
  });

  test('a damaged record is counted, and the rest counts', async () => {
    const damaged = files();
    damaged.addFile('/repo/adv/npm/b.json', '{"id":');
    const answer = await askAdvisories([LODASH], context({ files: damaged }, { service: false, folders: ['adv'] }));
    expect(answer.notes).toEqual(['1 advisory record could not be read']);
    expect(idsOf(answer)).toEqual(['GHSA-p6mc-m468-83gw']);
  });

  test('a record whose versions cannot be ordered is said to be there', async () => {
    const strange = files();
    strange.addFile(
      '/repo/adv/npm/b.json',
      '{"id":"X-1","affected":[{"package":{"ecosystem":"npm","name":"lodash"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"next"}]}]}]}',
    );
    const answer = await askAdvisories([LODASH], context({ files: strange }, { service: false, folders: ['adv'] }));
    expect(answer.notes).toEqual(['1 advisory with versions that cannot be ordered']);
    expect(idsOf(answer)).toContain('X-1');
  });
});

describe('private packages', () => {
  const SECRET: PackageVersion = { ecosystem: 'npm', name: '@acme/billing', version: '1.0.0' };

  test('are never sent, and are looked up in folders', async () => {
    const files = new FakeFiles({
      '/repo/adv/npm/a.json':
        '{"id":"ACME-1","affected":[{"package":{"ecosystem":"npm","name":"@acme/billing"},"versions":["1.0.0"]}]}',
    });
    const asked = new FakeHttp((request) => patient.send(request));
    const answer = await askAdvisories(
      [SECRET, LODASH],
      context({ files, http: asked }, { folders: ['adv'], private: ['@acme/*'] }),
    );
    expect(idsOf(answer)).toEqual(['ACME-1', ...LODASH_IDS]);
    expect(answer.notes).toEqual(['1 private package was not sent to the advisory service']);
    expect(answer.incomplete).toBeUndefined();
    expect(JSON.stringify(asked.requests)).not.toContain('acme');
    expect([...cache.entries.keys()].filter((key) => key.includes('acme'))).toEqual([]);
  });

  test('alone leave the service in peace', async () => {
    const silent = new FakeHttp();
    const answer = await askAdvisories([SECRET], context({ http: silent }, { private: ['@acme/*'] }));
    expect(silent.requests).toEqual([]);
    expect(answer.incomplete).toBeUndefined();
  });
});
