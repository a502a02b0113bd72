import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { controlOf, parseControls } from '../../../src/pipeline/correlate/controls.ts';
import { registry } from '../../../src/scanners/registry.ts';

const FILES = ['infrastructure', 'workflows'].map((name) => {
  const url = new URL(`../../../rules/crosswalk/${name}.yml`, import.meta.url);
  return [name, parse(readFileSync(url, 'utf8'))] as const;
});
const VALID = {
  category: 'iac',
  since: '2026-11-21',
  sources: ['https://example.com'],
  controls: { one: { a: ['A1'], b: ['B1', 'B2'] } },
};
const rule = (id: string) => ({ id, title: id, cwes: [] });

describe.each(FILES)('the crosswalk of %s', (_name, data) => {
  test('names only scanners of its category that exist', () => {
    const scanners = registry.filter(({ category }) => category === data.category).map(({ name }) => name);
    const named = new Set(Object.values<object>(data.controls).flatMap((tools) => Object.keys(tools)));
    expect(scanners).toEqual(expect.arrayContaining([...named]));
  });

  test('is sound', () => {
    expect(parseControls([data]).size).toBeGreaterThan(20);
  });
});

test('every rule of our own that the crosswalk names exists', () => {
  const ours = Object.values<Record<string, string[]>>(FILES[1]?.[1].controls).flatMap(
    (tools) => tools['gatehouse-workflows'] ?? [],
  );
  expect(ours.length).toBeGreaterThan(9);
  for (const id of ours) {
    const file = new URL(`../../../rules/workflows/${id.replace(/^workflow-/, '')}.yml`, import.meta.url);
    expect(parse(readFileSync(file, 'utf8')).id).toBe(id);
  }
});

test('every rule of our infrastructure engine that the crosswalk names exists', () => {
  const ours = Object.values<Record<string, string[]>>(FILES[0]?.[1].controls).flatMap(
    (tools) => tools['gatehouse-iac'] ?? [],
  );
  const folder = new URL('../../../rules/iac/', import.meta.url);
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  expect(ours.length).toBeGreaterThan(4);
  for (const id of ours) expect(texts.filter((text) => text.includes(`id: ${id}\n`))).toHaveLength(1);
});

describe('a rule', () => {
  test.each([
    ['zizmor', 'unpinned-uses', 'unpinned-action'],
    ['gatehouse-workflows', 'workflow-unpinned-action', 'unpinned-action'],
    ['gatehouse-workflows', 'unpinned-uses', undefined],
    ['zizmor', 'dangerous-triggers', undefined],
  ])('of %s called %s is the control %s', (scanner, id, control) => {
    expect(controlOf({ category: 'supply-chain', scanner, rule: rule(id) })).toBe(control);
  });

  test('of another category is none of it', () => {
    expect(controlOf({ category: 'sast', scanner: 'zizmor', rule: rule('unpinned-uses') })).toBeUndefined();
  });
});

describe('a crosswalk that is not sound', () => {
  test.each([
    ['a rule that stands twice', { ...VALID, controls: { ...VALID.controls, two: { a: ['A1'], c: ['C1'] } } }],
    ['a control of one tool alone', { ...VALID, controls: { one: { a: ['A1'] } } }],
    ['a category that does not exist', { ...VALID, category: 'cloud' }],
    ['no source', { ...VALID, sources: [] }],
    ['a key that nobody reads', { ...VALID, severity: 'high' }],
  ])('is refused for %s', (_name, data) => {
    expect(() => parseControls([data])).toThrow('rules/crosswalk');
  });

  test('may be two files that say the same', () => {
    expect(() => parseControls([VALID, VALID])).toThrow('iac a A1 stands there twice');
    expect([...parseControls([VALID])]).toHaveLength(3);
  });
});
