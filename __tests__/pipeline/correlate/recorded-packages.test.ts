import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { createScaEngine } from '../../../src/engines/sca/engine.ts';
import { wantsForSca } from '../../../src/engines/sca/wants.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { correlate } from '../../../src/pipeline/correlate/correlate.ts';
import { createFiles } from '../../../src/platform/files.ts';
import type { ExternalScanner } from '../../../src/scanners/contract.ts';
import { osvScanner } from '../../../src/scanners/osv-scanner.ts';
import { trivy } from '../../../src/scanners/trivy.ts';
import { fixture, TREES } from '../../scanners/recorded.ts';
import { fakePorts } from '../../support/fake-ports.ts';
import { engineScan, finished, normalizeOver, TARGET } from '../normalize/finished.ts';

const TREE = TREES['osv-scanner'] ?? {};
const ADVISORIES = fileURLToPath(new URL('../../../examples/vulnerable-app/security/advisories', import.meta.url));

/** What the embedded engine says about the same tree with the same advisories. */
async function embedded() {
  const paths = Object.keys(TREE).map((path) => ({ path, sizeBytes: TREE[path]?.length ?? 0 }));
  const tree = { files: paths.filter(wantsForSca), read: async (path: string) => Buffer.from(TREE[path] ?? '') };
  const advisories = { service: false, folders: [ADVISORIES], maxAgeMs: 0, private: [] };
  const context = { offline: true, advisories, serviceUrl: 'https://osv.invalid', root: '/work' };
  const report = await createScaEngine().scan(tree, { ...fakePorts({ files: createFiles() }), ...context });
  expect(report.incomplete).toBeUndefined();
  return engineScan(report.results, { advisories: report.advisories });
}

/** The report that the real scanner wrote about this tree, read by its adapter. */
function recorded(scanner: ExternalScanner) {
  const text = readFileSync(fixture(scanner.name, 'report.sarif'), 'utf8').replaceAll('/checkout', '/work');
  return finished(scanner, { kind: 'sarif', bytes: Buffer.from(text), target: TARGET });
}

function inShort({ location, package: affected, advisories, witnesses }: Finding) {
  const who = [...new Set(witnesses.map(({ scanner }) => scanner))].sort().join(' ');
  return `${location.path}:${location.region.startLine} ${affected?.purl} ${affected?.version} ${advisories[0]} | ${who}`;
}

test('what the engine, osv-scanner and trivy see of a package is one finding, at the place that the engine knows', async () => {
  const findings = correlate(await normalizeOver(TREE, [await embedded(), recorded(osvScanner), recorded(trivy)]));
  const all = 'gatehouse-sca osv-scanner trivy';
  expect(findings.map(inShort)).toEqual([
    `package-lock.json:33 pkg:npm/handlebars 4.5.1 CVE-2021-23369 | gatehouse-sca osv-scanner`,
    `package-lock.json:43 pkg:npm/lodash 4.17.15 CVE-2020-28500 | gatehouse-sca osv-scanner`,
    `package-lock.json:43 pkg:npm/lodash 4.17.15 CVE-2020-8203 | ${all}`,
    `package-lock.json:43 pkg:npm/lodash 4.17.15 CVE-2021-23337 | gatehouse-sca osv-scanner`,
    `package-lock.json:48 pkg:npm/minimist 0.0.10 CVE-2021-44906 | ${all}`,
    `requirements.txt:2 pkg:pypi/pyyaml 5.3.1 CVE-2020-14343 | ${all}`,
    `requirements.txt:3 pkg:pypi/urllib3 1.26.16 CVE-2023-43804 | ${all}`,
    `sub dir/a b%41é/requirements.txt:1 pkg:pypi/pyyaml 5.3.1 CVE-2020-14343 | ${all}`,
  ]);
});

test('either of them may take the place of the engine: what both see keeps its identity', async () => {
  const before = correlate(await normalizeOver(TREE, [await embedded()]));
  for (const scanner of [osvScanner, trivy]) {
    const after = correlate(await normalizeOver(TREE, [recorded(scanner)]));
    expect(after.length).toBeGreaterThan(4);
    for (const { fingerprints } of after) {
      const same = before.filter((finding) => finding.fingerprints.some((one) => fingerprints.includes(one)));
      expect(same).toHaveLength(1);
    }
  }
});

test('without the engine, osv-scanner and trivy agree too, and the advisory’s score decides', async () => {
  const findings = correlate(await normalizeOver(TREE, [recorded(trivy), recorded(osvScanner)]));
  expect(findings).toHaveLength(8);
  const lodash = findings.find(({ advisories }) => advisories.includes('CVE-2020-8203'));
  expect(lodash).toMatchObject({ severity: 'high', severitySource: 'score', score: 7.4 });
  expect(lodash?.witnesses.map(({ scanner }) => scanner).sort()).toEqual(['osv-scanner', 'trivy']);
});
