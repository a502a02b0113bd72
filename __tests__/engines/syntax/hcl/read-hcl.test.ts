import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Expression } from '../../../../src/engines/syntax/hcl/hcl.ts';
import { readHcl, readHclExpression } from '../../../../src/engines/syntax/hcl/read-hcl.ts';
import { createSyntax, type Syntax } from '../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../support/assets.ts';

let syntax: Syntax;

beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await syntax.load('hcl');
});

/** An expression as a text in which its structure shows. */
function shown(expression: Expression | undefined): string {
  switch (expression?.kind) {
    case undefined:
      return 'nothing';
    case 'literal':
      return JSON.stringify(expression.value);
    case 'template':
      return `template(${expression.parts.map(shown).join(' ')})`;
    case 'list':
      return `[${expression.items.map(shown).join(' ')}]`;
    case 'object':
      return `{${expression.entries.map(({ key, value }) => `${shown(key)}:${shown(value)}`).join(' ')}}`;
    case 'variable':
      return expression.name;
    case 'attribute':
      return `${shown(expression.of)}.${expression.name}`;
    case 'index':
      return `${shown(expression.of)}[${shown(expression.key)}]`;
    case 'splat':
      return `splat(${shown(expression.of)} ${shown(expression.each)})`;
    case 'call':
      return `${expression.name}(${expression.args.map(shown).join(' ')}${expression.expandsLast ? ' …' : ''})`;
    case 'conditional':
      return `if(${shown(expression.condition)} ${shown(expression.yes)} ${shown(expression.no)})`;
    case 'unary':
      return `(${expression.operator} ${shown(expression.operand)})`;
    case 'binary':
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`;
    case 'for': {
      const { keyName = '', valueName, key, value, condition, groups } = expression;
      const parts = [keyName, valueName, shown(expression.in), shown(key), shown(value), shown(condition)];
      return `for(${parts.join(' ')}${groups ? ' …' : ''})`;
    }
    case 'unsupported':
      return 'unsupported';
  }
}

function read(text: string) {
  return readHcl(syntax, text);
}

function expressionOf(text: string): Expression | undefined {
  return read(`value = ${text}\n`).body.attributes[0]?.value;
}

describe('expressions', () => {
  test.each([
    ['1.5', '1.5'],
    ['true', 'true'],
    ['null', 'null'],
    ['-1', '(- 1)'],
    ['!a', '(! a)'],
    ['"a"', '"a"'],
    ['""', '""'],
    ['"a\\n\\"b\\" \\u00e9 $${x} %%{y}"', JSON.stringify('a\n"b" é ${x} %{y}')],
    ['"a${b}c"', 'template("a" b "c")'],
    ['"${a}"', 'template(a)'],
    ['"%{ if a }b%{ endif }"', 'template(unsupported)'],
    ['[1, "b",]', '[1 "b"]'],
    ['{ a = 1, "b" : 2, (c) = 3, "d${e}" = 4 }', '{"a":1 "b":2 c:3 template("d" e):4}'],
    ['a.b[0].c["d"]', 'a.b[0].c["d"]'],
    ['a.0.b', 'a[0].b'],
    ['a.b[*].c.d', 'splat(a.b *.c.d)'],
    ['a.*.c', 'splat(a *.c)'],
    ['f(a, b...)', 'f(a b …)'],
    ['f()', 'f()'],
    ['a == 1 ? b : c', 'if((a == 1) b c)'],
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['(1 + 2) * 3', '((1 + 2) * 3)'],
    ['a.b && !c || d', '((a.b && (! c)) || d)'],
    ['[for v in a : v.b]', 'for( v a nothing v.b nothing)'],
    ['{ for k, v in a : k => v... if v != 1 }', 'for(k v a k v (v != 1) …)'],
    ['(a).b', 'a.b'],
    ['a # why', 'a'],
  ])('%s is %s', (text, expected) => {
    expect(shown(expressionOf(text))).toBe(expected);
  });
});

describe('heredocs', () => {
  test('keep their lines, and their expressions', () => {
    expect(shown(expressionOf('<<EOT\n  a ${b}\n\n  c\nEOT'))).toBe('template("  a " b "\\n\\n  c\\n")');
  });

  test('lose the indentation that all lines share when they ask for it', () => {
    expect(shown(expressionOf('<<-EOT\n    a\n      ${b} c\n    d\n  EOT'))).toBe('template("a\\n  " b " c\\nd\\n")');
  });

  test('read no escapes', () => {
    expect(shown(expressionOf('<<EOT\n{"a": "\\n"}\nEOT'))).toBe(JSON.stringify('{"a": "\\n"}\n'));
  });
});

test('blocks have labels, bodies and places', () => {
  const { body, problem } = read('resource "aws_vpc" main {\n  a = 1\n  b {\n    c = 2\n  }\n}\n');
  expect(problem).toBeUndefined();
  const [block] = body.blocks;
  expect(block).toMatchObject({
    type: 'resource',
    labels: ['aws_vpc', 'main'],
    header: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 24 },
    region: { startLine: 1, endLine: 6, endColumn: 2 },
  });
  expect(block?.body.attributes[0]?.value.region).toEqual({ startLine: 2, startColumn: 7, endLine: 2, endColumn: 8 });
  expect(block?.body.blocks[0]?.body.attributes[0]?.name).toBe('c');
});

describe('what is no HCL is named and left out, the rest is read', () => {
  test('an attribute without a value', () => {
    const { body, problem } = read('resource "a" "good" {\n  x = 1\n}\nresource "a" "bad" {\n  x = ]\n}\n');
    expect(problem).toBe('not valid HCL at line 5: what belongs to it was left out');
    expect(body.blocks.map(({ labels }) => labels[1])).toEqual(['good']);
  });

  test.each([
    ['another language', 'function f() { return 1; }\n'],
    ['an open block', 'resource "a" "b" {\n'],
    ['an open text', 'a = "b\n'],
  ])('%s', (_name, text) => {
    expect(read(text).problem).toMatch(/^not valid HCL at line \d+/);
  });

  test('an empty text has no problem', () => {
    expect(read('')).toEqual({ body: { attributes: [], blocks: [] }, problem: undefined });
    expect(read('# nothing\n')).toEqual({ body: { attributes: [], blocks: [] }, problem: undefined });
  });
});

describe('texts beyond all measure', () => {
  test.each([
    ['brackets', `a = ${'['.repeat(3_000)}${']'.repeat(3_000)}\n`, 'expressions nested too deeply'],
    ['parentheses', `a = ${'('.repeat(3_000)}1${')'.repeat(3_000)}\n`, 'expressions nested too deeply'],
    ['calls', `a = ${'f('.repeat(3_000)}${')'.repeat(3_000)}\n`, 'expressions nested too deeply'],
    ['blocks', `${'a {\n'.repeat(3_000)}${'}\n'.repeat(3_000)}`, 'blocks nested too deeply'],
    ['characters', ' '.repeat(2 * 1024 * 1024 + 1), 'larger than 2 MiB'],
  ])('%s are named', (_name, text, problem) => {
    expect(read(text).problem).toBe(problem);
  });

  test('many small ones are read', () => {
    const { body, problem } = read('resource "a" "b" {\n  x = [1, 2]\n}\n'.repeat(3_000));
    expect(problem).toBeUndefined();
    expect(body.blocks).toHaveLength(3_000);
  });
});

test('an expression of its own stands where it is told to', () => {
  const region = { startLine: 7, startColumn: 3, endLine: 7, endColumn: 9 };
  expect(readHclExpression(syntax, '"a${b}"', region)).toMatchObject({
    kind: 'template',
    region,
    parts: [{ value: 'a' }, { kind: 'variable', region }],
  });
  expect(readHclExpression(syntax, '"${"', region)).toBeUndefined();
});
