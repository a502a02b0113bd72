import { describe, expect, test } from '@jest/globals';
import type { EngineContext } from '../../../src/engines/contract.ts';
import { createScaEngine } from '../../../src/engines/sca/engine.ts';
import { createFiles } from '../../../src/platform/files.ts';
import { createHttp } from '../../../src/platform/http.ts';
import { FakeHttp, fakePorts } from '../../support/fake-ports.ts';
import { startOsvServer } from '../../support/osv-server.ts';

/** A folder with whole databases as OSV publishes them: `npm/all.zip`, `PyPI/all.zip`, `Go/all.zip`. */
const folder = process.env['GATEHOUSE_TEST_ADVISORIES'];
const withData = folder === undefined ? test.skip : test;
const REASON = folder === undefined ? ' (did not run: GATEHOUSE_TEST_ADVISORIES names no folder)' : '';

const FILES: Readonly<Record<string, string>> = {
  'go.mod': 'module m\ngo 1.21\ntoolchain go1.21.0\nrequire golang.org/x/net v0.5.0\n',
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: { 'node_modules/jquery': { version: '3.4.1' } },
  }),
  'requirements.txt': 'Django==3.2.1\nPyYAML==5.3\n',
};

function scan(changed: Partial<EngineContext>) {
  const tree = {
    files: Object.keys(FILES).map((path) => ({ path, sizeBytes: 1 })),
    read: async (path: string) => Buffer.from(FILES[path] ?? ''),
  };
  const advisories = { service: false, folders: [folder ?? ''], maxAgeMs: 0, private: [] };
  const common = { offline: false, advisories, serviceUrl: 'https://osv.example', root: '/' };
  return createScaEngine().scan(tree, { ...fakePorts({}), ...common, ...changed });
}

describe('with the real databases', () => {
  withData(`known problems are found${REASON}`, async () => {
    const report = await scan({ files: createFiles(), http: new FakeHttp() });
    const found = report.results.map(({ package: item, rule }) => `${item?.name} ${rule.id}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'golang.org/x/net CVE-2022-41723',
        'stdlib CVE-2023-39318',
        'jquery CVE-2020-11022',
        'django CVE-2021-33203',
        'pyyaml CVE-2020-14343',
      ]),
    );
    expect(report).toMatchObject({ incomplete: undefined, notLookedAt: [] });
  });

  withData(`the service says what the folders say${REASON}`, async () => {
    const server = await startOsvServer(folder ?? '', { pageSize: 7 });
    try {
      const offline = await scan({ files: createFiles(), http: new FakeHttp() });
      const online = await scan({
        advisories: { service: true, folders: [], maxAgeMs: 0, private: [] },
        serviceUrl: server.url,
        http: createHttp({ userAgent: 'test', sleep: async () => {} }),
      });
      expect(online.results).toEqual(offline.results);
      expect(online.incomplete).toBeUndefined();
    } finally {
      await server.close();
    }
  });
});
