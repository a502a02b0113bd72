import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readLockYaml } from '../../../src/inventory/yaml/read-yaml.ts';
import { entriesOf, textAt, type YamlValue } from '../../../src/inventory/yaml/tree.ts';

/** Without the lines, as plain data; pairs for maps, so that `__proto__` is a key like others. */
function plain(value: YamlValue): unknown {
  if (typeof value === 'string') return value;
  if (value instanceof Map) return { map: [...value].map(([key, entry]) => [key, plain(entry.value)]) };
  return value.map((entry) => plain(entry.value));
}

function readOne(text: string): unknown {
  const { documents, misunderstood } = readLockYaml(text);
  expect(misunderstood).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents.map(plain)[0];
}

const map = (...pairs: readonly (readonly [string, unknown])[]) => ({ map: pairs });

describe('YAML as lockfiles use it', () => {
  test.each<[string, string, unknown]>([
    [
      'versions stay texts',
      'a: 1.10\nb: 5.4\nc: true\nd: null\ne: ~\nf:',
      map(['a', '1.10'], ['b', '5.4'], ['c', 'true'], ['d', ''], ['e', ''], ['f', '']),
    ],
    ['quotes', `"a: b": 'it''s'\n'c': "x\\"\\x41\\u0042\\n"`, map(['a: b', "it's"], ['c', 'x"AB\n'])],
    [
      'keys with colons, slashes, ats and brackets',
      '/@a/b@1.0.0(c@2):\n  x: y\nlink:../z: 1',
      map(['/@a/b@1.0.0(c@2)', map(['x', 'y'])], ['link:../z', '1']),
    ],
    [
      'a flow mapping',
      'r: {integrity: sha512-a==, tarball: https://x/y.tgz#z, os: [a, "b, c"], e: {}, f: , g: []}',
      map([
        'r',
        map(
          ['integrity', 'sha512-a=='],
          ['tarball', 'https://x/y.tgz#z'],
          ['os', ['a', 'b, c']],
          ['e', map()],
          ['f', ''],
          ['g', []],
        ),
      ]),
    ],
    [
      'a flow mapping as a formatter writes it',
      'r:\n  { a: b c, "d": e }\ns: [\n  x,\n  y,\n]',
      map(['r', map(['a', 'b c'], ['d', 'e'])], ['s', ['x', 'y']]),
    ],
    [
      'lists, indented and not',
      'a:\n- x\n- y: 1\n  z: 2\nb:\n  - - p\n    - q\n  -\n    k: v\n  - "t": u',
      map(['a', ['x', map(['y', '1'], ['z', '2'])]], ['b', [['p', 'q'], map(['k', 'v']), map(['t', 'u'])]]),
    ],
    [
      'block scalars, unfolded',
      'a: >-\n  not: a key\n\n  # no comment\nb: |\n  x\nc: d',
      map(['a', 'not: a key\n\n# no comment'], ['b', 'x'], ['c', 'd']),
    ],
    [
      'scalars over several lines',
      'a: one\n  two\nb: "three\n  four"\nc:\n  five\nd: 1',
      map(['a', 'one two'], ['b', 'three four'], ['c', 'five'], ['d', '1']),
    ],
    ['long keys', '? "a key"\n:\n  b: c\n? d\n: e', map(['a key', map(['b', 'c'])], ['d', 'e'])],
    [
      'comments',
      '# x\na: b # c\n  # d\ne: "f" # g\nh: {i: j} # k',
      map(['a', 'b'], ['e', 'f'], ['h', map(['i', 'j'])]),
    ],
    ['Windows line ends', 'a:\r\n  b: c\r\nd: e\r\n', map(['a', map(['b', 'c'])], ['d', 'e'])],
    [
      'names of the language',
      '__proto__:\n  constructor: {__proto__: x}',
      map(['__proto__', map(['constructor', map(['__proto__', 'x'])])]),
    ],
    [
      'a deeper value, then a key of its grandparent',
      'a:\n  b:\n    c: 1\nd: 2',
      map(['a', map(['b', map(['c', '1'])])], ['d', '2']),
    ],
  ])('%s', (_, text, expected) => {
    expect(readOne(text)).toEqual(expected);
  });

  test('several documents', () => {
    expect(readLockYaml('---\na: 1\n--- # next\nb: 2\n...\n').documents.map(plain)).toEqual([
      map(['a', '1']),
      map(['b', '2']),
    ]);
  });

  test('every entry knows its line', () => {
    const { documents } = readLockYaml('# x\na:\n\n  b: {c: d}\n  e:\n  - f\n  - g: h\n');
    const a = entriesOf(documents[0]).get('a');
    const e = entriesOf(a?.value).get('e');
    expect([a?.line, entriesOf(a?.value).get('b')?.line, e?.line]).toEqual([2, 4, 5]);
    expect(Array.isArray(e?.value) && e.value.map(({ line }) => line)).toEqual([6, 7]);
    expect(textAt(entriesOf(a?.value).get('b')?.value, 'c')).toBe('d');
    expect(textAt(a?.value, 'nothing')).toBeUndefined();
  });

  const scalar = fc.oneof(
    fc.stringMatching(/^[a-z@/.^~0-9]{1,12}$/),
    fc.string({ maxLength: 20 }).map((text) => text.replace(/[^ -~]/g, '?')),
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.dictionary(scalar, tie('node'), { maxKeys: 4 }),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
    root: fc.dictionary(scalar, tie('node'), { minKeys: 1, maxKeys: 5 }),
  }));
  const pairs = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(pairs);
    return typeof value === 'object' && value !== null
      ? map(...Object.entries(value).map(([key, item]) => [key, pairs(item)] as const))
      : value;
  };
  test.each([
    ['blocks', {}],
    ['flow collections', { collectionStyle: 'flow' as const }],
  ])('whatever a writer puts into %s is read again', (_, style) => {
    fc.assert(
      fc.property(tree.root, (root) => {
        const text = stringify(root, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', ...style });
        expect(readOne(text)).toEqual(pairs(root));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is no such YAML is named by its line', () => {
  test.each<[string, string, readonly number[]]>([
    ['an anchor and an alias', 'a: &x\n  b: c\nd: *x', [1, 3]],
    ['a tag', 'a: !!set {b}', [1]],
    ['a key twice', 'a: 1\na: 2', [2]],
    ['prose', 'hello world', [1]],
    ['a list for a document', '- a\n- b', [1, 2]],
    ['a tab for an indentation', 'a:\n\tb: c', [2]],
    ['a bracket that is never closed', 'a: [b,\nc: d', [1]],
    ['a quote that is never closed', 'a: "b\nc: d', [1]],
    ['a bracket that was never opened', 'a: {b: c]}', [1]],
    ['a broken escape', 'a: "\\q"\nb: c', [1]],
    ['a key beside a list', 'a:\n  - b\n  c: d', [3]],
  ])('%s', (_, text, lines) => {
    expect(readLockYaml(text).misunderstood).toEqual(lines);
  });

  test('what stands after an anchor is read all the same', () => {
    expect(plain(readLockYaml('a: &x\n  b: c').documents[0] ?? '')).toEqual(map(['a', map(['b', 'c'])]));
  });

  test('the first of two equal keys counts', () => {
    expect(plain(readLockYaml('a: 1\na:\n  b: 2').documents[0] ?? '')).toEqual(map(['a', '1']));
  });
});

describe('hostile YAML is read in linear time and without a deep stack', () => {
  test.each([
    ['brackets', `a: ${'['.repeat(1_000_000)}`],
    ['braces', `a: ${'{b: '.repeat(300_000)}`],
    ['balanced brackets', `a: ${'['.repeat(500_000)}${']'.repeat(500_000)}`],
    ['dashes', `a:\n  ${'- '.repeat(500_000)}b`],
    ['indentation', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['open brackets, line by line', 'a: [\n'.repeat(200_000)],
    ['brackets that never fit', `a: [${'x ]\n'.repeat(300_000)}`],
    ['open quotes', 'a: "\n'.repeat(200_000)],
    ['a quote of a million backslashes', `a: "${'\\'.repeat(1_000_001)}`],
    ['colons', ':'.repeat(1_000_000)],
    ['spaced colons', 'a: '.repeat(300_000)],
    ['spaces in brackets', `a: [${' '.repeat(1_000_000)}`],
    ['a long word in brackets', `a: [${'x'.repeat(3_000_000)}]`],
    ['long words', `${'x'.repeat(3_000_000)}: ${'y'.repeat(3_000_000)}`],
    ['spaces in a scalar', `a: b${' '.repeat(1_000_000)}c`],
    ['question marks', '? '.repeat(500_000)],
    ['a scalar of many lines', `a: b\n${'  c\n'.repeat(200_000)}`],
    ['a block scalar of many lines', `a: |\n${'  c\n'.repeat(200_000)}`],
  ])('%s', (_, text) => {
    expect(readLockYaml(text).documents.length).toBeLessThan(2);
  });
});
