import { describe, expect, test } from '@jest/globals';
import { readSarif } from '../../src/sarif/read.ts';
import { asArgument, cwesOf, remediationOf, ruleOf } from '../../src/scanners/sarif-fields.ts';
import { report, result } from '../sarif/reports.ts';

function read(changed: object, rule: object = {}) {
  const tool = { driver: { name: 'acme', rules: [{ id: 'R1', ...rule }] } };
  const [run] = readSarif(report({ tool, results: [result(changed)] })).log.runs;
  const [only] = run?.results ?? [];
  if (only === undefined) throw new Error('no result was read');
  return only;
}

describe('cwesOf', () => {
  test.each([
    [['external/cwe/cwe-078'], ['CWE-78']],
    [['CWE-89: SQL injection', 'CWE-89'], ['CWE-89']],
    [
      ['cwe_352', 'CWE 79', 'cwe:22'],
      ['CWE-22', 'CWE-352', 'CWE-79'],
    ],
    [['OWASP-A01', 'LOW CONFIDENCE', 'cwe-', 'scwe-7'], []],
  ])('reads %j', (tags, cwes) => {
    expect(cwesOf(tags)).toEqual(cwes);
  });
});

describe('ruleOf', () => {
  test.each([
    ['the short description', { shortDescription: { text: 'Short' }, name: 'name' }, 'Short'],
    ['the name', { name: 'name' }, 'name'],
    ['the id', {}, 'R1'],
  ])('takes for a title %s', (_name, rule, title) => {
    expect(ruleOf(read({}, rule)).title).toBe(title);
  });

  test('has help and an address where the report has them, and not twice what is the title already', () => {
    const rule = {
      shortDescription: { text: 'Short' },
      fullDescription: { text: 'Long' },
      helpUri: 'https://e.example/r',
    };
    expect(ruleOf(read({}, rule))).toEqual({
      id: 'R1',
      title: 'Short',
      cwes: [],
      help: 'Long',
      helpUri: 'https://e.example/r',
    });
    expect(ruleOf(read({}, { ...rule, fullDescription: { text: 'Short' } }))).not.toHaveProperty('help');
  });
});

describe('remediationOf', () => {
  const replacement = { deletedRegion: { startLine: 3 }, insertedContent: { text: 'safe()' } };
  const fixes = [{ artifactChanges: [{ artifactLocation: { uri: 'src/a.ts' }, replacements: [replacement] }] }];
  test('is the fix that the report offers', () => {
    expect(remediationOf(read({ fixes }))).toEqual({
      text: 'apply the fix that the scanner offers',
      patch: { region: { startLine: 3 }, replacement: 'safe()' },
    });
  });

  test('is none without one', () => {
    expect(remediationOf(read({}))).toBeUndefined();
  });
});

test.each([
  ['-rf', './-rf'],
  ['--config=x', './--config=x'],
  ['a-b', 'a-b'],
  ['src/-x', 'src/-x'],
])('asArgument makes of %s %s', (path, argument) => {
  expect(asArgument(path)).toBe(argument);
});
