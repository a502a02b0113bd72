import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_VALUES, DEFAULTS } from '../../src/config/defaults.ts';
import { EMPTY_LAYER, given, type Layer, mergeLayers } from '../../src/config/layers.ts';
import { THRESHOLDS } from '../../src/config/schema.ts';
import { settle } from '../../src/config/settle.ts';
import { CATEGORIES } from '../../src/model/category.ts';

const source = fc.constantFrom('.github/gatehouse.yml:3', '--fail-on', 'input profile', 'default');
const threshold = fc.record({ value: fc.constantFrom(...THRESHOLDS), from: source });
const exception = fc.record({
  rule: fc.constantFrom('R1', 'CVE-2024-1'),
  path: fc.constantFrom(undefined, 'src/**'),
  package: fc.constant(undefined),
  reason: fc.constant('r'),
  owner: fc.constantFrom('a', 'b'),
  expires: fc.constant('2027-01-31'),
  from: source,
});
const scanner = fc.record(
  { from: source, args: fc.array(fc.constantFrom('-a', '-b')), optional: fc.boolean(), timeoutMs: fc.nat() },
  { requiredKeys: ['from'] },
);
const values = fc.record(
  {
    profile: fc.record({ value: fc.constantFrom('embedded', 'thorough'), from: source }),
    failOn: threshold,
    offline: fc.record({ value: fc.boolean(), from: source }),
    exclude: fc.record({ value: fc.array(fc.constantFrom('a/**', 'b')), from: source }),
  },
  { requiredKeys: [] },
);
const layers: fc.Arbitrary<Layer> = fc.record({
  // fast-check's record type says `undefined` where the key is left out.
  values: values as fc.Arbitrary<Layer['values']>,
  failOnByCategory: fc.dictionary(fc.constantFrom(...CATEGORIES), threshold) as fc.Arbitrary<Layer['failOnByCategory']>,
  exceptions: fc.uniqueArray(exception, { selector: (entry) => JSON.stringify(entry) }),
  scannerSettings: fc.dictionary(fc.constantFrom('bandit', 'acme'), scanner) as fc.Arbitrary<Layer['scannerSettings']>,
});

/** Dictionaries of fast-check have no prototype, merged ones have: only the data counts. */
const plain = (layer: Layer): unknown => JSON.parse(JSON.stringify(layer));

describe('merging layers', () => {
  test('does not depend on which two are merged first', () => {
    fc.assert(
      fc.property(layers, layers, layers, (a, b, c) => {
        expect(plain(mergeLayers(mergeLayers(a, b), c))).toEqual(plain(mergeLayers(a, mergeLayers(b, c))));
      }),
    );
  });

  test('of a layer with itself changes nothing', () => {
    fc.assert(fc.property(layers, (layer) => expect(plain(mergeLayers(layer, layer))).toEqual(plain(layer))));
  });

  test('with the empty layer changes nothing', () => {
    fc.assert(
      fc.property(layers, (layer) => {
        expect(plain(mergeLayers(EMPTY_LAYER, layer))).toEqual(plain(layer));
        expect(plain(mergeLayers(layer, EMPTY_LAYER))).toEqual(plain(layer));
      }),
    );
  });

  test('keeps every value of the upper layer with its source', () => {
    fc.assert(
      fc.property(layers, layers, (lower, upper) => {
        const merged = mergeLayers(lower, upper);
        expect(merged.values).toMatchObject(upper.values);
        expect(merged.failOnByCategory).toMatchObject({ ...upper.failOnByCategory });
      }),
    );
  });

  test('loses no exception of either layer', () => {
    fc.assert(
      fc.property(layers, layers, (lower, upper) => {
        expect(mergeLayers(lower, upper).exceptions).toEqual(
          expect.arrayContaining([...lower.exceptions, ...upper.exceptions]),
        );
      }),
    );
  });

  test("takes a scanner's keys one by one", () => {
    const lower: Layer = {
      ...EMPTY_LAYER,
      scannerSettings: { bandit: { from: 'a:1', args: ['-ll'], optional: true } },
    };
    const upper: Layer = { ...EMPTY_LAYER, scannerSettings: { bandit: { from: 'b:1', optional: false } } };
    expect(mergeLayers(lower, upper).scannerSettings).toEqual({
      bandit: { from: 'b:1', args: ['-ll'], optional: false },
    });
  });

  test("leaves a category's threshold alone when the upper layer names none", () => {
    const lower: Layer = { ...EMPTY_LAYER, failOnByCategory: { secrets: { value: 'low', from: 'a:1' } } };
    const upper: Layer = { ...EMPTY_LAYER, values: given('failOn', 'critical', '--fail-on') };
    expect(mergeLayers(lower, upper).failOnByCategory).toEqual({ secrets: { value: 'low', from: 'a:1' } });
  });
});

describe('settled layers', () => {
  const fileLayer: Layer = {
    ...EMPTY_LAYER,
    values: {
      ...given('failOn', 'low', '.github/gatehouse.yml:3'),
      ...given('timeoutMs', 1000, '.github/gatehouse.yml:9'),
    },
  };
  const inputLayer: Layer = { ...EMPTY_LAYER, values: given('profile', 'thorough', '--profile') };
  const digestOf = (layer: Layer): string => settle(mergeLayers(DEFAULTS, layer)).digest;

  test('without any layer are the defaults', () => {
    const settings = settle(DEFAULTS);
    expect(settings).toMatchObject({
      profile: 'embedded',
      checkName: 'gatehouse',
      offline: false,
      decidedBy: 'the defaults',
      scannerSettings: [],
    });
    expect(settings.policy).toEqual({
      failOn: { value: 'high', from: 'default' },
      categories: {},
      onIncomplete: { value: 'fail', from: 'default' },
      inlineExceptions: { value: true, from: 'default' },
      exceptions: [],
    });
    expect(settings.advisories).toEqual({ service: true, folders: [], maxAgeMs: 86_400_000, private: [] });
  });

  test.each([
    ['a file', fileLayer, '.github/gatehouse.yml'],
    ['an input', inputLayer, '--profile'],
    ['both, the file first', mergeLayers(fileLayer, inputLayer), '.github/gatehouse.yml and --profile'],
    ['what decides nothing', { ...EMPTY_LAYER, values: given('timeoutMs', 5, '--timeout') }, 'the defaults'],
  ])('say what they were decided by: %s', (_, layer, expected) => {
    expect(settle(mergeLayers(DEFAULTS, layer)).decidedBy).toBe(expected);
  });

  test("have a scanner's settings complete", () => {
    const layer: Layer = { ...EMPTY_LAYER, scannerSettings: { bandit: { from: 'g.yml:2', optional: true } } };
    expect(settle(mergeLayers(DEFAULTS, layer)).scannerSettings).toEqual([
      {
        name: 'bandit',
        args: [],
        path: undefined,
        optional: true,
        timeoutMs: undefined,
        own: undefined,
        from: 'g.yml:2',
      },
    ]);
  });

  test.each([
    ['where a value was written', { ...EMPTY_LAYER, values: given('failOn', DEFAULT_VALUES.failOn, 'g.yml:1') }],
    ['the time limit', { ...EMPTY_LAYER, values: given('timeoutMs', 5000, '--timeout') }],
    ['how many run at once', { ...EMPTY_LAYER, values: given('maxParallel', 2, '--jobs') }],
    ['the name of the check', { ...EMPTY_LAYER, values: given('checkName', 'other', '--check-name') }],
  ])('keep their digest whatever %s', (_, layer) => {
    expect(digestOf(layer)).toBe(digestOf(EMPTY_LAYER));
  });

  test.each([
    ['the threshold', { ...EMPTY_LAYER, values: given('failOn', 'low', 'x') }],
    ["a category's threshold", { ...EMPTY_LAYER, failOnByCategory: { sca: { value: 'low' as const, from: 'x' } } }],
    ['what incomplete means', { ...EMPTY_LAYER, values: given('onIncomplete', 'pass', 'x') }],
    ['the profile', { ...EMPTY_LAYER, values: given('profile', 'thorough', 'x') }],
    ['the excluded paths', { ...EMPTY_LAYER, values: given('exclude', ['a'], 'x') }],
    ['the advisory folders', { ...EMPTY_LAYER, values: given('advisoryFolders', ['a'], 'x') }],
    ['being offline', { ...EMPTY_LAYER, values: given('offline', true, 'x') }],
    ["a scanner's arguments", { ...EMPTY_LAYER, scannerSettings: { bandit: { from: 'x', args: ['-a'] } } }],
    [
      'an exception',
      {
        ...EMPTY_LAYER,
        exceptions: [
          { rule: 'R', path: 'a', package: undefined, reason: 'r', owner: 'o', expires: '2027-01-01', from: 'x' },
        ],
      },
    ],
  ])('change their digest with %s', (_, layer) => {
    expect(digestOf(layer)).not.toBe(digestOf(EMPTY_LAYER));
  });

  test('have the same digest in whatever order a set was written', () => {
    const named = (scanners: readonly string[]): Layer => ({
      ...EMPTY_LAYER,
      values: given('scanners', scanners, 'x'),
    });
    expect(digestOf(named(['a', 'b']))).toBe(digestOf(named(['b', 'a'])));
    expect(digestOf(named(['a']))).toMatch(/^[0-9a-f]{64}$/);
  });
});
