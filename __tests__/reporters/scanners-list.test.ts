import { expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { renderScannersList, type ScannerEntry } from '../../src/reporters/scanners-list.ts';
import { expectGolden } from '../support/golden.ts';
import { HOSTILE_TEXTS } from '../support/outcomes.ts';
import { stripColours, terminalEscapes, workflowCommands } from '../support/reporting.ts';

const ENTRIES: readonly ScannerEntry[] = [
  { name: 'gatehouse-secrets', category: 'secrets', state: { kind: 'ready', version: undefined, origin: 'embedded' } },
  { name: 'gitleaks', category: 'secrets', state: { kind: 'ready', version: '8.28.0', origin: 'tool-cache' } },
  { name: 'semgrep', category: 'sast', state: { kind: 'ready', version: '1.182.0', origin: 'path' } },
  {
    name: 'bandit',
    category: 'sast',
    state: { kind: 'missing', why: 'is not installed', install: 'pip install bandit[sarif]==1.8.6' },
  },
  {
    name: 'acme',
    category: 'sast',
    state: { kind: 'missing', why: 'its program acme-scan was not found', install: undefined },
  },
  {
    name: 'trivy',
    category: 'sca',
    state: {
      kind: 'missing',
      why: '0.69.4 on PATH is a release known to be malicious (2026-03-19): it was not run',
      install: 'go install github.com/aquasecurity/trivy/cmd/trivy@v0.69.3',
    },
  },
];

test.each([60, 80, 120])('reads well at %i columns', (columns) => {
  expectGolden(
    new URL(`__fixtures__/scanners/list-${columns}.txt`, import.meta.url),
    renderScannersList(ENTRIES, { columns, colour: false }),
  );
});

test.each([60, 80, 120])('stays within %i columns', (columns) => {
  for (const line of renderScannersList(ENTRIES, { columns, colour: false }).split('\n')) {
    expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    expect(line).toBe(line.trimEnd());
  }
});

test('categories come in their usual order, and those without a scanner not at all', () => {
  const text = renderScannersList(ENTRIES, { columns: 80, colour: false });
  expect(text.match(/^[a-z-]+$/gm)).toEqual(['sast', 'sca', 'secrets']);
});

test('says how many can run', () => {
  expect(renderScannersList(ENTRIES, { columns: 80, colour: false })).toMatch(/\n3 of 6 can run here\.\n$/);
  expect(renderScannersList([], { columns: 80, colour: false })).toBe('0 of 0 can run here.\n');
});

test('is the same with colours and without', () => {
  const options = { columns: 80, colour: false };
  expect(stripColours(renderScannersList(ENTRIES, { ...options, colour: true }))).toBe(
    renderScannersList(ENTRIES, options),
  );
});

test('is harmless whatever a scanner is called and says', () => {
  const hostile = HOSTILE_TEXTS.flatMap((text): readonly ScannerEntry[] => [
    { name: text, category: 'sast', state: { kind: 'ready', version: text, origin: 'configuration' } },
    { name: text, category: 'iac', state: { kind: 'missing', why: text, install: text } },
  ]);
  const text = renderScannersList(hostile, { columns: 60, colour: false });
  expect(workflowCommands(text)).toEqual([]);
  expect(terminalEscapes(text.replaceAll('\n', ''))).toEqual([]);
});
