import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchesWildcard } from '../../src/policy/wildcard.ts';

describe('a pattern of a rule', () => {
  test.each([
    ['CVE-2024-1', 'CVE-2024-1', true],
    ['cve-2024-1', 'CVE-2024-1', true],
    ['CVE-2024-1', 'CVE-2024-12', false],
    ['CVE-2024-*', 'CVE-2024-12', true],
    ['CVE-2024-*', 'CVE-2024-', true],
    ['*', '', true],
    ['*', 'anything', true],
    ['', '', true],
    ['', 'a', false],
    ['*.sql.*', 'python.lang.sql.injection', true],
    ['*.sql.*', 'python.sqlite.x', false],
    ['a*b*a', 'abba', true],
    ['a*b*a', 'abb', false],
    ['***', 'x', true],
    ['a.c', 'abc', false],
    ['a?c', 'abc', false],
    ['[ab]', 'a', false],
  ])('%j against %j: %s', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  const letters = (alphabet: string) =>
    fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((characters) => characters.join(''));

  test('means what the equal regular expression means', () => {
    fc.assert(
      fc.property(letters('ab*'), letters('ab'), (pattern, text) => {
        expect(matchesWildcard(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
    );
  });

  test('of a hundred stars against a long text comes to an end', () => {
    expect(matchesWildcard(`${'a*'.repeat(100)}b`, 'a'.repeat(10_000))).toBe(false);
  });
});
