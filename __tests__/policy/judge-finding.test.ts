import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CATEGORIES } from '../../src/model/category.ts';
import type { Finding } from '../../src/model/finding.ts';
import { SEVERITIES } from '../../src/model/severity.ts';
import { judgeFinding } from '../../src/policy/judge-finding.ts';
import type { Exception, Policy } from '../../src/policy/policy.ts';
import { exception, finding, findings, lodash, policies, policy } from '../support/findings.ts';

const TODAY = '2026-11-21';
const place = '(policy.fail-on, .github/gatehouse.yml:3)';
const low = { failOn: { value: 'low' as const, from: '.github/gatehouse.yml:5' } };

describe('severity against threshold', () => {
  const rows: readonly [string, Partial<Finding>, Partial<Policy>, string, string][] = [
    ['equal blocks', { severity: 'high' }, {}, 'block', `high is at or above fail-on: high ${place}`],
    ['worse blocks', { severity: 'critical' }, {}, 'block', `critical is at or above fail-on: high ${place}`],
    ['medium below warns', { severity: 'medium' }, {}, 'warn', `medium is below fail-on: high ${place}`],
    ['low is a note', { severity: 'low' }, {}, 'note', `low is below fail-on: high ${place}`],
    ['info is a note', { severity: 'info' }, {}, 'note', `info is below fail-on: high ${place}`],
    [
      'info blocks where the owner wants that',
      { severity: 'info' },
      { failOn: { value: 'info', from: '--fail-on' } },
      'block',
      'info is at or above fail-on: info (policy.fail-on, --fail-on)',
    ],
    [
      'never lets everything through',
      { severity: 'critical' },
      { failOn: { value: 'never', from: 'input fail-on' } },
      'warn',
      'nothing blocks with fail-on: never (policy.fail-on, input fail-on)',
    ],
    [
      'a category may be stricter',
      { severity: 'low' },
      { categories: { secrets: low } },
      'block',
      'low is at or above fail-on: low (policy.categories.secrets.fail-on, .github/gatehouse.yml:5)',
    ],
    [
      'a category may be milder',
      { severity: 'critical' },
      { categories: { secrets: { failOn: { value: 'never', from: 'g.yml:5' } } } },
      'warn',
      'nothing blocks with fail-on: never (policy.categories.secrets.fail-on, g.yml:5)',
    ],
    [
      'another category does not count',
      { severity: 'low' },
      { categories: { sca: low } },
      'note',
      `low is below fail-on: high ${place}`,
    ],
    ['what is fixed never blocks', { severity: 'critical', state: 'fixed' }, {}, 'note', 'it is fixed here'],
  ];
  test.each(rows)('%s', (_, changed, rules, disposition, reason) => {
    expect(judgeFinding(policy(rules), finding(changed), TODAY)).toEqual({ disposition, reason, exception: undefined });
  });
});

const vulnerable: Partial<Finding> = {
  category: 'sca',
  rule: { id: 'GHSA-p6mc-m468-83gw', title: 't', cwes: [] },
  location: { path: 'web/package-lock.json', region: finding().location.region },
  package: lodash(),
  advisories: ['CVE-2020-8203', 'GHSA-p6mc-m468-83gw'],
  witnesses: [{ scanner: 'trivy', version: undefined, rule: 'trivy-rule', severity: 'HIGH' }],
};

describe('an exception accepts', () => {
  const rows: readonly [string, Partial<Exception>, Partial<Finding>, boolean][] = [
    ['its rule', {}, {}, true],
    ['no other rule', { rule: 'other' }, {}, false],
    ['by the id of a witness', { rule: 'trivy-rule' }, vulnerable, true],
    ['by any name of the advisory', { rule: 'CVE-2020-8203' }, vulnerable, true],
    ['whatever the case of the letters', { rule: 'ghsa-P6MC-m468-83gw' }, vulnerable, true],
    ['by a pattern', { rule: 'CVE-2020-*', path: '**' }, vulnerable, true],
    ['below a path', { rule: 'CVE-2020-8203', path: 'web/**' }, vulnerable, true],
    ['not beside a path', { rule: 'CVE-2020-8203', path: 'api/**' }, vulnerable, false],
    ['not below a path that only begins alike', { path: 'src/a' }, {}, false],
    [
      'in dotfiles too',
      { path: '**' },
      { location: { path: '.github/x.yml', region: finding().location.region } },
      true,
    ],
    ['no extended pattern', { path: 'src/@(a|b).ts' }, {}, false],
    ['a package', { rule: 'CVE-2020-8203', package: 'pkg:npm/lodash' }, vulnerable, true],
    ['its version', { rule: 'CVE-2020-8203', package: 'pkg:npm/lodash@4.17.15' }, vulnerable, true],
    ['not another version', { rule: 'CVE-2020-8203', package: 'pkg:npm/lodash@4.17.16' }, vulnerable, false],
    ['not another package', { rule: 'CVE-2020-8203', package: 'pkg:npm/lodash-es' }, vulnerable, false],
    [
      'a package with a scope, in either spelling',
      { rule: 'CVE-2020-8203', package: 'pkg:npm/@acme/a' },
      { ...vulnerable, package: lodash({ purl: 'pkg:npm/%40acme/a' }) },
      true,
    ],
    ['no package where there is none', { package: 'pkg:npm/lodash' }, {}, false],
    ['on its last day', { expires: TODAY }, {}, true],
    ['not on the day after', { expires: '2026-11-20' }, {}, false],
  ];
  test.each(rows)('%s', (_, changed, about, isAccepted) => {
    const { disposition } = judgeFinding(policy({ exceptions: [exception(changed)] }), finding(about), TODAY);
    expect(disposition).toBe(isAccepted ? 'excepted' : 'block');
  });

  test('with its owner, its end, its reason and its place', () => {
    const only = exception();
    expect(judgeFinding(policy({ exceptions: [only] }), finding(), TODAY)).toEqual({
      disposition: 'excepted',
      reason: 'accepted by @team until 2027-01-31: a key of the test account (.github/gatehouse.yml:9)',
      exception: only,
    });
  });

  test('by the first that still works', () => {
    const gone = exception({ expires: '2026-01-01', from: 'g.yml:1' });
    const working = exception({ from: 'g.yml:2' });
    expect(judgeFinding(policy({ exceptions: [gone, working] }), finding(), TODAY).exception).toBe(working);
  });

  test('and after its end says that it ended', () => {
    const { disposition, reason } = judgeFinding(
      policy({ exceptions: [exception({ expires: '2026-11-20' })] }),
      finding(),
      TODAY,
    );
    expect({ disposition, reason }).toEqual({
      disposition: 'block',
      reason: `high is at or above fail-on: high ${place}; its exception expired on 2026-11-20 (.github/gatehouse.yml:9)`,
    });
  });

  test('without a control character of what its author wrote', () => {
    const { reason } = judgeFinding(
      policy({ exceptions: [exception({ reason: 'a\u001b[2Jb\u202e' })] }),
      finding(),
      TODAY,
    );
    expect(reason).toContain('a\\x1b[2Jb\\u{202e}');
  });
});

describe('an allowance beside the code', () => {
  const allowed = { rule: 'aws-access-key', reason: 'made up', path: 'src/a.ts', line: 2 };

  test('accepts, with its place', () => {
    expect(judgeFinding(policy(), finding({ allowed }), TODAY)).toEqual({
      disposition: 'excepted',
      reason: 'allowed in src/a.ts:2: made up',
      exception: undefined,
    });
  });

  test.each([
    [{ ...allowed, reason: '' }, 'gives no reason'],
    [{ ...allowed, rule: '', reason: '' }, 'names no rule and gives no reason'],
  ])('without a reason does not count, and that is said', (unreasoned, why) => {
    const { disposition, reason } = judgeFinding(policy(), finding({ allowed: unreasoned }), TODAY);
    expect(disposition).toBe('block');
    expect(reason).toContain(`; the gatehouse:allow in src/a.ts:2 ${why}, and so does not count`);
    const strict = policy({ inlineExceptions: { value: false, from: 'g.yml:4' } });
    expect(judgeFinding(strict, finding({ allowed: unreasoned }), TODAY).reason).not.toContain('gatehouse:allow');
  });

  test('counts for nothing where the policy says so', () => {
    const strict = policy({ inlineExceptions: { value: false, from: 'g.yml:4' } });
    expect(judgeFinding(strict, finding({ allowed }), TODAY).disposition).toBe('block');
  });
});

describe('whatever the policy', () => {
  const order = ['block', 'warn', 'note'];

  test('a worse severity is never judged milder', () => {
    fc.assert(
      fc.property(policies, findings, fc.nat(3), (rules, one, step) => {
        const milder = judgeFinding(rules, { ...one, severity: SEVERITIES[step + 1] ?? 'info' }, TODAY);
        const worse = judgeFinding(rules, { ...one, severity: SEVERITIES[step] ?? 'critical' }, TODAY);
        expect(order.indexOf(worse.disposition)).toBeLessThanOrEqual(order.indexOf(milder.disposition));
      }),
    );
  });

  test('an exception changes nothing for findings of other rules', () => {
    fc.assert(
      fc.property(policies, findings, fc.constantFrom(...CATEGORIES), (rules, one, category) => {
        const other = exception({ rule: 'nobody-has-this-rule' });
        const judged = judgeFinding(
          { ...rules, exceptions: [...rules.exceptions, other] },
          { ...one, category },
          TODAY,
        );
        expect(judged).toEqual(judgeFinding(rules, { ...one, category }, TODAY));
      }),
    );
  });

  test('an exception accepts or changes nothing but the words', () => {
    fc.assert(
      fc.property(policies, findings, fc.constantFrom('r1', 'r*', 'CVE-2024-1'), (rules, one, rule) => {
        const before = judgeFinding(rules, one, TODAY).disposition;
        const after = judgeFinding(
          { ...rules, exceptions: [...rules.exceptions, exception({ rule })] },
          one,
          TODAY,
        ).disposition;
        expect([before, 'excepted']).toContain(after);
      }),
    );
  });

  test('a fixed finding never blocks', () => {
    fc.assert(
      fc.property(policies, findings, (rules, one) => {
        expect(judgeFinding(rules, { ...one, state: 'fixed' }, TODAY).disposition).toBe('note');
      }),
    );
  });
});
