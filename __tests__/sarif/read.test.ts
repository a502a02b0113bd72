import { describe, expect, test } from '@jest/globals';
import { ScannerError } from '../../src/model/errors.ts';
import type { SarifResult, SarifRun } from '../../src/sarif/log.ts';
import { readSarif } from '../../src/sarif/read.ts';
import { at, report, result } from './reports.ts';

function readRun(run: object): SarifRun {
  const [read] = readSarif(report(run)).log.runs;
  if (read === undefined) throw new Error('no run was read');
  return read;
}

function readResult(changed: object, run: object = {}): SarifResult {
  const [read] = readRun({ results: [result(changed)], ...run }).results;
  if (read === undefined) throw new Error('no result was read');
  return read;
}

/** The clause of the error that reading throws. */
function refusal(bytes: Uint8Array | string): string {
  try {
    readSarif(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  } catch (error) {
    if (error instanceof ScannerError && error.code === 'parse') return error.message;
    throw error;
  }
  return 'was read';
}

describe('readSarif refuses', () => {
  const whole = report({ results: [result()] });
  test.each<[string, Uint8Array | string, string]>([
    ['an empty file', '', 'wrote an empty report'],
    ['blank lines only', ' \n\n', 'wrote an empty report'],
    ['half a report', whole.subarray(0, 120), 'wrote a report that breaks off (line 1, byte 120)'],
    [
      'half a report of several lines',
      '{\n  "version": "2.1.0",\n  "runs": [',
      'wrote a report that breaks off (line 3, byte 35)',
    ],
    ['a broken character in the middle', '{\n "version": oops }', 'wrote a report that is no JSON (line 2, byte 14)'],
    [
      'two reports after each other',
      '{"version":"2.1.0","runs":[]}\n{}',
      'wrote a report that is no JSON (line 2, byte 30)',
    ],
    ['a log file instead of a report', 'panic: runtime error', 'wrote a report that is no JSON (line 1, byte 0)'],
    ['a list', '[]', 'wrote a report that is no SARIF (it holds no object)'],
    ['null', 'null', 'wrote a report that is no SARIF (it holds no object)'],
    ['an object of something else', '{"results":[]}', 'wrote a report that is no SARIF (it has no version)'],
    ['SARIF 1', '{"version":"1.0.0","runs":[]}', 'wrote a report of SARIF version 1.0.0; only 2.1.0 can be read'],
    ['a report without runs', '{"version":"2.1.0"}', 'wrote a report without runs'],
    ['runs that are null', '{"version":"2.1.0","runs":null}', 'wrote a report without runs'],
    ['an empty list of runs', '{"version":"2.1.0","runs":[]}', 'wrote a report in which nothing ran (runs is empty)'],
    ['a run that is none', '{"version":"2.1.0","runs":[7]}', 'wrote a report that is broken at runs[0] (no object)'],
    ['results that are no list', report({ results: {} }), 'wrote a report that is broken at runs[0].results (no list)'],
    ['what nests too deep', '['.repeat(300), 'wrote a report that nests more than 200 levels deep (line 1, byte 200)'],
  ])('%s, and says where', (_name, bytes, clause) => {
    expect(refusal(bytes)).toBe(clause);
  });

  test('a report that ends at any byte before its last', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(refusal(whole.subarray(0, length))).toMatch(/^wrote (an empty report|a report that breaks off)/);
    }
  });

  test('a report without quoting it, because it may hold a secret', () => {
    const token = ['gh', 'p_', 'x'.repeat(36)].join('');
    expect(refusal(`{"version": ${token}}`)).toBe('wrote a report that is no JSON (line 1, byte 12)');
  });
});

describe('readSarif reads', () => {
  test.each<[string, Uint8Array, readonly string[]]>([
    [
      'a byte-order mark',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), report({ results: [] })]),
      ['a byte-order mark before the report'],
    ],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${report({ results: [] })}`, 'utf16le'), ['a report in UTF-16']],
    [
      'UTF-16 without it',
      Buffer.from(Buffer.from(report({ results: [] })).toString(), 'utf16le'),
      ['a report in UTF-16'],
    ],
    [
      'big-endian UTF-16',
      Buffer.from(`\ufeff${Buffer.from(report({ results: [] }))}`, 'utf16le').swap16(),
      ['a report in UTF-16'],
    ],
    [
      'bytes that are no UTF-8',
      Buffer.concat([report({ results: [] }).subarray(0, -1), Buffer.from(',"x":"\xff"}', 'latin1')]),
      ['bytes that are not UTF-8'],
    ],
  ])('%s, and says so', (_name, bytes, repairs) => {
    const read = readSarif(bytes.toString().startsWith('\ufeff{') ? bytes : bytes);
    expect(read.repairs).toEqual(repairs);
    expect(read.log.runs).toHaveLength(1);
  });

  test('an empty list of results as a clean run', () => {
    expect(readRun({ results: [] })).toEqual({
      tool: { name: 'acme', version: undefined },
      results: [],
      failure: undefined,
      notifications: [],
      columnUnit: undefined,
    });
  });

  test.each([
    ['null', { results: null }, 'says that it could not look (its results are null)'],
    ['missing', {}, 'wrote a report that says nothing about results'],
  ])('results that are %s as a run that did not happen', (_name, run, failure) => {
    expect(readRun(run).failure).toBe(failure);
  });

  test('all runs of a report', () => {
    const bytes = report(
      {},
      { runs: [1, 2].map((n) => ({ tool: { driver: { name: `t${n}` } }, results: [result()] })) },
    );
    expect(readSarif(bytes).log.runs.map(({ tool, results }) => [tool.name, results.length])).toEqual([
      ['t1', 1],
      ['t2', 1],
    ]);
  });

  test('the semantic version before the plain one', () => {
    const tool = { driver: { name: 'acme', version: 'v1', semanticVersion: '1.2.3' } };
    expect(readRun({ tool, results: [] }).tool).toEqual({ name: 'acme', version: '1.2.3' });
  });
});

describe('a result that is not whole', () => {
  test.each<[string, unknown]>([
    ['is a text', 'R1'],
    ['is null', null],
    ['has neither rule nor message', { locations: [] }],
  ])('makes its run a failed one when it %s, and the others stay', (_name, broken) => {
    const run = readRun({ results: [result(), broken, result()] });
    expect(run.results).toHaveLength(2);
    expect(run.failure).toBe('wrote 1 result that cannot be read (the first at runs[0].results[1])');
  });

  test('takes its message from its rule when it has none, and is counted', () => {
    const { log, repairs } = readSarif(
      report({
        tool: { driver: { name: 'acme', rules: [{ id: 'R1', shortDescription: { text: 'Rule one' } }] } },
        results: [result({ message: undefined }), result({ message: { text: ' ' } })],
      }),
    );
    expect(log.runs[0]?.results.map(({ message }) => message)).toEqual(['Rule one', 'Rule one']);
    expect(repairs).toEqual(['2 results without a message']);
  });

  test('is kept without a rule, and counted', () => {
    const { log, repairs } = readSarif(report({ results: [result({ ruleId: undefined })] }));
    expect(log.runs[0]?.results[0]?.ruleId).toBe('unnamed');
    expect(repairs).toEqual(['1 result without a rule']);
  });

  test('loses only what is wrong with it', () => {
    const read = readResult({
      level: 'catastrophe',
      locations: [at({ uri: 7 }, { startLine: '12', startColumn: 0, endLine: 3, endColumn: -1 })],
      properties: 'none',
      partialFingerprints: { a: 1, b: 'kept' },
      fixes: {},
    });
    expect(read).toMatchObject({
      level: 'warning',
      path: undefined,
      region: { startLine: 12 },
      properties: {},
      partialFingerprints: { b: 'kept' },
      fix: undefined,
    });
  });

  test('is cut where a text is endless', () => {
    const { message } = readResult({ message: { text: 'x'.repeat(100_000) } });
    expect(message).toHaveLength(4_000);
    expect(message.endsWith('…')).toBe(true);
  });
});

describe('what is no problem', () => {
  test.each(['pass', 'notApplicable', 'informational', 'open'])('a result of kind %s is left out', (kind) => {
    const run = readRun({ results: [result({ kind })] });
    expect(run).toMatchObject({ results: [], failure: undefined });
  });

  test.each([
    ['fail', 'warning'],
    ['review', 'note'],
    ['somethingNew', 'warning'],
  ])('a result of kind %s stays, at level %s', (kind, level) => {
    expect(readResult({ kind }).level).toBe(level);
  });

  test('a result that is gone since the baseline of the tool is left out', () => {
    expect(
      readRun({ results: [result({ baselineState: 'absent' }), result({ baselineState: 'unchanged' })] }).results,
    ).toHaveLength(1);
  });

  test.each([
    ['accepted', [{ kind: 'inSource', status: 'accepted' }], true],
    ['without a status', [{ kind: 'external' }], true],
    ['rejected', [{ kind: 'external' }, { kind: 'external', status: 'rejected' }], false],
    ['under review', [{ kind: 'external', status: 'underReview' }], false],
    ['an empty list', [], false],
  ])('a suppression that is %s', (_name, suppressions, suppressed) => {
    expect(readResult({ suppressions }).suppressed).toBe(suppressed);
  });
});

describe('the level of a result', () => {
  const rules = [{ id: 'R1', defaultConfiguration: { level: 'error' } }];
  test.each([
    ['is its own', { level: 'note' }, { tool: { driver: { rules } } }, 'note'],
    ['is that of its rule', {}, { tool: { driver: { rules } } }, 'error'],
    ['is warning where nobody says', {}, {}, 'warning'],
    ['can be none', { level: 'none' }, {}, 'none'],
  ])('%s', (_name, changed, run, level) => {
    expect(readResult(changed, run).level).toBe(level);
  });
});

describe('the rule of a result', () => {
  const tool = {
    driver: {
      name: 'acme',
      rules: [
        { id: 'R0', name: 'zero' },
        { id: 'R1', name: 'one', guid: 'g1' },
      ],
    },
    extensions: [{ name: 'pack', rules: [{ id: 'X1', name: 'extended' }] }],
  };
  test.each([
    ['by its id', { ruleId: 'R0' }, 'R0', 'zero'],
    ['by an index alone', { ruleId: undefined, ruleIndex: 1 }, 'R1', 'one'],
    ['by rule.id', { ruleId: undefined, rule: { id: 'R0' } }, 'R0', 'zero'],
    ['by rule.index', { ruleId: undefined, rule: { index: 0 } }, 'R0', 'zero'],
    ['by rule.guid', { ruleId: undefined, rule: { guid: 'g1' } }, 'R1', 'one'],
    [
      'in an extension by index',
      { ruleId: undefined, rule: { index: 0, toolComponent: { index: 0 } } },
      'X1',
      'extended',
    ],
    [
      'in an extension by name',
      { ruleId: undefined, rule: { index: 0, toolComponent: { name: 'pack' } } },
      'X1',
      'extended',
    ],
    ['in an extension by id', { ruleId: 'X1' }, 'X1', 'extended'],
    ['by the id when the index says another', { ruleId: 'R0', ruleIndex: 1 }, 'R0', 'zero'],
    ['by the part before the slash', { ruleId: 'R1/sub' }, 'R1/sub', 'one'],
    ['by nothing when the index is out of range', { ruleId: 'R9', ruleIndex: 99 }, 'R9', undefined],
    ['by nothing when the index is -1', { ruleId: 'R9', ruleIndex: -1 }, 'R9', undefined],
  ])('is found %s', (_name, changed, ruleId, name) => {
    expect(readResult(changed, { tool })).toMatchObject({ ruleId, rule: { name } });
  });

  test.each([
    ['7.5', 7.5],
    ['10', 10],
    [9.1, 9.1],
    ['0.0', 0],
    ['11', undefined],
    ['-1', undefined],
    ['1e1', undefined],
    ['high', undefined],
    ['', undefined],
    [Number.NaN, undefined],
    [null, undefined],
  ])('has a security-severity of %p as %p', (written, read) => {
    const driver = { name: 'acme', rules: [{ id: 'R1', properties: { 'security-severity': written } }] };
    expect(readResult({}, { tool: { driver } }).rule.securitySeverity).toBe(read);
  });

  test('gives way to what the result says itself, and lends it its tags', () => {
    const driver = { name: 'acme', rules: [{ id: 'R1', properties: { 'security-severity': '2.0', tags: ['a', 7] } }] };
    const { rule } = readResult({ properties: { 'security-severity': '8.0', tags: ['b', 'a'] } }, { tool: { driver } });
    expect(rule).toMatchObject({ securitySeverity: 8, tags: ['a', 'b'] });
  });

  test.each([
    ['https://example.com/rule', 'https://example.com/rule'],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    ['https://example.com/"><script>', undefined],
  ])('has the help address %s as %s', (helpUri, read) => {
    expect(readResult({}, { tool: { driver: { rules: [{ id: 'R1', helpUri }] } } }).rule.helpUri).toBe(read);
  });
});

describe('the message of a result', () => {
  const rules = [{ id: 'R1', messageStrings: { own: { text: 'own {0} of {1}' }, braces: { text: '{{0}} {0}' } } }];
  const tool = { driver: { name: 'acme', rules, globalMessageStrings: { global: { text: 'global {0}' } } } };
  test.each([
    ['is its text', { text: 'plain' }, 'plain'],
    ['has its arguments in place', { text: '{0} and {1} and {0}', arguments: ['a', 'b'] }, 'a and b and a'],
    ['keeps a placeholder without an argument', { text: '{0} {1}', arguments: ['a'] }, 'a {1}'],
    ['keeps braces where there are no arguments', { text: 'if (x) {0} {{y}}' }, 'if (x) {0} {{y}}'],
    ['comes from its rule', { id: 'own', arguments: ['1', '2'] }, 'own 1 of 2'],
    ['comes from the driver', { id: 'global', arguments: ['x'] }, 'global x'],
    ['unescapes braces', { id: 'braces', arguments: ['x'] }, '{0} x'],
    ['is Markdown where there is nothing else', { markdown: '**bold**' }, '**bold**'],
    [
      'has the words of its links only',
      { text: 'see [the source](1) and [this](https://e.example/x)' },
      'see the source and this',
    ],
    ['keeps escaped brackets as brackets', { text: 'a\\[0\\]' }, 'a[0]'],
    ['does not reach a prototype', { id: 'constructor', text: undefined, markdown: 'm' }, 'm'],
  ])('%s', (_name, message, text) => {
    expect(readResult({ message }, { tool }).message).toBe(text);
  });
});

describe('a run that says that it failed', () => {
  const failed = { executionSuccessful: false };
  test.each([
    [
      'with its first error',
      {
        ...failed,
        toolExecutionNotifications: [
          { level: 'note', message: { text: 'n' } },
          { level: 'error', message: { text: 'no\u001b[31m rules.' } },
        ],
      },
      'reports that it did not succeed: no\\x1b[31m rules',
    ],
    [
      'with its exit description',
      { ...failed, exitCodeDescription: 'crashed' },
      'reports that it did not succeed: crashed',
    ],
    ['with no word', failed, 'reports that it did not succeed'],
  ])('is a failure %s', (_name, invocation, failure) => {
    const run = readRun({ results: [result()], invocations: [{ executionSuccessful: true }, invocation] });
    expect(run.failure).toBe(failure);
    expect(run.results).toHaveLength(1);
  });

  test('succeeds otherwise, and its errors are notifications', () => {
    const notification = {
      level: 'error',
      message: { text: 'syntax error' },
      locations: [at({ uri: 'bad%20name.py' })],
    };
    const run = readRun({
      results: [],
      invocations: [{ executionSuccessful: true, toolConfigurationNotifications: [notification] }],
    });
    expect(run).toMatchObject({ failure: undefined, notifications: [{ text: 'syntax error', path: 'bad name.py' }] });
  });
});

describe('the fix of a result', () => {
  const replacement = {
    deletedRegion: { startLine: 3, startColumn: 1, endColumn: 5 },
    insertedContent: { text: 'safe' },
  };
  const change = { artifactLocation: { uri: 'src/a.ts' }, replacements: [replacement] };
  test('is the one replacement in its own file', () => {
    expect(readResult({ fixes: [{ description: { text: 'make it safe' }, artifactChanges: [change] }] }).fix).toEqual({
      description: 'make it safe',
      region: { startLine: 3, startColumn: 1, endColumn: 5 },
      text: 'safe',
    });
  });

  test.each([
    ['there are two', [{ artifactChanges: [change] }, { artifactChanges: [change] }]],
    ['it changes two files', [{ artifactChanges: [change, change] }]],
    ['it replaces two regions', [{ artifactChanges: [{ ...change, replacements: [replacement, replacement] }] }]],
    ['it is for another file', [{ artifactChanges: [{ ...change, artifactLocation: { uri: 'src/b.ts' } }] }]],
    ['it has no region', [{ artifactChanges: [{ ...change, replacements: [{ insertedContent: { text: 'x' } }] }] }]],
  ])('is none when %s', (_name, fixes) => {
    expect(readResult({ fixes }).fix).toBeUndefined();
  });
});

test('a report of many results is read whole', () => {
  expect(readRun({ results: new Array(20_000).fill(result()) }).results).toHaveLength(20_000);
});
