import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { groupByAlias } from '../../src/advisories/alias-groups.ts';
import { advisoryOf } from '../../src/advisories/describe-record.ts';
import { nameKey } from '../../src/advisories/package-key.ts';
import { privateNames } from '../../src/advisories/private-names.ts';
import { advisory } from './advisory-fixtures.ts';

describe('one key per package, however it is spelled', () => {
  test.each([
    ['PyPI', 'Zope.Interface', 'zope-interface'],
    ['NuGet', 'Newtonsoft.Json', 'newtonsoft.json'],
    ['Packagist', 'Acme/Tool', 'acme/tool'],
  ])('%s: %s is %s', (ecosystem, a, b) => {
    expect(nameKey(ecosystem, a)).toBe(nameKey(ecosystem, b));
  });

  test.each(['npm', 'Maven', 'Go', 'RubyGems'])('%s tells capitals from small letters', (ecosystem) => {
    expect(nameKey(ecosystem, 'RedCloth')).not.toBe(nameKey(ecosystem, 'redcloth'));
  });
});

describe('private names', () => {
  test.each([
    ['@acme/*', '@acme/tool', true],
    ['@acme/*', '@acmes/tool', false],
    ['@acme/*', 'acme', false],
    ['@acme', '@acme/tool', true],
    ['github.com/acme', 'github.com/acme/tool/v2', true],
    ['github.com/acme/*', 'github.com/acme/tool/v2', true],
    ['github.com/acme', 'github.com/acme-public/tool', false],
    ['*.corp.example/**', 'git.corp.example/a/b', true],
    ['Acme_*', 'acme-billing', true],
    ['acme.billing', 'acme-billing', true],
    ['@ACME/*', '@acme/tool', true],
    ['acme-*', 'left-pad', false],
    ['*', '.hidden', true],
    ['com.acme', 'com.acme:tool', true],
    ['com.acme:*', 'com.acme:tool', true],
    ['com.acme', 'com.acmes:tool', false],
  ])('%s covers %s: %s', (glob, name, expected) => {
    expect(privateNames([glob])(name)).toBe(expected);
  });

  test('are none without globs', () => {
    expect(privateNames([])('@acme/tool')).toBe(false);
  });
});

describe('grouping by alias', () => {
  test('joins records that name each other or a common third', () => {
    const records = [
      { id: 'PYSEC-1', aliases: ['CVE-1'] },
      { id: 'GHSA-1', aliases: ['CVE-1'] },
      { id: 'GHSA-2', aliases: ['CVE-2'] },
      { id: 'X-2', aliases: ['GHSA-2'] },
      { id: 'ALONE' },
    ];
    expect(groupByAlias(records).map((group) => group.map(({ id }) => id))).toEqual([
      ['ALONE'],
      ['GHSA-1', 'PYSEC-1'],
      ['GHSA-2', 'X-2'],
    ]);
  });

  test('does not depend on the order of the records', () => {
    const names = ['A', 'B', 'C', 'D', 'E'];
    const record = fc.record({ id: fc.constantFrom(...names), aliases: fc.subarray(names) });
    const ids = (groups: ReturnType<typeof groupByAlias>) => groups.map((group) => group.map(({ id }) => id));
    fc.assert(
      fc.property(fc.uniqueArray(record, { selector: ({ id }) => id }), (records) => {
        expect(ids(groupByAlias([...records].reverse()))).toEqual(ids(groupByAlias(records)));
      }),
    );
  });

  test('follows a chain of ten thousand aliases', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => ({ id: `N-${index}`, aliases: [`N-${index + 1}`] }));
    expect(groupByAlias(chain)).toHaveLength(1);
  });
});

describe('describing a record', () => {
  test('reduces it to what the gate judges', () => {
    expect(advisoryOf(advisory('npm/GHSA-p6mc-m468-83gw'))).toEqual({
      id: 'GHSA-p6mc-m468-83gw',
      aliases: ['CVE-2020-8203'],
      summary: 'Prototype Pollution in lodash',
      cvss: { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H', score: 7.4 },
      word: 'high',
      malicious: false,
      cwes: ['CWE-1321', 'CWE-770'],
      url: 'https://osv.dev/vulnerability/GHSA-p6mc-m468-83gw',
    });
  });

  test.each([
    ['the first sentence of the details where there is no summary', { details: 'One thing. Another.' }, 'One thing'],
    ['a sentence with a version number in it', { details: 'Before 1.2.3 it leaks. More.' }, 'Before 1.2.3 it leaks'],
    ['details without a heading', { details: '### Impact\nIt leaks! More.' }, 'It leaks!'],
    ['nothing where nobody wrote anything', {}, ''],
    ['the summary before the details', { summary: 'S', details: 'D.' }, 'S'],
    ['details where the summary is blank', { summary: ' ', details: 'D.' }, 'D'],
  ])('takes %s', (_, record, summary) => {
    expect(advisoryOf({ id: 'X-1', ...record }).summary).toBe(summary);
  });

  test.each([
    ['its own id', { id: 'MAL-2024-1' }],
    ['an alias', { id: 'GHSA-1', aliases: ['MAL-2024-1'] }],
  ])('knows a malicious package by %s', (_, record) => {
    expect(advisoryOf(record).malicious).toBe(true);
  });

  test('takes only weaknesses that are named as MITRE does', () => {
    const cwes = ['CWE-79', 'cwe-79', 'CWE-', 'CWE-20', 'CWE-79'];
    expect(advisoryOf({ id: 'X-1', database_specific: { cwe_ids: cwes } }).cwes).toEqual(['CWE-20', 'CWE-79']);
  });
});
