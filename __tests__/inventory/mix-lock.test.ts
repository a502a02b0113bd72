import { describe, expect, test } from '@jest/globals';
import { readMixLock } from '../../src/inventory/elixir/mix-lock.ts';
import { inventoryOf, listed, listedForeign, whyOf } from './reading.ts';

const LOCK = `%{
  "cowlib": {:hex, :cowlib, "2.11.0", "0b9ff9c346629256c42ebe1eeb769a83c6cb771a6ee5960bd110ab0b9b872063", [:make, :rebar3], [], "hexpm", "2b3e9da0b21c4565751a6d4901c20d1b4cc25cbb7fd50d91d2ab6dd287bc86a9"},
  "fork": {:git, "https://github.com/acme/fork.git", "0123456", [branch: "main"]},
  "inner": {:hex, :inner, "1.0.0", "0123", [:mix], [], "hexpm:acme", "0123"},
  "near": {:path, "../near"},
  "old": {:hex, :"old-name", "0.1.0"},
  "phoenix": {:hex, :phoenix, "1.6.0", "0123", [:mix], [{:plug, "~> 1.10", [hex: :plug, repo: "hexpm", optional: false]}, {:"odd-one", ">= 0.0.0", [hex: :"odd-one", repo: "hexpm", optional: true]}], "hexpm", "0123"},
  "plug": {:hex, :plug, "1.12.1", "0123", [:mix], [{:cowlib, "~> 2.0", [hex: :cowlib, repo: "hexpm", optional: false]}], "hexpm"},
}
`;

const read = (text: string) => inventoryOf(readMixLock('mix.lock', Buffer.from(text)));

describe('mix.lock', () => {
  test('gives what Hex holds, with ways from what nobody asks for', () => {
    expect(listed(read(LOCK))).toEqual([
      '2 cowlib 2.11.0 via phoenix › plug',
      '6 old-name 0.1.0',
      '7 phoenix 1.6.0',
      '8 plug 1.12.1 via phoenix',
    ]);
    expect(read(LOCK).packages[0]).toMatchObject({ ecosystem: 'Hex', purl: 'pkg:hex/cowlib' });
    expect(read(LOCK).problems).toEqual([]);
  });

  test('does not match what comes from elsewhere, but names it', () => {
    expect(listedForeign(read(LOCK))).toEqual(['3 fork git', '4 inner address', '5 near folder']);
  });

  test.each([['%{}'], ['%{\n}\n'], ['%{"a": {:hex, :a, "1.0.0", "x", [:mix], [], "hexpm"}}']])(
    '%j is a whole one',
    (text) => {
      expect(read(text).problems).toEqual([]);
    },
  );

  test('names lines that it does not understand', () => {
    expect(read('%{\n  "a": {:hex, :a},\n  hello\n}\n').problems).toEqual([
      '2 lines are not understood (the first in line 2)',
    ]);
  });

  test.each([
    ['bytes', Buffer.from([0, 1]), 'is not text'],
    ['half of a merge', '<<<<<<< HEAD\n', 'holds merge conflict markers'],
    ['another file', 'hello', 'is no mix.lock: it is no map'],
  ])('that is %s is said to be that', (_, text, why) => {
    expect(whyOf(readMixLock('mix.lock', Buffer.from(text)))).toBe(why);
  });

  test('of brackets and commas without end is read in linear time', () => {
    const hostile = ['], "x"'.repeat(100_000), '{:a, "b", '.repeat(100_000), '"'.repeat(500_000)];
    expect(
      read(`%{\n${hostile.map((text) => `"a": {:hex, :a, "1.0.0", ${text}`).join('\n')}\n}`).packages.length,
    ).toBeLessThan(4);
  });
});
