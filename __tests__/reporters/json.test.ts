import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Outcome } from '../../src/model/outcome.ts';
import { pathFromUri } from '../../src/model/path.ts';
import { jsonReporter } from '../../src/reporters/json/json.ts';
import { harmlessJson } from '../../src/reporters/json-text.ts';
import { expectGolden } from '../support/golden.ts';
import {
  blockingOutcome,
  cleanOutcome,
  hostileOutcome,
  hugeOutcome,
  incompleteOutcome,
  judgedFinding,
  outcomeOf,
  packageFinding,
  scan,
} from '../support/outcomes.ts';
import { renderOptions } from '../support/reporting.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, formats: { 'date-time': true } });
const validate = ajv.compile(
  JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')),
);

// What JSON.parse gives is looked at through the schema and through these tests alone.
// biome-ignore lint/suspicious/noExplicitAny: a parsed report of our own
function report(outcome: Outcome): any {
  return JSON.parse(jsonReporter.render(outcome, renderOptions()));
}

const OUTCOMES = {
  clean: cleanOutcome,
  blocking: blockingOutcome,
  incomplete: incompleteOutcome,
  huge: hugeOutcome,
  hostile: hostileOutcome,
};

describe.each(Object.entries(OUTCOMES))('the report of a run that is %s', (_, make) => {
  test('follows the published schema', () => {
    validate(report(make()));
    expect(validate.errors).toBeNull();
  });

  test('has every finding, in the order of the outcome', () => {
    expect(report(make()).findings.map(({ id }: { id: string }) => id)).toEqual(make().findings.map(({ id }) => id));
  });
});

test('the schema refuses what is no report', () => {
  const good = report(blockingOutcome());
  for (const bad of [
    { ...good, version: 2 },
    { ...good, verdict: 'ok' },
    { ...good, extra: 1 },
    { ...good, findings: [{}] },
    { ...good, counts: { ...good.counts, raw: -1 } },
  ]) {
    expect(validate(bad)).toBe(false);
  }
});

test('other programs read the same words as yesterday', () => {
  expectGolden(
    new URL('__fixtures__/json/blocking.json', import.meta.url),
    jsonReporter.render(blockingOutcome(), renderOptions()),
  );
});

test('the example of the documentation follows the schema and names every key', () => {
  const text = readFileSync(new URL('../../docs/report.md', import.meta.url), 'utf8');
  const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '');
  validate(example);
  expect(validate.errors).toBeNull();
  for (const key of keysOf(report(everything()))) expect(text).toContain(`\`${key}\``);
});

test('keys come in the documented order, and volatile facts stand under the last one alone', () => {
  const keys = Object.keys(report(blockingOutcome()));
  expect(keys.slice(0, 8)).toEqual([
    'version',
    'verdict',
    'incomplete',
    'findings',
    'scanners',
    'notLookedAt',
    'counts',
    'digests',
  ]);
  expect(keys.at(-1)).toBe('run');
  const later = { ...blockingOutcome(), run: { startedAt: '2027-01-01T00:00:00.000Z', durationMs: 1, scanners: {} } };
  const { run: _run, ...stable } = report(blockingOutcome());
  const { run: _later, ...same } = report(later);
  expect(same).toEqual(stable);
});

test('the scanners of a run come sorted, whatever the order in which they ended', () => {
  const scanners = { zeta: { startedMs: 0, durationMs: 1 }, alpha: { startedMs: 0, durationMs: 2 } };
  expect(Object.keys(report({ ...cleanOutcome(), run: { ...cleanOutcome().run, scanners } }).run.scanners)).toEqual([
    'alpha',
    'zeta',
  ]);
});

test('a gap is told with its category, scanner, reason and remedy', () => {
  expect(report(incompleteOutcome()).incomplete).toEqual([
    {
      category: 'sast',
      scanner: 'semgrep',
      why: 'timed out after 120 s',
      remedy: 'raise --timeout, or mark it optional',
    },
  ]);
});

test('everything that a report can hold follows the schema', () => {
  validate(report(everything()));
  expect(validate.errors).toBeNull();
  expect(report(everything()).findings[0]).toMatchObject({ cvss: { score: 7.4 }, rule: { severityNote: 's' } });
});

test('a scanner that did not run says why and what to do', () => {
  const zizmor = report(blockingOutcome()).scanners.find(({ name }: { name: string }) => name === 'zizmor');
  expect(zizmor).toMatchObject({
    status: 'unavailable',
    required: false,
    why: 'is not installed',
    remedy: 'pip install zizmor',
  });
  expect(zizmor).not.toHaveProperty('version');
});

test('a package that can be raised says to which version, although no scanner did', () => {
  expect(report(outcomeOf([packageFinding()])).findings[0].remediation).toEqual({
    text: 'raise lodash to 4.17.19 (first fixed)',
  });
});

describe('paths', () => {
  test('are relative to the top of the repository', () => {
    const outcome = outcomeOf([judgedFinding()], {
      prefix: 'packages/shop/',
      notLookedAt: [{ path: 'a.bin', why: 'large' }],
    });
    expect(report(outcome).findings[0].location.path).toBe('packages/shop/src/app.ts');
    expect(report(outcome).notLookedAt[0].path).toBe('packages/shop/a.bin');
  });

  test('of plain text have no uri beside them', () => {
    expect(report(outcomeOf([judgedFinding()])).findings[0].location).not.toHaveProperty('uri');
  });

  test('that are no UTF-8 keep their exact bytes in uri', () => {
    const path = 'caf\udce9/\udcff.ts';
    const { location } = report(outcomeOf([judgedFinding({ location: { ...judgedFinding().location, path } })]))
      .findings[0];
    expect(location.path).toBe('caf\ufffd/\ufffd.ts');
    expect(location.uri).toBe('caf%E9/%FF.ts');
    expect(pathFromUri(location.uri)).toBe(path);
  });
});

describe('harmless JSON', () => {
  test('has the value of the JSON it was made from', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary', maxDepth: 2 }), (json) =>
        expect(JSON.parse(harmlessJson(json))).toEqual(JSON.parse(json)),
      ),
    );
  });

  test('has U+FFFD for half a pair, and leaves a text that only looks like one alone', () => {
    const value = { '\udce9': ['\ud83d', '\ude00', '😀', '\\ud83d', '\\\\ud83d'] };
    expect(JSON.parse(harmlessJson(JSON.stringify(value)))).toEqual({
      '\ufffd': ['\ufffd', '\ufffd', '😀', '\\ud83d', '\\\\ud83d'],
    });
  });

  test.each(['##[error]x', '\u009b31m', '\u202e', '\u2028', '\u200b', '\u061c', '\ufeff', '\u007f'])(
    'writes %j so that only a parser sees it',
    (text) => {
      const json = harmlessJson(JSON.stringify(text));
      expect(json).not.toContain(text);
      expect(JSON.parse(json)).toBe(text);
    },
  );
});

/** An outcome in which every optional key has a value. */
function everything(): Outcome {
  const finding = packageFinding({
    snippet: 'x',
    resource: 'x',
    rule: { id: 'r', title: 't', help: 'h', severityNote: 's', helpUri: 'https://example.com', cwes: [] },
    cvss: { version: '3.1', vector: 'CVSS:3.1/AV:N', score: 7.4 },
    remediation: {
      text: 'x',
      patch: { region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 }, replacement: 'y' },
    },
    location: { path: 'caf\udce9', region: packageFinding().location.region },
  });
  const missing = scan('zizmor', 'supply-chain', { status: { state: 'unavailable', why: 'w', remedy: 'r' } });
  return { ...blockingOutcome(), findings: [finding], scans: [missing], verdict: incompleteOutcome().verdict };
}

/** Every key of every object, those of `run.scanners` apart: they are names. */
function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  const isNames = Object.values(value).every(
    (entry) => typeof entry === 'object' && entry !== null && 'startedMs' in entry,
  );
  return [...(isNames ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysOf)];
}
