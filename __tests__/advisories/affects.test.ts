import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fixedVersions, hasStrangeVersions, isAffected } from '../../src/advisories/affects.ts';
import type { OsvEvent, OsvRecord } from '../../src/advisories/record.ts';
import { advisory } from './advisory-fixtures.ts';

function recordOf(ecosystem: string, events: readonly OsvEvent[], more: Partial<OsvRecord> = {}): OsvRecord {
  const type = ecosystem === 'PyPI' ? 'ECOSYSTEM' : 'SEMVER';
  return {
    id: 'X-1',
    affected: [{ package: { ecosystem, name: 'p' }, ranges: [{ type, events: [...events] }] }],
    ...more,
  };
}

describe('judging a version by events', () => {
  const two: readonly OsvEvent[] = [
    { introduced: '1.0.0' },
    { fixed: '1.5.0' },
    { introduced: '2.0.0' },
    { fixed: '2.3.0' },
  ];
  test.each<[string, string, readonly OsvEvent[], string, boolean]>([
    ['before it was introduced', 'npm', two, '0.9.9', false],
    ['where it was introduced', 'npm', two, '1.0.0', true],
    ['just before the fix', 'npm', two, '1.4.9', true],
    ['where it was fixed', 'npm', two, '1.5.0', false],
    ['between two ranges', 'npm', two, '1.9.0', false],
    ['in the second range', 'npm', two, '2.2.9', true],
    ['events in any order', 'npm', [...two].reverse(), '1.2.0', true],
    ['a pre-release of the fix, which comes before it', 'npm', two, '1.5.0-rc.1', true],
    ['build metadata, which does not order', 'npm', two, '1.5.0+1', false],
    ['introduced 0 means from the start', 'npm', [{ introduced: '0' }, { fixed: '1.0.0' }], '0.0.1-alpha', true],
    ['never fixed', 'npm', [{ introduced: '1.0.0' }], '99.0.0', true],
    ['the last affected version itself', 'npm', [{ introduced: '0' }, { last_affected: '1.2.0' }], '1.2.0', true],
    ['after the last affected version', 'npm', [{ introduced: '0' }, { last_affected: '1.2.0' }], '1.2.1', false],
    ['a fix written without its zero', 'npm', [{ introduced: '0' }, { fixed: '1.14' }], '1.14.0', false],
    ['a fix that misses its hyphen', 'npm', [{ introduced: '0' }, { fixed: '1.9.0b1' }], '4.0.0', false],
    ['before a fix that misses its hyphen', 'npm', [{ introduced: '0' }, { fixed: '1.9.0b1' }], '1.8.9', true],
    ['beyond the limit', 'npm', [{ introduced: '0' }, { limit: '2.0.0' }], '2.0.0', false],
    ['below the limit', 'npm', [{ introduced: '0' }, { limit: '2.0.0' }], '1.9.9', true],
    ['the limit * is none', 'npm', [{ introduced: '0' }, { limit: '*' }], '9.0.0', true],
    [
      'a Go pseudo-version before the fix',
      'Go',
      [{ introduced: '0' }, { fixed: '0.0.0-20220906165146-f3363e06e74c' }],
      '0.0.0-20210101000000-aaaaaaaaaaaa',
      true,
    ],
    [
      'a Go version that is marked incompatible',
      'Go',
      [{ introduced: '0' }, { fixed: '2.0.0+incompatible' }],
      '2.0.0+incompatible',
      false,
    ],
    ['a Python epoch', 'PyPI', [{ introduced: '0' }, { fixed: '2.0' }], '1!0.1', false],
    ['a Python post-release of the fix', 'PyPI', [{ introduced: '0' }, { fixed: '2.0' }], '2.0.post1', false],
    ['a Python pre-release of the fix', 'PyPI', [{ introduced: '0' }, { fixed: '2.0' }], '2.0rc1', true],
    [
      'a Python local version of the last affected one',
      'PyPI',
      [{ introduced: '0' }, { last_affected: '2.0.0' }],
      '2.0.0+cu118',
      true,
    ],
    ['a Python local version of the fix', 'PyPI', [{ introduced: '0' }, { fixed: '2.0.0' }], '2.0.0+cu118', false],
    ['a version that cannot be ordered', 'npm', two, 'latest', false],
  ])('%s', (_, ecosystem, events, version, affected) => {
    expect(isAffected({ ecosystem, name: 'p', version }, recordOf(ecosystem, events))).toBe(affected);
  });
});

describe('judging a version by more than events', () => {
  test('versions that are listed are affected without any range', () => {
    const record = { id: 'X-1', affected: [{ package: { ecosystem: 'npm', name: 'p' }, versions: ['1.0.1'] }] };
    expect(isAffected({ ecosystem: 'npm', name: 'p', version: '1.0.1' }, record)).toBe(true);
    expect(isAffected({ ecosystem: 'npm', name: 'p', version: '1.0.2' }, record)).toBe(false);
  });

  test('a listed 1.0 is the installed 1.0.0 (PEP 440)', () => {
    const record = { id: 'X-1', affected: [{ package: { ecosystem: 'PyPI', name: 'p' }, versions: ['1.0'] }] };
    expect(isAffected({ ecosystem: 'PyPI', name: 'p', version: '1.0.0' }, record)).toBe(true);
  });

  test('ranges of git commits say nothing about a version', () => {
    const ranges = [{ type: 'GIT', events: [{ introduced: '0' }] }];
    const record = { id: 'X-1', affected: [{ package: { ecosystem: 'npm', name: 'p' }, ranges }] };
    expect(isAffected({ ecosystem: 'npm', name: 'p', version: '1.0.0' }, record)).toBe(false);
  });

  test('a withdrawn record affects nothing', () => {
    const record = recordOf('npm', [{ introduced: '0' }], { withdrawn: '2024-01-01T00:00:00Z' });
    expect(isAffected({ ecosystem: 'npm', name: 'p', version: '1.0.0' }, record)).toBe(false);
  });

  test.each([
    ['the same name in another ecosystem', 'PyPI', 'p', false],
    ['another name', 'npm', 'q', false],
    ['the name itself', 'npm', 'p', true],
  ])('%s', (_, ecosystem, name, affected) => {
    expect(isAffected({ ecosystem, name, version: '1.0.0' }, recordOf('npm', [{ introduced: '0' }]))).toBe(affected);
  });

  test("PyPI's spellings of a name are one name", () => {
    expect(
      isAffected({ ecosystem: 'PyPI', name: 'requests', version: '2.20.0' }, advisory('PyPI/GHSA-j8r2-6x86-q33q')),
    ).toBe(true);
  });

  test('an affected package of an unknown ecosystem is not judged', () => {
    expect(
      isAffected({ ecosystem: 'Elsewhere', name: 'p', version: '1.0.0' }, recordOf('Elsewhere', [{ introduced: '0' }])),
    ).toBe(false);
  });

  test.each([
    ['a fix of four numbers', [{ introduced: '0' }, { fixed: '1.5.1.2' }], true],
    ['a fix that is a word', [{ introduced: '0' }, { fixed: 'next' }], true],
    ['introduced 0', [{ introduced: '0' }], false],
    ['two numbers', [{ introduced: '0' }, { fixed: '1.14' }], false],
  ])('%s: is said to be strange: %#', (_, events, strange) => {
    expect(hasStrangeVersions({ ecosystem: 'npm', name: 'p', version: '1.0.0' }, recordOf('npm', events))).toBe(
      strange,
    );
  });
});

describe('properties of the ranges', () => {
  const version = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)).map((parts) => parts.join('.'));

  test('the order of events makes no difference', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(version, { minLength: 2, maxLength: 6 }),
        version,
        fc.nat(),
        (bounds, installed, seed) => {
          const events = bounds.map((bound, index) => (index % 2 === 0 ? { introduced: bound } : { fixed: bound }));
          const turned = [...events.slice(seed % events.length), ...events.slice(0, seed % events.length)];
          const target = { ecosystem: 'npm', name: 'p', version: installed };
          expect(isAffected(target, recordOf('npm', turned))).toBe(isAffected(target, recordOf('npm', events)));
        },
      ),
    );
  });

  test('a fixed version that is offered is above the installed one and not affected', () => {
    fc.assert(
      fc.property(fc.array(version, { minLength: 2, maxLength: 8 }), version, (bounds, installed) => {
        const events = bounds.map((bound, index) => (index % 2 === 0 ? { introduced: bound } : { fixed: bound }));
        const target = { ecosystem: 'npm', name: 'p', version: installed };
        for (const fixed of fixedVersions(target, [recordOf('npm', events)])) {
          expect(isAffected({ ...target, version: fixed }, recordOf('npm', events))).toBe(false);
          expect(isAffected({ ...target, version: installed }, recordOf('npm', [{ introduced: '0' }, { fixed }]))).toBe(
            true,
          );
        }
      }),
    );
  });
});

describe('versions that cure', () => {
  const django = advisory('PyPI/PYSEC-2021-98');
  test.each([
    ['on an old branch: the next fix first', '2.1', ['2.2.24', '3.1.12', '3.2.4']],
    ['on a middle branch', '3.0.1', ['3.1.12', '3.2.4']],
    ['on the newest branch', '3.2.1', ['3.2.4']],
  ])('%s', (_, version, fixed) => {
    expect(fixedVersions({ ecosystem: 'PyPI', name: 'django', version }, [django])).toEqual(fixed);
  });

  test('must cure every record of the problem', () => {
    const early = recordOf('npm', [{ introduced: '0' }, { fixed: '1.2.0' }]);
    const late = recordOf('npm', [{ introduced: '0' }, { fixed: '1.3.0' }]);
    expect(fixedVersions({ ecosystem: 'npm', name: 'p', version: '1.0.0' }, [early, late])).toEqual(['1.3.0']);
  });

  test('are none where nobody names a fix', () => {
    expect(
      fixedVersions({ ecosystem: 'npm', name: 'p', version: '1.0.0' }, [recordOf('npm', [{ introduced: '0' }])]),
    ).toEqual([]);
  });

  test('are named once however they are spelled', () => {
    const records = [
      recordOf('npm', [{ introduced: '0' }, { fixed: '1.14' }]),
      recordOf('npm', [{ introduced: '0' }, { fixed: '1.14.0' }]),
    ];
    expect(fixedVersions({ ecosystem: 'npm', name: 'p', version: '1.0.0' }, records)).toEqual(['1.14']);
  });
});
