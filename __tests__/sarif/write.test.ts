import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { JudgedFinding } from '../../src/model/finding.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { ScanStatus } from '../../src/model/scan-status.ts';
import { readSarif } from '../../src/sarif/read.ts';
import { writeSarif } from '../../src/sarif/write.ts';
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
  secretFinding,
} from '../support/outcomes.ts';

const conforms = loadSchema();

/** The standard's schema is of JSON Schema draft 4, whose only difference here is the name of its own id. */
function loadSchema(): ValidateFunction {
  const file = new URL('__fixtures__/sarif-schema-2.1.0.json', import.meta.url);
  const { $schema: _draft, id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  // The package's types are those of its CommonJS form: in ESM the function is the default export itself.
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  return ajv.compile({ ...schema, $id: id });
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into a log that the schema has already judged
function written(outcome: Outcome): any {
  return JSON.parse(writeSarif(outcome));
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function onlyRun(findings: readonly JudgedFinding[], rest: Partial<Outcome> = {}): any {
  const scans = [scan('gatehouse-x', findings[0]?.category ?? 'sast')];
  return written(outcomeOf(findings, { scans, ...rest })).runs[0];
}

describe('writeSarif writes what the standard allows', () => {
  test.each<[string, Outcome]>([
    ['a clean run', cleanOutcome()],
    ['a run that blocks', blockingOutcome()],
    ['an incomplete run', incompleteOutcome()],
    ['five thousand findings', hugeOutcome()],
    ['hostile texts', { ...hostileOutcome(), scans: [scan('gatehouse-sast', 'sast')] }],
  ])('for %s', (_name, outcome) => {
    conforms(written(outcome));
    expect(conforms.errors).toBeNull();
  });

  test('with the way of a value as a code flow', () => {
    const place = (startLine: number) => ({ startLine, startColumn: 1, endLine: startLine, endColumn: 5 });
    const flow = [
      { region: place(2), message: 'comes from the request' },
      { region: place(7), message: 'reaches eval' },
    ];
    const outcome = outcomeOf([judgedFinding({ flow })], { scans: [scan('gatehouse-sast', 'sast')] });
    const log = written(outcome);
    conforms(log);
    expect(conforms.errors).toBeNull();
    const [{ threadFlows }] = log.runs[0].results[0].codeFlows;
    expect(threadFlows).toHaveLength(1);
    expect(
      threadFlows[0].locations.map((step: { location: { message: object; physicalLocation: { region: object } } }) => [
        step.location.physicalLocation.region,
        step.location.message,
      ]),
    ).toEqual(flow.map(({ region, message }) => [region, { text: message }]));
  });

  test('and people can read what changed in it', () => {
    const patch = { region: { startLine: 14, startColumn: 3, endColumn: 40 }, replacement: 'db.query(sql, [name]);' };
    const findings = [
      secretFinding({ lineHash: '8b7cf3e952e7aeb2:1' }),
      packageFinding(),
      judgedFinding({ remediation: { text: 'pass the value as a parameter', patch } }),
    ];
    const outcome = outcomeOf(findings, { prefix: 'services/web app/' });
    expectGolden(
      new URL('__fixtures__/written.sarif', import.meta.url),
      writeSarif(outcome, { informationUri: 'https://example.com/gatehouse' }),
    );
  });

  test('and the same bytes for the same findings, whatever the time', () => {
    const later = { ...blockingOutcome(), run: { startedAt: '2030-01-01T00:00:00.000Z', durationMs: 1, scanners: {} } };
    expect(writeSarif(later)).toBe(writeSarif(blockingOutcome()));
  });

  test('and our own reader agrees', () => {
    const { log, repairs } = readSarif(Buffer.from(writeSarif(outcomeOf([packageFinding()]))));
    expect(repairs).toEqual([]);
    expect(log.runs.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
    expect(log.runs.flatMap(({ results }) => results)).toMatchObject([
      { ruleId: 'GHSA-p6mc-m468-83gw', level: 'error', path: 'package-lock.json', rule: { securitySeverity: 7.4 } },
    ]);
  });
});

describe('a category', () => {
  const other = scan('gatehouse-secrets', 'secrets');
  const why = 'ended with status 2';
  const cases: readonly [string, ScanStatus, boolean, boolean][] = [
    ['ended well', { state: 'ok' }, true, true],
    ['had nothing to look at', { state: 'skipped', why: 'no Python file here' }, true, true],
    ['failed', { state: 'failed', why }, true, false],
    ['timed out', { state: 'timed-out', why }, true, false],
    ['is missing', { state: 'unavailable', why, remedy: 'install it' }, true, false],
    ['failed, though it was optional', { state: 'failed', why }, false, false],
    [
      'is missing, though it was optional, and nobody else looked',
      { state: 'unavailable', why, remedy: 'install it' },
      false,
      false,
    ],
  ];
  test.each(cases)('whose scanner %s', (_name, status, required, hasRun) => {
    const { runs } = written(outcomeOf([], { scans: [scan('acme', 'sast', { status, required }), other] }));
    const ids = runs.map((run: { automationDetails: { id: string } }) => run.automationDetails.id);
    expect(ids).toEqual([...(hasRun ? ['gatehouse/sast/'] : []), 'gatehouse/secrets/']);
  });

  test('that misses an optional scanner is still complete when another looked', () => {
    const missing = scan('gitleaks', 'secrets', {
      required: false,
      status: { state: 'unavailable', why, remedy: 'install it' },
    });
    expect(written(outcomeOf([], { scans: [other, missing] })).runs).toHaveLength(1);
  });

  test('with one good and one failed scanner has no run, because a partial one would close alerts', () => {
    const failed = scan('gitleaks', 'secrets', { status: { state: 'failed', why } });
    expect(written(outcomeOf([secretFinding()], { scans: [other, failed] })).runs).toEqual([]);
  });

  test('is named after the check, so that two jobs never overwrite each other', () => {
    expect(onlyRun([judgedFinding()], { checkName: 'gatehouse web' }).automationDetails.id).toBe('gatehouse web/sast/');
  });
});

describe('a result', () => {
  test('has a path from the top of the repository, percent-encoded', () => {
    const location = { path: 'src/a b%é.ts', region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } };
    const run = onlyRun([judgedFinding({ location })], { prefix: 'web/' });
    expect(run.results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'web/src/a%20b%25%C3%A9.ts',
      uriBaseId: '%SRCROOT%',
    });
  });

  test.each([
    ['is excepted', { disposition: 'excepted' as const }],
    ['is fixed', { state: 'fixed' as const }],
  ])('is left out when it %s', (_name, changed) => {
    expect(onlyRun([judgedFinding(changed)]).results).toEqual([]);
  });

  test('is the worst of too many, and a notification counts the others', () => {
    const many = Array.from({ length: 25_003 }, () => judgedFinding({ severity: 'low' }));
    const run = onlyRun([...many, judgedFinding({ severity: 'critical' })]);
    expect(run.results).toHaveLength(25_000);
    expect(run.results[0].level).toBe('error');
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(
      '4 results left out: code scanning takes 25000 of a run, and these are the worst.',
    );
  });

  test('has a text where its message is blank', () => {
    expect(onlyRun([judgedFinding({ message: ' ' })]).results[0].message.text).toBe('(no text)');
  });

  test('cannot carry a link that it does not show', () => {
    const { text } = onlyRun([judgedFinding({ message: 'see [here](https://evil.example)' })]).results[0].message;
    expect(text).toBe('see \\[here\\](https://evil.example)');
  });

  test('carries every fingerprint under a name of its own', () => {
    const run = onlyRun([judgedFinding({ fingerprints: ['g1:a', 'g1:b'], lineHash: 'cafe:2' })]);
    expect(run.results[0].partialFingerprints).toEqual({
      primaryLocationLineHash: 'cafe:2',
      'gatehouse/v1': 'g1:a',
      'gatehouse/2/v1': 'g1:b',
    });
  });
});

describe('a rule', () => {
  test.each([
    ['critical', undefined, '9.5', 'error'],
    ['critical', 9, '9.1', 'error'],
    ['critical', 9.8, '9.8', 'error'],
    ['high', 7.4, '7.4', 'error'],
    ['high', 3, '8.0', 'error'],
    ['medium', undefined, '5.5', 'warning'],
    ['low', undefined, '2.0', 'recommendation'],
    ['info', undefined, '0.0', 'recommendation'],
  ] as const)('of severity %s with score %p has security-severity %s', (severity, score, number, problem) => {
    const [rule] = onlyRun([judgedFinding({ severity, score })]).tool.driver.rules;
    expect(rule.properties).toMatchObject({ 'security-severity': number, 'problem.severity': problem });
  });

  test('stands once for all its findings, with the worst severity', () => {
    const run = onlyRun([
      judgedFinding({ severity: 'low' }),
      judgedFinding({ severity: 'high' }),
      judgedFinding({ severity: 'medium' }),
    ]);
    expect(run.tool.driver.rules).toHaveLength(1);
    expect(run.tool.driver.rules[0].properties['security-severity']).toBe('8.0');
    expect(run.results.map(({ level }: { level: string }) => level)).toEqual(['error', 'warning', 'note']);
  });

  test('is pointed at by the index of each result', () => {
    const run = onlyRun(
      ['b', 'a', 'b', 'c'].map((id) => judgedFinding({ rule: { id, title: `Rule ${id}`, cwes: [] } })),
    );
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  test('has tags that code scanning knows, at most 20', () => {
    const cwes = ['CWE-79', ...Array.from({ length: 30 }, (_, at) => `CWE-${1000 + at}`)];
    const { tags } = onlyRun([judgedFinding({ rule: { id: 'r', title: 't', cwes } })]).tool.driver.rules[0].properties;
    expect(tags.slice(0, 3)).toEqual(['security', 'sast', 'external/cwe/cwe-079']);
    expect(tags).toHaveLength(20);
  });

  test('keeps to the lengths that code scanning reads', () => {
    const title = 'word '.repeat(1000);
    const [rule] = onlyRun([judgedFinding({ rule: { id: 'r', title, help: title, cwes: [] } })]).tool.driver.rules;
    expect(rule.name).toHaveLength(255);
    expect(rule.shortDescription.text).toHaveLength(1024);
    expect(rule.fullDescription.text).toHaveLength(1024);
  });

  test('shows a hostile text in its Markdown as text', () => {
    const rule = {
      id: 'r',
      title: '<img src=x> [a](b) `c`',
      help: '# big\n**bold**',
      helpUri: 'https://e.example/a(b)',
      cwes: [],
    };
    const { markdown } = onlyRun([judgedFinding({ rule, remediation: undefined })]).tool.driver.rules[0].help;
    expect(markdown).toBe(
      '**&lt;img src=x&gt; \\[a\\]\\(b\\) \\`c\\`**\n\n\\# big\n\\*\\*bold\\*\\*\n\n[More about this rule](https://e.example/a%28b%29)',
    );
  });

  test('has an id and a title even when its scanner gave none', () => {
    const run = onlyRun([judgedFinding({ rule: { id: '', title: '', cwes: [] } })]);
    expect(run.results[0].ruleId).toBe('unnamed');
    expect(run.tool.driver.rules[0]).toMatchObject({ id: 'unnamed', shortDescription: { text: 'unnamed' } });
  });
});
