/** Patterns that stand in rules meet whatever a repository holds: none may be one that a text can keep busy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { slowPart } from '../../src/engines/sast/checks/javascript/slow-regex.ts';

const folder = join(import.meta.dirname, '../../rules');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));

/** Every text under `matches`, `pattern` or `text`, and every `/…/`, wherever it stands but in examples. */
function patternsIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') {
    const between = /^\/(.+)\/i?$/s.exec(value)?.[1];
    if (between !== undefined && /^(?:needs|\d*)$/.test(key)) return [between];
    return ['matches', 'pattern'].includes(key) ? [value.replace(/^\(\?i\)/, '')] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => patternsIn(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'examples' ? [] : patternsIn(inner, name)));
}

test.each(files)('%s', (name) => {
  const patterns = patternsIn(parse(readFileSync(join(folder, name), 'utf8')));
  expect(patterns.filter((pattern) => slowPart(pattern) !== undefined)).toEqual([]);
});

test('patterns are found', () => {
  const all = files.flatMap((name) => patternsIn(parse(readFileSync(join(folder, name), 'utf8'))));
  expect(all.length).toBeGreaterThan(400);
  expect(slowPart('^(a+)+$')).toBeDefined();
});
