import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { walkKeys } from '../../src/inventory/json-keys.ts';

function keysWithLines(text: string): readonly string[] {
  const found: string[] = [];
  walkKeys(text, (path, line) => found.push(`${line}: ${path.join('/')}`));
  return found;
}

/** What `JSON.parse` sees, key by key. */
function keysOfValue(value: unknown, above: readonly string[] = []): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOfValue(item, [...above, '[]']));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const path = [...above, key];
    return [JSON.stringify(path), ...keysOfValue(item, path)];
  });
}

describe('walking the keys of a JSON text', () => {
  test('names each key with the keys above it and its line', () => {
    expect(keysWithLines('{\n "a": {"b": 1,\n "c": [{"d": 2}, "e"]},\r\n\n "f": "g"}')).toEqual([
      '2: a',
      '2: a/b',
      '3: a/c',
      '3: a/c/[]/d',
      '5: f',
    ]);
  });

  test.each([
    ['quotes in a key', '{"a\\"b": 1}', ['1: a"b']],
    ['a backslash before the closing quote', '{"a\\\\": 1, "b": 2}', ['1: a\\', '1: b']],
    ['brackets and commas in texts', '{"a": "}],{", "b": ["[", ","]}', ['1: a', '1: b']],
    ['a key that is spelled like an array', '{"[]": 1, "b": 2}', ['1: []', '1: b']],
    ['escaped letters', '{"\\u0061": 1}', ['1: a']],
    ['the same key twice', '{"a": 1,\n"a": 2}', ['1: a', '2: a']],
    ['no object at all', '["a", "b"]', []],
  ])('is not fooled by %s', (_, text, keys) => {
    expect(keysWithLines(text)).toEqual(keys);
  });

  test('agrees with JSON.parse on every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1), (value, indent) => {
        const seen: string[] = [];
        walkKeys(JSON.stringify(value, undefined, indent), (path) => seen.push(JSON.stringify(path)));
        // Whole numbers as keys are sorted first by JavaScript, so the order is not compared.
        expect(seen.sort()).toEqual([...keysOfValue(JSON.parse(JSON.stringify(value)))].sort());
      }),
    );
  });

  test('takes nesting of a million levels', () => {
    const deep = 1_000_000;
    expect(keysWithLines(`{"a": ${'['.repeat(deep)}${']'.repeat(deep)}, "b": 1}`)).toEqual(['1: a', '1: b']);
  });
});
