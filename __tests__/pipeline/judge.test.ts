import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Disposition, Finding } from '../../src/model/finding.ts';
import type { ScanStatus } from '../../src/model/scan-status.ts';
import { compareSeverity, SEVERITIES } from '../../src/model/severity.ts';
import type { VerdictWord } from '../../src/model/verdict.ts';
import { judge } from '../../src/pipeline/judge.ts';
import type { Policy, Threshold } from '../../src/policy/policy.ts';
import { exception, finding, findings, lines, lodash, policies, policy, record, scanOf } from '../support/findings.ts';
import { settingsWith } from '../support/settings.ts';

const NOW = Date.UTC(2026, 10, 21, 23, 59);

function outcomeOf(
  found: readonly Finding[],
  rules: Policy = policy(),
  statuses: readonly ScanStatus[] = [{ state: 'ok' }],
) {
  const scans = statuses.map((status, at) => scanOf(`scanner-${at}`, { status, results: 2 }));
  return judge(record([], { scans, excluded: 4 }), found, settingsWith({ policy: rules }), NOW);
}

const timedOut: ScanStatus = { state: 'timed-out', why: 'timed out after 120 s' };
const unavailable: ScanStatus = { state: 'unavailable', why: 'is not installed', remedy: 'pip install bandit' };

describe('an outcome', () => {
  test('carries what the record and the settings say', () => {
    const empty = [{ category: 'iac' as const, why: 'no Terraform here' }];
    const notLookedAt = [{ path: 'a.bin', why: 'a Git LFS pointer' }];
    const given = record([], {
      prefix: 'api/',
      emptyCategories: empty,
      notLookedAt,
      digests: { rules: 'r', advisories: 'a' },
    });
    const outcome = judge(
      given,
      [],
      settingsWith({ checkName: 'gate', profile: 'thorough', decidedBy: 'g.yml', digest: 'd' }),
      NOW,
    );
    expect(outcome).toMatchObject({
      tool: given.tool,
      prefix: 'api/',
      checkName: 'gate',
      profile: 'thorough',
      decidedBy: 'g.yml',
      emptyCategories: empty,
      notLookedAt,
      digests: { policy: 'd', rules: 'r', advisories: 'a' },
      run: given.run,
    });
  });

  test('counts everything', () => {
    const found = [
      finding(),
      finding({ severity: 'medium' }),
      finding({ severity: 'low' }),
      finding({ severity: 'low' }),
      finding({ rule: { id: 'accepted', title: 't', cwes: [] }, witnesses: [] }),
    ];
    const rules = policy({ exceptions: [exception({ rule: 'accepted' })] });
    expect(outcomeOf(found, rules, [{ state: 'ok' }, { state: 'ok' }]).counts).toEqual({
      files: 3,
      bytes: 900,
      raw: 4,
      findings: 5,
      blocking: 1,
      warnings: 1,
      notes: 2,
      excepted: 1,
      excluded: 4,
    });
  });

  test('says how each exception fared', () => {
    const rules = policy({
      exceptions: [
        exception(),
        exception({ expires: '2026-11-20', from: 'g.yml:2' }),
        exception({ rule: 'unused', from: 'g.yml:3' }),
      ],
    });
    const found = [
      finding(),
      finding({ location: { path: 'src/b.ts', region: lines(1) } }),
      finding({ state: 'fixed' }),
    ];
    expect(
      outcomeOf(found, rules).exceptions.map(({ from, matched, expired }) => ({ from, matched, expired })),
    ).toEqual([
      { from: '.github/gatehouse.yml:9', matched: 2, expired: false },
      { from: 'g.yml:2', matched: 2, expired: true },
      { from: 'g.yml:3', matched: 0, expired: false },
    ]);
  });

  test('lets an exception work to the last minute of its last day in UTC', () => {
    const rules = policy({ exceptions: [exception({ expires: '2026-11-21' })] });
    const verdictAt = (now: number) =>
      judge(record([]), [finding()], settingsWith({ policy: rules }), now).verdict.word;
    expect([verdictAt(NOW), verdictAt(NOW + 60_000)]).toEqual(['pass', 'fail']);
  });

  test('has its findings sorted: disposition, severity, path, place, rule', () => {
    const at = (path: string, line: number) => ({ location: { path, region: lines(line) } });
    const found = [
      finding({ id: 'accepted', rule: { id: 'accepted', title: 't', cwes: [] }, witnesses: [], severity: 'critical' }),
      finding({ id: 'note', severity: 'info' }),
      finding({ id: 'warn', severity: 'medium' }),
      finding({ id: 'b', ...at('src/b.ts', 1) }),
      finding({ id: 'a9', ...at('src/a.ts', 9) }),
      finding({ id: 'a2z', ...at('src/a.ts', 2), rule: { id: 'z', title: 't', cwes: [] } }),
      finding({ id: 'a2a', ...at('src/a.ts', 2), rule: { id: 'a', title: 't', cwes: [] } }),
      finding({ id: 'worst', severity: 'critical', ...at('zzz', 1) }),
    ];
    const rules = policy({ exceptions: [exception({ rule: 'accepted' })] });
    expect(outcomeOf(found, rules).findings.map(({ id }) => id)).toEqual([
      'worst',
      'a2a',
      'a2z',
      'a9',
      'b',
      'warn',
      'note',
      'accepted',
    ]);
  });
});

describe('what is missing', () => {
  const rows: readonly [string, ScanStatus, VerdictWord, number][] = [
    ['a scanner that ended well leaves no gap', { state: 'ok' }, 'pass', 0],
    ['one with nothing to look at leaves none either', { state: 'skipped', why: 'no Python here' }, 'pass', 0],
    ['one that failed does', { state: 'failed', why: 'ended with status 2' }, 'incomplete', 1],
    ['one that timed out does', timedOut, 'incomplete', 1],
    ['one that could not be had does', unavailable, 'incomplete', 1],
  ];
  test.each(rows)('%s', (_, status, word, gaps) => {
    const { verdict } = outcomeOf([], policy(), [status]);
    expect([verdict.word, verdict.gaps.length]).toEqual([word, gaps]);
  });

  test('is listed with its remedy, also when something blocks', () => {
    const { verdict } = outcomeOf([finding()], policy(), [unavailable]);
    expect(verdict.word).toBe('fail');
    expect(verdict.gaps).toEqual([
      { category: 'secrets', scanner: 'scanner-0', why: 'is not installed', remedy: 'pip install bandit' },
    ]);
  });

  test('of a scanner that is not required is no gap', () => {
    const scans = [scanOf('extra', { required: false, status: timedOut })];
    expect(judge(record([], { scans }), [], settingsWith(), NOW).verdict).toMatchObject({ word: 'pass', gaps: [] });
  });
});

describe('whatever is found and whatever the policy', () => {
  const order: readonly VerdictWord[] = ['pass', 'incomplete', 'fail'];
  const badness = (word: VerdictWord) => order.indexOf(word);
  const statuses = fc.array(
    fc.constantFrom<ScanStatus>({ state: 'ok' }, { state: 'skipped', why: 'x' }, timedOut, unavailable),
    { maxLength: 3 },
  );
  const some = fc.array(findings, { maxLength: 6 });

  test('one more finding never makes the verdict better', () => {
    fc.assert(
      fc.property(some, findings, policies, statuses, (found, another, rules, ended) => {
        const before = outcomeOf(found, rules, ended).verdict.word;
        const after = outcomeOf([...found, another], rules, ended).verdict.word;
        expect(badness(after)).toBeGreaterThanOrEqual(badness(before));
      }),
    );
  });

  test('one more failed scanner never makes the verdict better', () => {
    fc.assert(
      fc.property(some, policies, statuses, (found, rules, ended) => {
        const before = outcomeOf(found, rules, ended).verdict.word;
        expect(badness(outcomeOf(found, rules, [...ended, timedOut]).verdict.word)).toBeGreaterThanOrEqual(
          badness(before),
        );
      }),
    );
  });

  const thresholds: readonly Threshold[] = ['never', ...SEVERITIES];

  test('a stricter threshold never makes the verdict better', () => {
    fc.assert(
      fc.property(some, policies, statuses, fc.nat(4), (found, rules, ended, step) => {
        const verdictWith = (value: Threshold) =>
          outcomeOf(found, { ...rules, failOn: { value, from: 'g.yml:1' } }, ended).verdict.word;
        const milder = verdictWith(thresholds[step] ?? 'never');
        const stricter = verdictWith(thresholds[step + 1] ?? 'info');
        expect(badness(stricter)).toBeGreaterThanOrEqual(badness(milder));
      }),
    );
  });

  test('an incomplete scan is never a pass unless the policy says so', () => {
    fc.assert(
      fc.property(some, policies, (found, rules) => {
        const { word, gaps } = outcomeOf(found, rules, [timedOut]).verdict;
        expect(gaps).toHaveLength(1);
        if (rules.onIncomplete.value === 'fail') expect(word).not.toBe('pass');
      }),
    );
  });

  test('an exception leaves every finding alone that it does not accept', () => {
    fc.assert(
      fc.property(some, policies, (found, rules) => {
        const added = exception({ rule: 'r1', path: 'src/**' });
        const before = new Map(outcomeOf(found, rules).findings.map((one) => [one, one.disposition]));
        const after = outcomeOf(found, { ...rules, exceptions: [...rules.exceptions, added] }).findings;
        const others = after.filter(({ rule, location }) => rule.id !== 'r1' || location.path !== 'src/a.ts');
        for (const one of others) expect([...before.keys()]).toContainEqual(one);
      }),
    );
  });

  test('nothing is lost, nothing is counted twice, and the order is worst first', () => {
    const dispositions: readonly Disposition[] = ['block', 'warn', 'note', 'excepted'];
    fc.assert(
      fc.property(some, policies, (found, rules) => {
        const { findings: judged, counts } = outcomeOf(found, rules);
        expect(judged).toHaveLength(found.length);
        expect(counts.blocking + counts.warnings + counts.notes + counts.excepted).toBe(found.length);
        for (const [at, one] of judged.slice(1).entries()) {
          const previous = judged[at];
          if (previous === undefined) continue;
          const step = dispositions.indexOf(one.disposition) - dispositions.indexOf(previous.disposition);
          expect(step > 0 || (step === 0 && compareSeverity(previous.severity, one.severity) <= 0)).toBe(true);
        }
      }),
    );
  });

  test('the order in which findings come changes nothing', () => {
    fc.assert(
      fc.property(fc.uniqueArray(findings, { selector: ({ id }) => id }), policies, (found, rules) => {
        expect(outcomeOf([...found].reverse(), rules)).toEqual(outcomeOf(found, rules));
      }),
    );
  });

  test('a verdict of fail has a finding that blocks, and only that', () => {
    fc.assert(
      fc.property(some, policies, statuses, (found, rules, ended) => {
        const { verdict, counts } = outcomeOf(found, rules, ended);
        expect(verdict.word === 'fail').toBe(counts.blocking > 0);
        expect(verdict.reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a package may be accepted while its neighbour blocks', () => {
    const accepted = finding({ package: lodash() });
    const neighbour = finding({ package: lodash({ purl: 'pkg:npm/underscore', name: 'underscore' }) });
    const rules = policy({ exceptions: [exception({ package: 'pkg:npm/lodash' })] });
    expect(
      outcomeOf([accepted, neighbour], rules).findings.map(({ disposition, package: affected }) => [
        affected?.name,
        disposition,
      ]),
    ).toEqual([
      ['underscore', 'block'],
      ['lodash', 'excepted'],
    ]);
  });
});
