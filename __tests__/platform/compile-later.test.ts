import { describe, expect, test } from '@jest/globals';
import { compileLater } from '../../src/platform/compile-later.ts';

describe('the optimizing compiler', () => {
  test.each([
    ['waits longer on Node 20', '11.3.244.8-node.33', ['--interrupt-budget=500000']],
    ['is left alone on Node 22', '12.4.254.21-node.33', []],
    ['is left alone on Node 24', '13.6.233.10-node.28', []],
  ])('%s', (_, v8, expected) => {
    const flags: string[] = [];
    compileLater(v8, (flag) => flags.push(flag));
    expect(flags).toEqual(expected);
  });

  test('takes the flag of the Node that runs', () => {
    expect(() => compileLater()).not.toThrow();
  });
});
