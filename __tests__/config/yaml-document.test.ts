import { describe, expect, test } from '@jest/globals';
import { readYaml, type YamlDocument } from '../../src/config/yaml-document.ts';

function problems(text: string): readonly string[] {
  return readYaml(text, 'g.yml').mistakes.map(({ place, problem }) => `${place} ${problem}`);
}

function documentOf(text: string): YamlDocument {
  const { document } = readYaml(text, 'g.yml');
  if (document === undefined) throw new Error(`not readable: ${text}`);
  return document;
}

describe('a YAML text is read as plain data', () => {
  test.each([
    ['an empty text', '', {}],
    ['comments only', '# nothing yet\n', {}],
    ['a byte-order mark', '\ufeffa: 1', { a: 1 }],
    ['a document marker', '---\na: 1\n...\n', { a: 1 }],
    ['Windows line ends', 'a:\r\n  b: 1\r\n', { a: { b: 1 } }],
    ['words that YAML 1.1 took for booleans', 'a: on\nb: no', { a: 'on', b: 'no' }],
    ['a day stays a text', 'a: 2027-01-31', { a: '2027-01-31' }],
    ['an alias', 'a: &x [1, 2]\nb: *x', { a: [1, 2], b: [1, 2] }],
    ['an alias of an alias', 'a: &x 1\nb: &y [*x]\nc: *y', { a: 1, b: [1], c: [1] }],
    ['an anchor that is given anew', 'a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
    ['a key called constructor', 'constructor: 1', { constructor: 1 }],
    ['a merge key is a key like any other', '<<: 1', { '<<': 1 }],
    ['a number as key', '1: a', { '1': 'a' }],
    ['a key without a value', 'a:\nb: 1', { a: null, b: 1 }],
    ['a top level that is no mapping', '- 1', [1]],
  ])('%s', (_, text, expected) => {
    expect(JSON.parse(JSON.stringify(documentOf(text).value))).toEqual(expected);
  });
});

describe('what is wrong is named with its place', () => {
  test.each([
    [
      'broken syntax, in the words of the parser',
      'a: b: c',
      'g.yml:1:4 this is not valid YAML: Nested mappings are not allowed in compact mappings',
    ],
    [
      'a list that never ends',
      'a: [1',
      'g.yml:1:6 this is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['a key that stands twice', 'a:\n  b: 1\n  b: 2', 'g.yml:3:3 the key "b" stands here twice'],
    [
      'a second document',
      'a: 1\n---\nb: 2',
      'g.yml:2:1 a second document begins here: a configuration is a single one',
    ],
    ['a tag', 'a: !secret x', 'g.yml:1:4 this is not valid YAML: Unresolved tag: !secret'],
    ['an alias of nothing', 'a: *x', 'g.yml:1:4 the alias *x stands for nothing that comes before it'],
    [
      'an alias of what comes later',
      'a: *x\nb: &x 1',
      'g.yml:1:4 the alias *x stands for nothing that comes before it',
    ],
    ['an alias inside its own anchor', 'a: &x [*x]', 'g.yml:1:8 the alias *x contains itself'],
    ['a list as key', '? [a]\n: 1', 'g.yml:1:3 a key must be a word'],
    [
      'a key that JavaScript would take for something else',
      '__proto__: 1',
      'g.yml:1:1 a key may not be called "__proto__"',
    ],
    ['escapes in what is repeated', '"\\e[31m": 1\n"\\e[31m": 2', 'g.yml:2:1 the key "\\x1b[31m" stands here twice'],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toContain(expected);
  });

  test('all keys that stand twice are named at once', () => {
    expect(problems('a: 1\na: 2\nb: {c: 1, c: 2}')).toEqual([
      'g.yml:2:1 the key "a" stands here twice',
      'g.yml:3:11 the key "c" stands here twice',
    ]);
  });

  test('a text that is no YAML at all is not answered with a thousand mistakes', () => {
    expect(problems('a: b: c\n'.repeat(1000)).length).toBeLessThanOrEqual(20);
  });
});

describe('a hostile text is refused before it costs much', () => {
  const tens = 'bcdefghij'
    .split('')
    .map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[at]}`).join(', ')}]`);
  const steps = Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:`);

  test.each([
    [
      'a thousand million values out of nine aliases',
      `a: &a [${Array(10).fill('x').join(', ')}]\n${tens.join('\n')}`,
      'this makes more than 200000 values',
    ],
    ['a million opening brackets', '['.repeat(1e6), 'g.yml:1:65 this configuration is nested more than 64 levels deep'],
    ['mappings in mappings', '{a: '.repeat(2e5), 'nested more than 64 levels deep'],
    ['lists in lists on one line', '- '.repeat(5e5), 'nested more than 64 levels deep'],
    ['complex keys in complex keys', '? '.repeat(3e5), 'nested more than 64 levels deep'],
    ['ever deeper indentation', steps.join('\n'), 'g.yml:130:1 this configuration is nested more than 64 levels deep'],
    ['endless quotes', '"'.repeat(1e6), 'too long'],
    ['endless commas', `[${','.repeat(1e6)}`, 'too long'],
    ['endless empty lines', '\n'.repeat(1e6), 'too long'],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual([expect.stringContaining(expected)]);
  });

  test('an ordinary configuration with a thousand exceptions is not taken for hostile', () => {
    const entry = (number: number) =>
      `  - { rule: CVE-2024-${number}, path: "src/**", reason: some reason, owner: "@a", expires: 2027-01-31 }\n`;
    const text = `exceptions:\n${Array.from({ length: 1000 }, (_, number) => entry(number)).join('')}`;
    expect(documentOf(text).value).toMatchObject({ exceptions: { length: 1000 } });
  });
});

describe('every key and value knows where it stands', () => {
  const document = documentOf('profile: x\npolicy:\n  fail-on: 3\nlist:\n  - a\n  - { b: 2 }\n');

  test.each([
    ['a key', document.placeOfKey(['policy', 'fail-on']), 'g.yml:3:3'],
    ['its value', document.placeOfValue(['policy', 'fail-on']), 'g.yml:3:12'],
    ['an entry of a list', document.placeOfKey(['list', 0]), 'g.yml:5:5'],
    ['a value in a list', document.placeOfValue(['list', 1, 'b']), 'g.yml:6:10'],
    ['what is missing stands where its mapping does', document.placeOfKey(['list', 1, 'missing']), 'g.yml:6:5'],
    ['the whole', document.placeOfValue([]), 'g.yml:1:1'],
    ['a line, for people', document.lineOf(['policy', 'fail-on']), 'g.yml:3'],
  ])('%s', (_, place, expected) => {
    expect(place).toBe(expected);
  });

  test('a value without a text stands at the first character', () => {
    expect(documentOf('').placeOfValue(['policy'])).toBe('g.yml:1:1');
  });
});
