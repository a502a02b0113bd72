import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Ordering } from '../../../src/advisories/orderings/ordering.ts';
import { orderingOf } from '../../../src/advisories/versions.ts';

function ordering(ecosystem: string): Ordering {
  const found = orderingOf(ecosystem);
  if (found === undefined) throw new Error(`no ordering for ${ecosystem}`);
  return found;
}

/** Every version of the chain comes before every later one; those in one text, split by spaces, are equal. */
function expectChain(ecosystem: string, chain: readonly string[]): void {
  const { compare } = ordering(ecosystem);
  const placed = chain.flatMap((group, place) => group.split(' ').map((version) => ({ version, place })));
  for (const a of placed) {
    for (const b of placed) {
      const order = compare(a.version, b.version);
      expect([a.version, b.version, order === undefined ? order : Math.sign(order)]).toEqual([
        a.version,
        b.version,
        Math.sign(a.place - b.place),
      ]);
    }
  }
}

describe('versions from the oldest to the newest', () => {
  test.each<[string, string, readonly string[]]>([
    // https://semver.org/#spec-item-11
    [
      'crates.io',
      'as semver.org says',
      [
        '1.0.0-alpha',
        '1.0.0-alpha.1',
        '1.0.0-alpha.beta',
        '1.0.0-beta.2',
        '1.0.0-beta.11',
        '1.0.0-rc.1',
        '1.0.0 1.0.0+5',
      ],
    ],
    ['Hex', 'as semver.org says', ['0.9.9', '1.0.0-rc.0', '1.0.0', '1.0.10', '1.1.0']],
    ['Go', 'with pseudo-versions', ['0.0.0-20200101000000-aaaaaaaaaaaa', '0.0.0-20210101000000-aaaaaaaaaaaa', '0.0.1']],
    // https://pub.dev/documentation/pub_semver/latest/: "build suffixes … are ordered"
    ['Pub', 'with build metadata that counts', ['1.0.0-dev', '1.0.0', '1.0.0+1', '1.0.0+2', '1.0.0+10', '1.0.1']],
    // https://docs.ruby-lang.org/en/master/Gem/Version.html
    [
      'RubyGems',
      'with letters before numbers and zeros that do not count',
      [
        '0.9',
        '1.0.a10 1.a10',
        '1.0.b1',
        '1.0.pre.1 1.0-1',
        '1.0.rc1',
        '1 1.0 1.0.0',
        '1.0.1',
        '1.1',
        '1.9',
        '1.10',
        '2.0.0.1',
      ],
    ],
    // https://learn.microsoft.com/nuget/concepts/package-versioning
    [
      'NuGet',
      'with four numbers and labels without case',
      [
        '1.0.1-aaa',
        '1.0.1-alpha 1.0.1-ALPHA',
        '1.0.1-alpha.2',
        '1.0.1-alpha.10',
        '1.0.1-open',
        '1.0.1-rc',
        '1.0.1 1.0.1.0 1.0.01+git',
        '1.0.1.1',
        '1.1 1.1.0',
      ],
    ],
    // https://getcomposer.org/doc/articles/versions.md#stabilities, https://www.php.net/version_compare
    [
      'Packagist',
      'with stabilities by name',
      [
        '1.0.0-dev',
        '1.0-alpha1 v1.0.0.0-a1',
        '1.0-beta',
        '1.0-beta1',
        '1.0.0b2',
        '1.0-RC1-dev',
        '1.0-RC1',
        '1 1.0 v1.0.0 1.0.0-stable',
        '1.0.0-patch1 1.0.0-pl1',
        '1.0.1',
        '2010.01.02',
        '2011-01-02',
        '20110102',
      ],
    ],
    // https://maven.apache.org/pom.html#version-order-specification
    [
      'Maven',
      'with qualifiers by name',
      [
        '0.9',
        '1-alpha-1 1-a1 1.0.0-alpha1',
        '1-beta',
        '1-beta-2',
        '1-milestone-1 1-m1',
        '1-rc 1-cr',
        '1-rc1',
        '1-SNAPSHOT',
        '1 1.0 1.ga 1-ga 1.0.0.Final 1-release 1.0.RELEASE',
        '1-sp 1.sp',
        '1-sp-1 1.0.SP1',
        '1-foo 1-FOO',
        '1-foo2',
        '1-foo10 1-foo-10',
        '1-1 1.0-1 1_1',
        '1.1',
        '1.2',
        '1.10',
      ],
    ],
    ['Maven', 'with classifiers for Java', ['31.1-android', '31.1-jre', '32.0.0-android']],
  ])('%s orders %s', (ecosystem, _, chain) => {
    expectChain(ecosystem, chain);
  });
});

describe('what is no version', () => {
  test.each([
    ['crates.io', '1.2.3.4'],
    ['Hex', 'main'],
    ['Pub', ''],
    ['RubyGems', 'v1.0'],
    ['RubyGems', '1..0'],
    ['NuGet', '1.0.0.0.0'],
    ['NuGet', '[1.0,2.0)'],
    ['Packagist', 'dev-main'],
    ['Packagist', '1.x-dev'],
    ['Packagist', `1.0-b${'1'.repeat(60)}x`],
    ['Maven', ''],
    ['Maven', '[1.0,2.0)'],
    ['Maven', '1.0 beta'],
  ])('%s does not order %j', (ecosystem, version) => {
    expect(ordering(ecosystem).compare(version, version)).toBeUndefined();
    expect(ordering(ecosystem).compare(version, '1.0.0')).toBeUndefined();
    expect(ordering(ecosystem).compare('1.0.0', version)).toBeUndefined();
  });

  test.each(['RubyGems', 'NuGet', 'Packagist', 'Maven', 'Pub', 'Hex', 'crates.io'])(
    '%s does not order a version of a million characters',
    (ecosystem) => {
      for (const text of [
        '1.'.repeat(500_000),
        '1'.repeat(1_000_000),
        `1${'-'.repeat(1_000_000)}`,
        `1-${'a1'.repeat(500_000)}`,
      ]) {
        expect(ordering(ecosystem).compare(text, '1.0.0')).toBeUndefined();
      }
    },
  );

  test('an ecosystem that nobody knows has no ordering', () => {
    expect(orderingOf('Elsewhere')).toBeUndefined();
  });
});

describe('every ordering is a total one', () => {
  const pieces: Readonly<Record<string, readonly string[]>> = {
    'crates.io': ['0', '1', '2', '10', '-', 'a', '.', '+', 'rc'],
    Pub: ['0', '1', '2', '-', 'a', '.', '+', 'b'],
    RubyGems: ['0', '1', '2', '10', 'a', 'b', 'rc', '.', '-'],
    NuGet: ['0', '1', '2', '.', '-', 'a', 'B', 'rc.1', '+x'],
    Packagist: ['0', '1', '2', '.', '-', 'beta', 'RC', 'alpha', '-dev', 'p', 'patch'],
    Maven: [
      '0',
      '1',
      '2',
      '10',
      '01',
      'alpha',
      'a',
      'b',
      'beta',
      'rc',
      'ga',
      'final',
      'sp',
      'x',
      'snapshot',
      '.',
      '-',
      '_',
    ],
  };
  test.each(Object.keys(pieces))('%s', (ecosystem) => {
    const { compare } = ordering(ecosystem);
    const version = fc
      .tuple(
        fc.constantFrom('0', '1', '1.0', '1.0.0', '2'),
        fc.array(fc.constantFrom(...(pieces[ecosystem] ?? [])), { maxLength: 6 }),
      )
      .map(([start, rest]) => start + rest.join(''))
      .filter((text) => compare(text, text) !== undefined);
    const sign = (a: string, b: string) => Math.sign(compare(a, b) ?? Number.NaN);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(sign(a, a)).toBe(0);
        expect(sign(a, b) + sign(b, a)).toBe(0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBe(Math.min(sign(a, b), sign(b, c)));
      }),
      { numRuns: 500 },
    );
  });
});
