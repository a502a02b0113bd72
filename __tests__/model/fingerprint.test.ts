import { describe, expect, test } from '@jest/globals';
import type { Identity } from '../../src/model/fingerprint.ts';
import { digestOf, fingerprintsOf } from '../../src/model/fingerprint.ts';

const code: Identity = { kind: 'code', rule: 'R1', path: 'src/a.ts', lines: ['before', '  eval(input)', 'after'] };
const secret: Identity = { kind: 'secret', family: 'github-token', path: 'src/a.ts', line: 'token = "…"' };
const affected: Identity = {
  kind: 'package',
  purl: 'pkg:npm/lodash',
  manifest: 'package-lock.json',
  advisories: ['GHSA-p6mc-m468-83gw', 'CVE-2020-8203', 'CVE-2020-8203'],
};

describe('fingerprintsOf', () => {
  test.each<[string, Identity, number]>([
    ['a place in code', code, 1],
    ['a secret', secret, 1],
    ['a package, one per name of its advisory', affected, 2],
  ])('gives versioned strings for %s', (_name, identity, number) => {
    const fingerprints = fingerprintsOf(identity);
    expect(fingerprints).toHaveLength(number);
    expect([...fingerprints].sort()).toEqual(fingerprints);
    for (const fingerprint of fingerprints) expect(fingerprint).toMatch(/^g1:[0-9a-f]{32}$/);
  });

  test('are the same on every machine and in every release, because baselines hold them', () => {
    expect([code, secret, affected].flatMap(fingerprintsOf)).toEqual(KNOWN);
  });

  test.each<[string, Identity]>([
    ['indentation', { ...code, lines: ['before', '\teval( input )', 'after'] }],
    ['line ends', { ...code, lines: ['before\r', '  eval(input)\r', 'after\r'] }],
  ])('do not depend on %s', (_name, other) => {
    expect(fingerprintsOf(other)).toEqual(fingerprintsOf(code));
  });

  test.each<[string, Identity]>([
    ['the rule', { ...code, rule: 'R2' }],
    ['the path', { ...code, path: 'src/b.ts' }],
    ['the line', { ...code, lines: ['before', 'evil(input)', 'after'] }],
    ['a line around', { ...code, lines: ['before', '  eval(input)', 'behind'] }],
    ['where one line ends', { ...code, lines: ['beforeeval(input)', '', 'after'] }],
  ])('depend on %s', (_name, other) => {
    expect(fingerprintsOf(other)).not.toEqual(fingerprintsOf(code));
  });

  test('of two tools that know one advisory under different names agree in the name that they share', () => {
    const other = fingerprintsOf({ ...affected, advisories: ['CVE-2020-8203', 'SNYK-JS-LODASH-590103'] });
    expect(fingerprintsOf(affected).filter((fingerprint) => other.includes(fingerprint))).toHaveLength(1);
  });
});

test('digestOf tells apart where one part ends', () => {
  expect(digestOf('ab', 'c')).not.toBe(digestOf('a', 'bc'));
});

const KNOWN = [
  'g1:f352d1e5ce2748addb16e0defd91ecd1',
  'g1:75270233658651cd32e2e480783118dd',
  'g1:693abee21d912d68cff2d4ad3fc84f69',
  'g1:74bc6eb3fd2af425494a8900af3e0664',
];
