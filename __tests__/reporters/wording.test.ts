import { describe, expect, test } from '@jest/globals';
import {
  EVERYTHING,
  fixOf,
  fixOfAll,
  gapText,
  helpOf,
  idleText,
  titleOf,
  viaOf,
  whyOf,
  witnessNames,
} from '../../src/reporters/wording.ts';
import { blockingOutcome, judgedFinding, packageFinding, resourceFinding, secretFinding } from '../support/outcomes.ts';

const rule = judgedFinding().rule;
const lodash = packageFinding();

function affected(rest: Partial<NonNullable<typeof lodash.package>>) {
  return packageFinding({ package: lodash.package && { ...lodash.package, ...rest } });
}

describe('the title', () => {
  test.each([
    ['of a rule is its own', judgedFinding(), 'SQL text built from user input'],
    ['of a rule without one is its id', judgedFinding({ rule: { ...rule, title: ' ' } }), 'sql-from-input'],
    ['of several lines is one line', judgedFinding({ rule: { ...rule, title: 'a\n  b' } }), 'a b'],
    ['of a package names it, its version and its CVE', lodash, 'lodash 4.17.15: prototype pollution (CVE-2020-8203)'],
    [
      'of a package without a fixed version has none',
      affected({ version: undefined }),
      'lodash: prototype pollution (CVE-2020-8203)',
    ],
    [
      'that already names package and version does not say it twice',
      packageFinding({ rule: { ...rule, title: 'lodash 4.17.15 is bad' } }),
      'lodash 4.17.15 is bad (CVE-2020-8203)',
    ],
    [
      'that already names the advisory does not say it twice',
      packageFinding({ rule: { ...rule, title: 'CVE-2020-8203 in lodash' } }),
      'lodash 4.17.15: CVE-2020-8203 in lodash',
    ],
    [
      'prefers GHSA where there is no CVE',
      packageFinding({ advisories: ['GO-2020-1', 'GHSA-aaaa'] }),
      'lodash 4.17.15: prototype pollution (GHSA-aaaa)',
    ],
    [
      'takes any name where there is no other',
      packageFinding({ advisories: ['MAL-2025-1'] }),
      'lodash 4.17.15: prototype pollution (MAL-2025-1)',
    ],
  ])('%s', (_, finding, title) => {
    expect(titleOf(finding)).toBe(title);
  });
});

describe('the reason why it matters', () => {
  test.each([
    [
      'is what the rule says where the message only repeats the title',
      secretFinding(),
      'anyone who can read this repository can act as its owner',
    ],
    [
      'is the message where the rule says nothing',
      resourceFinding(),
      'acl is "public-read", and no public access block covers the bucket',
    ],
    [
      'joins message and rule, each once',
      judgedFinding({ message: 'x is y', rule: { ...rule, help: 'An attacker wins.' } }),
      'x is y. An attacker wins.',
    ],
    [
      'goes on in lower case after a semicolon',
      judgedFinding({ message: 'x is y', rule: { ...rule, help: 'an attacker wins' } }),
      'x is y; an attacker wins',
    ],
    [
      'does not repeat a message that the rule contains',
      judgedFinding({ message: 'An attacker wins', rule: { ...rule, help: 'an attacker wins!' } }),
      'An attacker wins',
    ],
    [
      'of a package is the rule and how likely an exploit is',
      lodash,
      'properties of every object can be changed through user input; CVSS 7.4; exploited in the wild: no; EPSS 2 %',
    ],
    [
      'of a package says when it is exploited',
      packageFinding({
        rule: { ...rule, title: 't' },
        message: 'Bad.',
        exploitability: { kev: true, epss: undefined },
      }),
      'Bad. CVSS 7.4; exploited in the wild: yes',
    ],
    [
      'of a package says what an attacker needs, where the assessment says it',
      packageFinding({
        rule: { ...rule, title: 'prototype pollution', help: 'Prototype pollution in lodash' },
        cvss: { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H', score: 7.4 },
        exploitability: undefined,
      }),
      'CVSS 7.4, reachable over the network without rights',
    ],
    [
      'does not give a score that no advisory gave',
      judgedFinding({ message: 'x is y', severitySource: 'score', score: 7.4 }),
      'x is y',
    ],
    [
      'leaves out the general sentence where the special one needs the room',
      judgedFinding({ message: `x is ${'very '.repeat(34)}bad`, rule: { ...rule, help: 'An attacker wins.' } }),
      `x is ${'very '.repeat(34)}bad`,
    ],
    [
      'does not say the title again in other words',
      secretFinding({
        message: 'AWS access key in clear text',
        rule: { ...rule, title: 'AWS access key', help: 'It opens doors.' },
      }),
      'It opens doors.',
    ],
    [
      'is missing where nobody says more than the title',
      judgedFinding({ message: 'sql text, built from user input.' }),
      undefined,
    ],
  ])('%s', (_, finding, why) => {
    expect(whyOf(finding)).toBe(why);
  });

  test('is never longer than four lines of a terminal, but for explain', () => {
    const long = judgedFinding({ message: 'word '.repeat(100_000) });
    expect(whyOf(long)?.length).toBeLessThanOrEqual(250);
    expect(whyOf(long, EVERYTHING)?.length).toBeGreaterThan(1000);
  });
});

describe('the cure', () => {
  test.each([
    ['is what the scanner says', secretFinding(), 'revoke the key, then read it from the environment'],
    ['of a package is its lowest fixed version', lodash, 'raise lodash to 4.17.19 (first fixed)'],
    [
      'of a package without one says so',
      affected({ fixedVersions: [] }),
      'no fixed version is known yet: replace the package, or accept it with a reason',
    ],
    ['is missing where nobody knows one', resourceFinding(), undefined],
    ['is not an empty text', judgedFinding({ remediation: { text: '  ' } }), undefined],
  ])('%s', (_, finding, fix) => {
    expect(fixOf(finding)).toBe(fix);
  });
});

test.each([
  ['https://example.com/rule', 'see https://example.com/rule'],
  ['javascript:alert(1)', undefined],
])('more about a rule at %s is shown as %s', (helpUri, help) => {
  expect(helpOf(judgedFinding({ rule: { ...rule, helpUri } }))).toBe(help);
});

describe('the way in', () => {
  test.each([
    ['is not guessed where nobody knows it', [], undefined],
    ['names every step', ['a', 'b'], 'via a › b'],
    ['leaves out the middle of a long one', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'via a › b › c › … › f › g'],
  ])('%s', (_, path, via) => {
    expect(viaOf(affected({ path }))).toBe(via);
  });
});

test.each([
  ['of a package for development says so', affected({ development: true, path: ['a'] }), 'via a, for development only'],
  ['says so where it knows nothing else', affected({ development: true, path: [] }), 'for development only'],
  ['of no package is none', judgedFinding(), undefined],
])('the way in %s', (_, finding, via) => {
  expect(viaOf(finding)).toBe(via);
});

describe('one cure for all problems of a package', () => {
  const other = (first: string) => affected({ fixedVersions: [first] });
  const told = (text: string) => packageFinding({ remediation: { text } });
  test.each([
    ['is said once where all say the same', [told('raise it'), told('raise it')], 'raise it'],
    [
      'names every first fix where nobody compared them',
      [other('4.17.19'), other('4.17.21')],
      'raise lodash to the highest of 4.17.19, 4.17.21 (first fixed each)',
    ],
    [
      'is one first fix where they agree',
      [other('4.17.21'), other('4.17.21')],
      'raise lodash to 4.17.21 (first fixed)',
    ],
    ['tells different cures one after the other', [told('raise it'), told('remove it')], 'raise it; remove it'],
  ])('%s', (_, findings, fix) => {
    expect(fixOfAll(findings)).toBe(fix);
  });
});

test.each([
  [['semgrep'], 'timed out after 120 s', 'wait', 'semgrep timed out after 120 s (wait)'],
  [['a', 'b'], 'could not look at x (gone)', 'bring it', 'a, b could not look at x (gone): bring it'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 'failed', undefined, 'a, b, c, d and 2 more failed'],
])('what %j and its like miss is said with the way out', (scanners, why, remedy, text) => {
  expect(gapText({ categories: ['sast'], scanners, why, remedy })).toBe(text);
});

test.each([
  ['sast, iac', 'profile embedded has no scanner for it', 'profile embedded has no scanner for sast, iac'],
  ['iac', 'not asked for', 'iac: not asked for'],
])('%s without anything to run because %j', (categories, why, text) => {
  expect(idleText(categories, why)).toBe(text);
});

test('witnesses are named once, engines as embedded', () => {
  expect(witnessNames(secretFinding(), blockingOutcome())).toBe('embedded, gitleaks, trufflehog');
  expect(
    witnessNames(
      secretFinding({ witnesses: [...secretFinding().witnesses, ...secretFinding().witnesses].reverse() }),
      blockingOutcome(),
    ),
  ).toBe('embedded, trufflehog, gitleaks');
});
