import { describe, expect, test } from '@jest/globals';
import type { JudgedFinding } from '../../src/model/finding.ts';
import type { Gap } from '../../src/model/verdict.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { decideVerdict } from '../../src/policy/verdict.ts';
import { finding, policy } from '../support/findings.ts';

const blocking = (category: JudgedFinding['category']): JudgedFinding => ({
  ...finding({ category }),
  disposition: 'block',
  reason: 'r',
});
const warning: JudgedFinding = { ...finding({ severity: 'medium' }), disposition: 'warn', reason: 'r' };
const gap: Gap = { category: 'sast', scanner: 'semgrep', why: 'timed out after 120 s', remedy: undefined };
const lenient: Partial<Policy> = { onIncomplete: { value: 'pass', from: 'g.yml:6' } };
const strictSecrets: Partial<Policy> = { categories: { secrets: { failOn: { value: 'low', from: 'g.yml:5' } } } };

const nothing = 'no finding is at or above high (policy.fail-on, .github/gatehouse.yml:3)';
const incomplete = 'sast is incomplete: semgrep timed out after 120 s';

describe('the verdict', () => {
  const rows: readonly [
    string,
    Partial<Policy>,
    readonly JudgedFinding[],
    readonly Gap[],
    string,
    readonly string[],
  ][] = [
    ['passes with nothing', {}, [], [], 'pass', [nothing]],
    ['passes with a warning', {}, [warning], [], 'pass', [nothing]],
    [
      'passes with never, in words',
      { failOn: { value: 'never', from: '--fail-on' } },
      [warning],
      [],
      'pass',
      ['nothing blocks with fail-on: never (policy.fail-on, --fail-on)'],
    ],
    [
      'fails with one that blocks',
      {},
      [blocking('sca')],
      [],
      'fail',
      ['1 finding at or above high (policy.fail-on, .github/gatehouse.yml:3)'],
    ],
    [
      'counts what reached the same threshold',
      {},
      [blocking('sca'), blocking('sast')],
      [],
      'fail',
      ['2 findings at or above high (policy.fail-on, .github/gatehouse.yml:3)'],
    ],
    [
      'names every threshold that was reached, the fuller first',
      strictSecrets,
      [blocking('sca'), blocking('secrets'), blocking('secrets')],
      [],
      'fail',
      [
        '2 secrets findings at or above low (policy.categories.secrets.fail-on, g.yml:5)',
        '1 finding at or above high (policy.fail-on, .github/gatehouse.yml:3)',
      ],
    ],
    ['is incomplete with a gap', {}, [warning], [gap], 'incomplete', [incomplete, nothing]],
    [
      'fails rather than being incomplete, and says both',
      {},
      [blocking('sca')],
      [gap],
      'fail',
      ['1 finding at or above high (policy.fail-on, .github/gatehouse.yml:3)', incomplete],
    ],
    [
      'passes incomplete where the policy says so, in words',
      lenient,
      [],
      [gap],
      'pass',
      [incomplete, 'an incomplete scan passes with on-incomplete: pass (policy.on-incomplete, g.yml:6)', nothing],
    ],
    [
      'fails all the same where the policy lets incomplete pass',
      lenient,
      [blocking('sca')],
      [gap],
      'fail',
      [
        '1 finding at or above high (policy.fail-on, .github/gatehouse.yml:3)',
        incomplete,
        'an incomplete scan passes with on-incomplete: pass (policy.on-incomplete, g.yml:6)',
      ],
    ],
  ];
  test.each(rows)('%s', (_, changed, findings, gaps, word, reasons) => {
    expect(decideVerdict(policy(changed), findings, gaps)).toEqual({ word, gaps, reasons });
  });
});
