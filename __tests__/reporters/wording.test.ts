import { describe, expect, test } from '@jest/globals';
import { fixOf, helpOf, titleOf, viaOf, whyOf, witnessNames } from '../../src/reporters/wording.ts';
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
      'properties of every object can be changed through user input; exploited in the wild: no; EPSS 2 %',
    ],
    [
      'of a package says when it is exploited',
      packageFinding({
        rule: { ...rule, title: 't' },
        message: 'Bad.',
        exploitability: { kev: true, epss: undefined },
      }),
      'Bad. Exploited in the wild: yes',
    ],
    [
      'is missing where nobody says more than the title',
      judgedFinding({ message: 'sql text, built from user input.' }),
      undefined,
    ],
  ])('%s', (_, finding, why) => {
    expect(whyOf(finding)).toBe(why);
  });

  test('is never longer than a few sentences', () => {
    expect(whyOf(judgedFinding({ message: 'word '.repeat(100_000) }))?.length).toBeLessThanOrEqual(500);
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
    ['is missing for a direct dependency', [], undefined],
    ['names every step', ['a', 'b'], 'via a › b'],
    ['leaves out the middle of a long one', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'via a › b › c › … › f › g'],
  ])('%s', (_, path, via) => {
    expect(viaOf(affected({ path }))).toBe(via);
  });
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
