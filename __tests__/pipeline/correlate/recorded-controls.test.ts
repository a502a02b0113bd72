import { readFileSync } from 'node:fs';
import { test } from '@jest/globals';
import { createWorkflowsEngine } from '../../../src/engines/workflows/engine.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { correlate } from '../../../src/pipeline/correlate/correlate.ts';
import { checkov } from '../../../src/scanners/checkov.ts';
import type { ExternalScanner } from '../../../src/scanners/contract.ts';
import { embeddedWorkflows } from '../../../src/scanners/embedded.ts';
import { trivyConfig } from '../../../src/scanners/trivy.ts';
import { zizmor } from '../../../src/scanners/zizmor.ts';
import { fixture, TREES } from '../../scanners/recorded.ts';
import { expectGolden } from '../../support/golden.ts';
import { engineScan, finished, normalizeOver } from '../normalize/finished.ts';

const GOLDEN = new URL('__fixtures__/', import.meta.url);

/** The report that the real scanner wrote about its example, read by its adapter. */
function recorded(scanner: ExternalScanner) {
  const text = readFileSync(fixture(scanner.name, 'report.sarif'), 'utf8').replaceAll('checkout', 'work');
  const target = { root: '/work', files: [], output: '/report.sarif', scratch: '/scratch' };
  return finished(scanner, { kind: 'sarif', bytes: Buffer.from(text), target });
}

/** What the embedded engine says about the workflows that zizmor saw. */
function embedded(tree: Readonly<Record<string, string>>) {
  const engine = createWorkflowsEngine();
  if (engine.unit !== 'file') throw new Error('the engine is no file engine');
  const wanted = Object.entries(tree).filter(([path, text]) => engine.wants({ path, sizeBytes: text.length }));
  const results = wanted.flatMap(([path, text]) => engine.scan(path, Buffer.from(text)).results);
  return engineScan(results, {}, { scanner: embeddedWorkflows });
}

/** One line per finding: where, what, how bad, and all who say so with the names that they have for it. */
function lines(findings: readonly Finding[]): string {
  const shown = findings.map(({ location: { path, region }, rule, severity, witnesses }) => {
    const who = witnesses.map((witness) => `${witness.scanner} ${witness.rule}`).join(' + ');
    return `${path}:${region.startLine}-${region.endLine} ${severity} ${rule.id} | ${who}\n`;
  });
  return shown.join('');
}

test('what the engine and zizmor both see in a workflow is one finding, and nothing else is', async () => {
  const tree = TREES['zizmor'] ?? {};
  const findings = correlate(await normalizeOver(tree, [embedded(tree), recorded(zizmor)]));
  expectGolden(new URL('workflows.txt', GOLDEN), lines(findings));
});

test('what checkov and trivy both see in infrastructure is one finding, and nothing else is', async () => {
  const tree = TREES['checkov'] ?? {};
  const findings = correlate(await normalizeOver(tree, [recorded(checkov), recorded(trivyConfig)]));
  expectGolden(new URL('infrastructure.txt', GOLDEN), lines(findings));
});
