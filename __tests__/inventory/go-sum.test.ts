import { describe, expect, test } from '@jest/globals';
import { readGoMod } from '../../src/inventory/go/go-mod.ts';
import { readGoSum } from '../../src/inventory/go/go-sum.ts';
import { inventoryOf, listed } from './reading.ts';

const SUM = [
  'a.com/direct v1.0.0 h1:0123=',
  'a.com/direct v1.0.0/go.mod h1:0123=',
  'a.com/direct v1.5.0 h1:0123=',
  'b.com/indirect v0.9.0 h1:0123=',
  'b.com/indirect v0.10.0 h1:0123=',
  'b.com/indirect v0.10.0/go.mod h1:0123=',
  'b.com/indirect v0.11.0/go.mod h1:0123=',
  'c.com/old v3.0.0+incompatible h1:0123=',
  'd.com/forked v1.0.0 h1:0123=',
  'nonsense',
  'e.com/branch vmaster h1:0123=',
].join('\n');

function read(go: string, sum: string | undefined, more = '') {
  const text = `module m\n${go}\nrequire a.com/direct v1.0.0\n${more}`;
  return inventoryOf(readGoMod('tool/go.mod', Buffer.from(text), sum === undefined ? undefined : Buffer.from(sum)));
}

describe('go.sum', () => {
  test('gives each module in its highest version that has a hash of its code', () => {
    const { modules, wrong } = readGoSum(Buffer.from(SUM));
    expect(wrong).toEqual([10, 11]);
    expect(modules.map(({ name, version, line }) => `${line} ${name} ${version}`)).toEqual([
      '3 a.com/direct v1.5.0',
      '5 b.com/indirect v0.10.0',
      '8 c.com/old v3.0.0+incompatible',
      '9 d.com/forked v1.0.0',
    ]);
  });

  test('before go 1.17 names the modules that go.mod does not, which replacements change', () => {
    const inventory = read('go 1.16', SUM, 'replace d.com/forked => e.com/fork v1.1.0\n');
    expect(listed(inventory)).toEqual([
      '3 a.com/direct 1.0.0',
      '5 b.com/indirect 0.10.0',
      '8 c.com/old 3.0.0+incompatible',
      '4 e.com/fork 1.1.0',
      '2 stdlib ?',
    ]);
    expect(inventory.packages.map(({ manifest }) => manifest)).toEqual([
      'tool/go.mod',
      'tool/go.sum',
      'tool/go.sum',
      'tool/go.mod',
      'tool/go.mod',
    ]);
    expect(inventory.problems).toEqual(['in go.sum 2 lines are not understood (the first in line 10)']);
  });

  test.each(['go 1.17', 'go 1.22.0', 'go 2.0'])('since go 1.17 says nothing new (%s)', (go) => {
    expect(listed(read(go, SUM))).toEqual(['3 a.com/direct 1.0.0', '2 stdlib ?']);
  });

  test('without a go line go.mod is of go 1.16', () => {
    expect(read('', SUM).packages).toHaveLength(4);
  });

  test.each([
    ['bytes', Buffer.from([0, 1]), [1]],
    ['nothing', Buffer.from(''), []],
    ['a line without end', Buffer.from(`${'x'.repeat(1_000_000)} v1.0.0 h1:`), [1]],
  ])('that is %s names none', (_, bytes, wrong) => {
    expect(readGoSum(bytes)).toEqual({ modules: [], wrong });
  });

  test('of a hundred thousand versions of one module is read in linear time', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `a.com/b v1.0.${index} h1:0123=`).join('\n');
    expect(readGoSum(Buffer.from(many)).modules).toEqual([{ name: 'a.com/b', version: 'v1.0.99999', line: 100_000 }]);
  });
});
