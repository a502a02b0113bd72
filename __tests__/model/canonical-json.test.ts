import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../src/model/canonical-json.ts';

describe('canonical JSON', () => {
  test.each([
    ['sorts keys by code unit, at every depth', { b: { z: 1, a: 2 }, B: 0 }, '{"B":0,"b":{"a":2,"z":1}}'],
    ['keeps the order of lists', [2, 1, { a: [3] }], '[2,1,{"a":[3]}]'],
    ['leaves out what is undefined', { a: undefined, b: null }, '{"b":null}'],
    ['writes undefined in a list as JSON does', [undefined], '[null]'],
    ['escapes keys and texts', { 'a"': 'b\n' }, '{"a\\"":"b\\n"}'],
  ])('%s', (_, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  test('is JSON of the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
  });

  test('is the same however the keys were put in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonicalJson(value));
      }),
    );
  });
});
