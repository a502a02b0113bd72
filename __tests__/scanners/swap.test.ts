import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createSecretsEngine } from '../../src/engines/secrets/engine.ts';
import { regionsOverlap } from '../../src/model/location.ts';
import { gitleaks } from '../../src/scanners/gitleaks.ts';
import { engineScan, finished, normalizeOver, TARGET } from '../pipeline/normalize/finished.ts';
import { TREE } from './gitleaks/tree.ts';
import { fixture } from './recorded.ts';

test('a secret that the engine and gitleaks both see has one identity, so that either may replace the other', async () => {
  const engine = createSecretsEngine();
  if (engine.unit !== 'file') throw new Error('the engine is no file engine');
  const seen = Object.entries(TREE).flatMap(([path, text]) => engine.scan(path, Buffer.from(text)).results);
  const report = Buffer.from(
    readFileSync(fixture('gitleaks', 'report.sarif'), 'utf8').replaceAll('/checkout', '/repo'),
  );
  const { results } = await normalizeOver(TREE, [
    engineScan(seen),
    finished(gitleaks, { kind: 'sarif', bytes: report, target: TARGET }),
  ]);
  const [ours, theirs] = ['gatehouse-secrets', 'gitleaks'].map((name) =>
    results.filter(({ scanner }) => scanner === name),
  );
  const both = (theirs ?? []).flatMap((one) => {
    const same = ours?.find(
      ({ location }) => location.path === one.location.path && regionsOverlap(location.region, one.location.region),
    );
    return same === undefined ? [] : [[same, one] as const];
  });
  expect(both).toHaveLength(5);
  for (const [one, other] of both)
    expect([one.location.path, ...one.fingerprints]).toEqual([other.location.path, ...other.fingerprints]);
});
