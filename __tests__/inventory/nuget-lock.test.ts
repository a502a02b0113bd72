import { describe, expect, test } from '@jest/globals';
import { readNugetLock } from '../../src/inventory/dotnet/packages-lock.ts';
import { inventoryOf, listed, whyOf } from './reading.ts';

const read = (lock: unknown) =>
  inventoryOf(readNugetLock('packages.lock.json', Buffer.from(JSON.stringify(lock, undefined, 2))));

describe('packages.lock.json', () => {
  test('gives the packages of every framework with their ways, from projects too', () => {
    const inventory = read({
      version: 2,
      dependencies: {
        'net8.0': {
          'Newtonsoft.Json': {
            type: 'Direct',
            requested: '[13.0.1, )',
            resolved: '13.0.1',
            contentHash: 'x',
            dependencies: { 'system.memory': '4.5.0' },
          },
          'System.Memory': { type: 'Transitive', resolved: '4.5.0' },
          Central: { type: 'CentralTransitive', requested: '[1.0.0, )', resolved: '1.0.0' },
          shared: { type: 'Project', dependencies: { Central: '[1.0.0, )' } },
        },
        'net8.0/linux-x64': { 'System.Memory': { type: 'Direct', resolved: '4.6.0' } },
      },
    });
    expect(listed(inventory)).toEqual([
      '5 Newtonsoft.Json 13.0.1',
      '14 System.Memory 4.5.0 via Newtonsoft.Json',
      '18 Central 1.0.0',
      '31 System.Memory 4.6.0',
    ]);
    expect(inventory.packages[0]).toMatchObject({ ecosystem: 'NuGet', purl: 'pkg:nuget/Newtonsoft.Json' });
  });

  test('names entries that it does not understand', () => {
    const inventory = read({
      version: 1,
      dependencies: { net6: { A: { type: 'Direct' }, B: 5, 'C D': { type: 'Direct', resolved: '1.0.0' } }, other: 5 },
    });
    expect(inventory.packages).toEqual([]);
    expect(inventory.problems).toEqual(['4 entries are not understood (the first in line 5)']);
  });

  test.each([
    ['no JSON', '{\n]', 'is not JSON'],
    ['a list', '[]', 'holds no object'],
    ['another file', '{"version": 1}', 'is no packages.lock.json: it has no "dependencies"'],
  ])('that is %s is said to be that', (_, text, why) => {
    expect(whyOf(readNugetLock('packages.lock.json', Buffer.from(text)))).toContain(why);
  });

  test('may go in circles and use names of the language', () => {
    const text =
      '{"version": 1, "dependencies": {"__proto__": {"__proto__": {"type": "Direct", "resolved": "1.0.0", "dependencies": {"__proto__": "1"}}}}}';
    expect(listed(inventoryOf(readNugetLock('packages.lock.json', Buffer.from(text))))).toEqual(['1 __proto__ 1.0.0']);
  });
});
