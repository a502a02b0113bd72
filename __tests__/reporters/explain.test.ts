import { describe, expect, test } from '@jest/globals';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import type { SeveritySource } from '../../src/model/finding.ts';
import { exceptionYaml, inlineAllowance } from '../../src/reporters/acceptance.ts';
import { explainFinding, nearestIds } from '../../src/reporters/explain.ts';
import { expectGolden } from '../support/golden.ts';
import {
  blockingOutcome,
  HOSTILE_TEXTS,
  hostileOutcome,
  judgedFinding,
  outcomeOf,
  packageFinding,
  secretFinding,
} from '../support/outcomes.ts';
import { stripColours, terminalEscapes, workflowCommands } from '../support/reporting.ts';

const SCREEN = { columns: 80, colour: false };

describe('an explanation', () => {
  test.each([
    ['a secret that three scanners saw', '4f2a91'],
    ['a vulnerable package', '88c0de'],
    ['a resource with one witness', 'b0c4e7'],
    ['an accepted finding', 'dd0000'],
  ])('of %s reads well', (_, id) => {
    expectGolden(
      new URL(`__fixtures__/explain/${id}.txt`, import.meta.url),
      explainFinding(blockingOutcome(), id, SCREEN) ?? '',
    );
  });

  test('tells the way of a value, step by step', () => {
    const place = (startLine: number) => ({ startLine, startColumn: 1, endLine: startLine, endColumn: 5 });
    const flow = [
      { region: place(2), message: 'request.args comes from the request' },
      { region: place(7), message: 'reaches os.system' },
    ];
    const text = explainFinding(outcomeOf([judgedFinding({ flow })]), 'a1b2c3', SCREEN) ?? '';
    expect(text).toContain(
      '  Way           line 2: request.args comes from the request\n                line 7: reaches os.system\n',
    );
    expect(text).toContain('From  line 2: request.args comes from the request\n');
  });

  test('says the same with colours and without', () => {
    expect(stripColours(explainFinding(blockingOutcome(), '4f2a91', { ...SCREEN, colour: true }) ?? '')).toBe(
      explainFinding(blockingOutcome(), '4f2a91', SCREEN),
    );
  });

  test('says what else the severity of the rule could be', () => {
    const rule = { ...judgedFinding().rule, severityNote: 'High where anyone can cause it; low elsewhere.' };
    const text = explainFinding(outcomeOf([judgedFinding({ rule })]), 'a1b2c3', SCREEN) ?? '';
    expect(text).toContain('\n                High where anyone can cause it; low elsewhere.\n');
  });

  test.each([
    ['3.1', 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H', 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H'],
    ['2.0', 'AV:N/AC:L/Au:N/C:P/I:P/A:P', 'CVSS:2.0/AV:N/AC:L/Au:N/C:P/I:P/A:P'],
  ] as const)('shows the vector of an assessment by CVSS %s', (version, vector, shown) => {
    const finding = packageFinding({ cvss: { version, vector, score: 7.4 } });
    const text = explainFinding(outcomeOf([finding]), finding.id, SCREEN) ?? '';
    expect(text.replace(/\s+/g, ' ')).toContain(`(score 7.4, ${shown}):`);
  });

  test('says everything that somebody said, where other surfaces leave it at a few lines', () => {
    const message = 'A sentence that says something. '.repeat(30).trim();
    const text = explainFinding(outcomeOf([judgedFinding({ message })]), 'a1b2c3', SCREEN) ?? '';
    expect(text.replace(/\s+/g, ' ')).toContain(message);
  });

  test('shows a patch where one is certain', () => {
    const finding = judgedFinding({
      remediation: { text: 'pin it', patch: { region: { startLine: 14 }, replacement: 'uses: a/b@0123\n  with: {}' } },
    });
    const text = explainFinding(outcomeOf([finding]), finding.id, SCREEN) ?? '';
    expect(text).toContain(
      'Patch         replace from line 14 with\n              uses: a/b@0123\n                with: {}\n',
    );
  });

  test.each<readonly [SeveritySource, RegExp]>([
    ['advisory', /advisory's own assessment/],
    ['rule', /severity of the rule itself/],
    ['score', /a scanner's score/],
    ['word', /a scanner's own word/],
    ['level', /the report's level alone/],
    ['none', /nobody said how bad/],
  ])('says what it means that the severity comes from: %s', (severitySource, meaning) => {
    const text = explainFinding(outcomeOf([judgedFinding({ severitySource })]), 'a1b2c3', SCREEN) ?? '';
    expect(text.replace(/\s+/g, ' ')).toMatch(meaning);
  });

  test('does not say how to accept what is accepted', () => {
    expect(explainFinding(blockingOutcome(), 'dd0000', SCREEN)).not.toContain('To accept it');
  });

  test('of a hostile finding is harmless', () => {
    for (const { id } of hostileOutcome().findings) {
      const text = explainFinding(hostileOutcome(), id, SCREEN) ?? '';
      expect(text).toContain(id);
      expect(workflowCommands(text)).toEqual([]);
      expect(terminalEscapes(text.replaceAll('\n', ''))).toEqual([]);
    }
  });
});

describe('a finding', () => {
  const outcome = outcomeOf([
    judgedFinding({ id: '4f2a91' }),
    judgedFinding({ id: '4f2b00' }),
    judgedFinding({ id: '88c0de' }),
  ]);

  test.each([
    ['by its whole id', '4f2a91', true],
    ['by the beginning of its id when no other begins so', '88', true],
    ['in capitals', '4F2A91', true],
    ['not by a beginning that two share', '4f2', false],
    ['not by an unknown id', 'ffffff', false],
    ['not by nothing', '', false],
    ['not by a blank', ' ', false],
  ])('is found %s', (_, id, found) => {
    expect(explainFinding(outcome, id, SCREEN) !== undefined).toBe(found);
  });

  test.each([
    ['a mistyped digit', '4f2a92', ['4f2a91']],
    ['a beginning that two share', '4f2', ['4f2a91', '4f2b00']],
    ['nothing like it', 'zzzzzz', []],
    ['nothing', '', []],
    ['a megabyte', 'a'.repeat(1_000_000), []],
  ])('has neighbours for %s', (_, id, ids) => {
    expect(nearestIds(outcome, id)).toEqual(ids);
  });
});

describe('the exception to copy', () => {
  test('accepts a rule at a path for ninety days', () => {
    expect(parse(exceptionYaml(secretFinding(), outcomeOf([])))).toEqual({
      exceptions: [
        {
          rule: 'aws-access-key',
          path: 'src/config.ts',
          reason: expect.any(String),
          owner: '@your-team',
          expires: '2027-02-19',
        },
      ],
    });
  });

  test('names the package of a vulnerable package, whose path may change', () => {
    const [entry] = parse(exceptionYaml(packageFinding(), outcomeOf([]))).exceptions;
    expect(entry).toMatchObject({ rule: 'GHSA-p6mc-m468-83gw', package: 'pkg:npm/lodash' });
    expect(entry).not.toHaveProperty('path');
  });

  test.each([
    'app/[id]/page.tsx',
    'a(b)/c.ts',
    'x{1,2}.ts',
    'what?.ts',
    'star*.ts',
    '!not.ts',
    'a+(b).ts',
    '@(x)|y.ts',
    '.env',
    'plain/path.ts',
  ])('matches the path %s and no other', (path) => {
    const finding = judgedFinding({ location: { ...judgedFinding().location, path } });
    const [{ path: glob }] = parse(exceptionYaml(finding, outcomeOf([]))).exceptions;
    const matches = picomatch(glob, { dot: true, noextglob: true });
    expect(matches(path)).toBe(true);
    for (const other of ['app/i/page.tsx', 'x1.ts', 'whatx.ts', 'starry.ts', 'ab/c.ts', 'other.ts', 'y.ts'])
      expect(matches(other)).toBe(false);
  });

  test.each(HOSTILE_TEXTS)('is one entry of plain strings for a rule called %j', (id) => {
    const finding = judgedFinding({ rule: { ...judgedFinding().rule, id } });
    const document = parse(exceptionYaml(finding, outcomeOf([])));
    expect(document.exceptions).toHaveLength(1);
    expect(Object.keys(document.exceptions[0])).toEqual(['rule', 'path', 'reason', 'owner', 'expires']);
    expect(typeof document.exceptions[0].rule).toBe('string');
  });
});

describe('the comment to copy', () => {
  test.each([
    ['source code', 'src/a.ts', true],
    ['YAML', '.github/workflows/ci.yml', true],
    ['a go.mod', 'go.mod', true],
    ['JSON, which has no comments', 'package-lock.json', false],
    ['a lockfile that a tool writes', 'poetry.lock', false],
    ['checksums', 'go.sum', false],
    ['a key', 'certs/server.key', false],
  ])('is offered or not in %s', (_, path, offered) => {
    expect(inlineAllowance(judgedFinding({ location: { ...judgedFinding().location, path } })) !== undefined).toBe(
      offered,
    );
  });

  test('is not offered for a rule whose name has blanks, which a comment cannot name', () => {
    expect(inlineAllowance(judgedFinding({ rule: { ...judgedFinding().rule, id: 'two words' } }))).toBeUndefined();
  });
});
