import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ScannerError } from '../../src/model/errors.ts';
import type { SarifLog } from '../../src/sarif/log.ts';
import { readSarif } from '../../src/sarif/read.ts';
import { at, report, result } from './reports.ts';

/** Reads it, or gives the clause of the one kind of error that is allowed. */
function attempt(bytes: Uint8Array): SarifLog | string {
  try {
    return readSarif(bytes).log;
  } catch (error) {
    if (error instanceof ScannerError && error.code === 'parse') return error.message;
    throw error;
  }
}

const recorded = ['bandit', 'gitleaks', 'hadolint', 'tfsec'].map((name) =>
  readFileSync(new URL(`../scanners/${name}/__fixtures__/report.sarif`, import.meta.url)),
);

describe('a hostile report', () => {
  test('of any JSON is read or refused, and nothing else happens', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['string', 'object']).toContain(typeof attempt(Buffer.from(JSON.stringify(value))));
      }),
    );
  });

  const NAMES = [
    'ruleId',
    'ruleIndex',
    'rule',
    'level',
    'kind',
    'message',
    'text',
    'id',
    'arguments',
    'locations',
    'physicalLocation',
    'artifactLocation',
    'uri',
    'uriBaseId',
    'index',
    'region',
    'startLine',
    'endLine',
    'properties',
    'tags',
    'suppressions',
    'fixes',
    'artifactChanges',
    'replacements',
    'deletedRegion',
    '__proto__',
    'constructor',
    'length',
  ];
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(null, true, '', 'R1', '%SRCROOT%', 'file:///', '%', -1, 0, 1, 1e308, 0.5),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...NAMES), tie('node'), { maxKeys: 6 }),
    ),
  })).node;

  test('with anything for its results never loses one silently', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), value, value, (results, tool, originalUriBaseIds) => {
        const log = attempt(report({ results, tool, originalUriBaseIds }));
        if (typeof log === 'string') throw new Error(log);
        const [run] = log.runs;
        const shown = run?.results.length ?? 0;
        const harmless = results.filter(isHarmless).length;
        // Each one is shown, is none by its own word, or has made the run a failed one.
        expect(shown + harmless === results.length || run?.failure !== undefined).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('made of a real one by changing bytes is read or refused', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...recorded), changes, (bytes, places) => {
        const changed = Buffer.from(bytes);
        for (const [place, byte] of places) changed[place % changed.length] = byte;
        attempt(changed);
      }),
      { numRuns: 200 },
    );
  });

  test.each<[string, object]>([
    ['a rule that every object seems to have', result({ ruleId: '__proto__' })],
    ['a message from a prototype', result({ message: { id: 'toString', text: undefined } })],
    ['a thousand tags', result({ properties: { tags: new Array(1_000).fill('t') } })],
    ['a very long path', result({ locations: [at({ uri: 'a/'.repeat(100_000) }, { startLine: 1 })] })],
    ['a message of nothing but brackets', result({ message: { text: '['.repeat(200_000) } })],
    ['a message of nothing but braces', result({ message: { text: '{'.repeat(200_000), arguments: ['x'] } })],
  ])('with %s is read', (_name, hostile) => {
    const log = attempt(report({ results: [hostile] }));
    expect(log).toMatchObject({ runs: [{ results: [{ level: 'warning' }] }] });
  });

  test('cannot change what objects are', () => {
    attempt(
      Buffer.from(
        '{"version":"2.1.0","__proto__":{"polluted":1},"runs":[{"results":[{"ruleId":"R","__proto__":{"polluted":1}}]}]}',
      ),
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

/** Whether a result says of itself that it is no problem. */
function isHarmless(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const kind = Object.hasOwn(value, 'kind') ? (value as Record<string, unknown>)['kind'] : undefined;
  return typeof kind === 'string' && ['pass', 'notApplicable', 'informational', 'open'].includes(kind);
}
