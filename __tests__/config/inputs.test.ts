import { describe, expect, test } from '@jest/globals';
import { INPUT_NAMES, readInputs } from '../../src/config/inputs.ts';
import type { RawInput } from '../../src/config/raw-input.ts';

const KNOWN = ['gatehouse-secrets', 'gitleaks', 'bandit', 'acme'];

function read(inputs: Readonly<Record<string, string>>) {
  const raw: [string, RawInput][] = Object.entries(inputs).map(([name, value]) => [name, { value, from: `--${name}` }]);
  return readInputs(Object.fromEntries(raw), KNOWN);
}

describe('an input means a value that knows its name', () => {
  test.each([
    ['profile', 'thorough', 'profile', 'thorough'],
    ['profile', ' Embedded ', 'profile', 'embedded'],
    ['scanners', 'gitleaks,bandit', 'scanners', ['gitleaks', 'bandit']],
    ['scanners', 'gitleaks\n  bandit\r\n,acme,\n', 'scanners', ['gitleaks', 'bandit', 'acme']],
    ['scanners', 'bandit,bandit', 'scanners', ['bandit']],
    ['categories', 'sca, supply-chain', 'categories', ['sca', 'supply-chain']],
    ['fail-on', 'low', 'failOn', 'low'],
    ['fail-on', 'never', 'failOn', 'never'],
    ['offline', 'true', 'offline', true],
    ['offline', 'No', 'offline', false],
    ['offline', '1', 'offline', true],
    ['max-parallel', '4', 'maxParallel', 4],
    ['timeout', '120', 'timeoutMs', 120_000],
    ['timeout', '2m', 'timeoutMs', 120_000],
    ['sarif-files', 'a.sarif\nb c.sarif', 'sarifFiles', ['a.sarif', 'b c.sarif']],
    ['check-name', 'gatehouse/api', 'checkName', 'gatehouse/api'],
  ])('%s: %j', (name, value, key, expected) => {
    const { layer, mistakes } = read({ [name]: value });
    expect(mistakes).toEqual([]);
    expect(layer.values).toEqual({ [key]: { value: expected, from: `--${name}` } });
  });

  test('every input is read by somebody', () => {
    expect([...INPUT_NAMES].sort()).toEqual([
      'categories',
      'check-name',
      'fail-on',
      'images',
      'max-parallel',
      'offline',
      'profile',
      'sarif-files',
      'scanners',
      'timeout',
    ]);
  });
});

describe('fail-on may name categories', () => {
  test.each([
    ['a general one and a category', 'high,secrets=low', 'high', { secrets: 'low' }],
    ['categories alone', 'secrets=low\nsast=never', undefined, { secrets: 'low', sast: 'never' }],
    ['white space around', ' high , supply-chain = medium ', 'high', { 'supply-chain': 'medium' }],
  ])('%s', (_, value, general, byCategory) => {
    const { layer, mistakes } = read({ 'fail-on': value });
    expect(mistakes).toEqual([]);
    expect(layer.values.failOn?.value).toBe(general);
    expect(layer.failOnByCategory).toEqual(
      Object.fromEntries(
        Object.entries(byCategory).map(([category, threshold]) => [category, { value: threshold, from: '--fail-on' }]),
      ),
    );
  });
});

describe('a wrong input is named with what is allowed', () => {
  test.each([
    ['scanners', 'gitleak', 'no scanner is called "gitleak": did you mean "gitleaks"? (gatehouse scanners lists all)'],
    ['scanners', 'zzzzzzzzzz', 'no scanner is called "zzzzzzzzzz" (gatehouse scanners lists all)'],
    [
      'profile',
      'recomended',
      'it must be embedded, recommended or thorough, not "recomended": did you mean "recommended"?',
    ],
    [
      'categories',
      'secret',
      'it must be sast, sca, iac, container, secrets or supply-chain, not "secret": did you mean "secrets"?',
    ],
    ['fail-on', 'hihg', 'it must be critical, high, medium, low, info or never, not "hihg": did you mean "high"?'],
    [
      'fail-on',
      'secret=high',
      'it must be sast, sca, iac, container, secrets or supply-chain, not "secret": did you mean "secrets"?',
    ],
    ['fail-on', 'secrets=', 'it must be critical, high, medium, low, info or never, not ""'],
    ['fail-on', 'sca=high=low', 'it must be critical, high, medium, low, info or never, not "sca=high=low"'],
    [
      'fail-on',
      'high,low',
      'it must have one severity for all categories, not high and low: write category=severity for the others',
    ],
    ['offline', 'perhaps', 'it must be true or false, not "perhaps"'],
    ['max-parallel', '0', 'it must be a whole number from 1 to 256, not "0"'],
    ['max-parallel', '1e2', 'it must be a whole number from 1 to 256, not "1e2"'],
    ['timeout', '-1', 'it must be a duration from 1s to 24h, such as 90s or 10m, not "-1"'],
    ['timeout', '48h', 'it must be a duration from 1s to 24h, such as 90s or 10m, not "48h"'],
    [
      'check-name',
      'a\nb',
      'it must be a name of at most 100 letters, digits, spaces and ._/()@:+-, beginning with a letter or digit',
    ],
    ['profile', ' ', 'it is empty: give it a value or leave it out'],
    ['categories', ',\n,', 'it is empty: give it a value or leave it out'],
  ])('%s: %j', (name, value, problem) => {
    const { layer, mistakes } = read({ [name]: value });
    expect(mistakes).toEqual([{ place: `--${name}`, problem }]);
    expect(layer.values).toEqual({});
  });

  test('an input that does not exist is not passed over', () => {
    expect(read({ 'fail-onn': 'high' }).mistakes).toEqual([
      { place: '--fail-onn', problem: expect.stringContaining('there is no such input') },
    ]);
  });

  test('all wrong inputs come at once, and all wrong entries of one', () => {
    const { mistakes } = read({ scanners: 'gitleak,bandi', offline: 'x', timeout: '10' });
    expect(mistakes.map(({ place }) => place)).toEqual(['--scanners', '--scanners', '--offline']);
  });
});
