import { describe, expect, test } from '@jest/globals';
import { concealing } from '../../src/pipeline/conceal.ts';

const VALUE = ['ab12', 'cd34'].join('').repeat(3);
const SHOWN = 'ab12…cd34';

describe('values that were found', () => {
  const conceal = concealing([VALUE, 'postgres-database', 'short1', 'correcthorsebattery']);

  test('are hidden in every text, however deep', () => {
    const data = { reason: `was ${VALUE}`, list: [{ why: VALUE }, VALUE], rule: { id: `r-${VALUE}`, title: 'x' } };
    expect(conceal(data)).toEqual({
      reason: `was ${SHOWN}`,
      list: [{ why: SHOWN }, SHOWN],
      rule: { id: `r-${SHOWN}`, title: 'x' },
    });
  });

  test('stay in what names a thing: a path leads to the file', () => {
    const data = { location: { path: `a/${VALUE}.txt` }, id: VALUE, fingerprints: [VALUE] };
    expect(conceal(data)).toBe(data);
  });

  test.each([
    ['small letters', VALUE.toLowerCase(), SHOWN],
    ['capitals', VALUE.toUpperCase(), 'AB12…CD34'],
  ])('are hidden in %s: some texts name things without regard to case', (_, spelled, shown) => {
    expect(conceal({ message: `secrets.${spelled} is printed` })).toEqual({ message: `secrets.${shown} is printed` });
  });

  test('are hidden without a digit too', () => {
    const capitals = ['ABCD', 'EFGH'].join('').repeat(2);
    expect(concealing([capitals])({ text: `a ${capitals}` })).toEqual({ text: 'a ABCD…EFGH' });
  });

  test.each([
    ['words', 'the postgres-database is correcthorsebattery'],
    ['short values', 'a short1 one'],
  ])('are left where they could be something else: %s', (_name, text) => {
    expect(conceal({ text })).toEqual({ text });
  });

  test('cost nothing where there are none: the same data comes back', () => {
    const data = { a: ['x', 1, null, true, undefined], b: { c: 'https://example.org' } };
    expect(conceal(data)).toBe(data);
  });
});

describe('the password of a URL', () => {
  test.each([
    ['is hidden, whether it was found or not', 'x https://u:hunter2@h.example/p y', 'x https://u:…@h.example/p y'],
    ['without a user', 'redis://:hunter2@h', 'redis://:…@h'],
    ['of a database', 'postgres://app:p%40ss@db/x', 'postgres://app:…@db/x'],
    ['of each of two', 'ftp://a:bcd@e, ftp://f:ghi@j', 'ftp://a:…@e, ftp://f:…@j'],
    ['that is filled in later stays', 'https://u:${TOKEN}@h', 'https://u:${TOKEN}@h'],
    ['that is no password: a port', 'https://h:8080/a@b', 'https://h:8080/a@b'],
  ])('%s', (_name, text, expected) => {
    expect(concealing([])({ text })).toEqual({ text: expected });
  });
});
