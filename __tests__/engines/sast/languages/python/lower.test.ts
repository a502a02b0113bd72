import { beforeAll, describe, expect, test } from '@jest/globals';
import { lower } from '../../../../../src/engines/sast/languages/python/lower.ts';
import type { Expression, Program } from '../../../../../src/engines/sast/program.ts';
import { createSyntax, type Syntax } from '../../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../../support/assets.ts';
import { expression, outline } from '../outline.ts';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await syntax.load('python');
});

function program(text: string): Program {
  const tree = syntax.parse('python', text, 10_000);
  if (tree === undefined) throw new Error('not parsed');
  try {
    return lower(tree, text);
  } finally {
    tree.delete();
  }
}

const lowered = (text: string) => outline(program(text).body);

function only(text: string): Expression {
  const [statement] = program(text).body;
  if (statement?.kind !== 'expression') throw new Error(`${statement?.kind} instead of an expression`);
  return statement.expression;
}

describe('imports of a Python file', () => {
  test.each([
    ['a module', 'import subprocess', 'subprocess', 'subprocess'],
    ['a module in a package by its first name', 'import os.path', 'os', 'os'],
    ['an alias of a module in a package', 'import xml.etree.ElementTree as ET', 'ET', 'xml.etree.ElementTree'],
    ['a name of a module', 'from flask import Flask, request', 'request', 'flask.request'],
    ['an alias of a name', 'from os import system as run', 'run', 'os.system'],
    ['names in parentheses with a comment', 'from a.b import ( # why\n  c,\n  d as e,\n)', 'e', 'a.b.d'],
    ['a relative module', 'from . import models', 'models', '.models'],
    ['a name of a relative module', 'from ..app.models import User', 'User', '..app.models.User'],
    [
      'the first of two meanings',
      'try:\n  import cPickle as p\nexcept ImportError:\n  import pickle as p',
      'p',
      'cPickle',
    ],
    ['an import in a function', 'def f():\n  if x:\n    import yaml', 'yaml', 'yaml'],
  ])('knows %s', (_name, text, local, path) => {
    expect(program(text).imports.get(local)).toBe(path);
  });

  test('every name of a module may be meant after a star', () => {
    expect(program('from flask import *').openImports).toEqual(['flask']);
  });
});

describe('strings of Python', () => {
  test.each([
    ['escapes', String.raw`'a\tb\'c\x41\u0042'`, '"a\\tb\'cAB"'],
    ['a raw string', String.raw`r'\d+'`, '"\\\\d+"'],
    ['bytes', 'b"ab"', '"ab"'],
    ['three quotes over lines', '"""a\n"b"\n"""', '"a\\n\\"b\\"\\n"'],
    ['neighbours', '"a" \'b\'', '"ab"'],
    ['an f-string', 'f"a{x}b{{c}}{y.z!r}"', 'join("a", x, "b{c}", y.z)'],
    ['an f-string with nothing in it', 'f"a{{"', '"a{"'],
    ['a number in an f-string', 'f"{x:05d}"', 'join((number x))'],
    ['an f-string beside a plain one', '"a" f"{x}" "b"', 'join("a", x, "b")'],
    ['`+`', 'a + "b" + c', 'join(a, "b", c)'],
    ['`+` of fixed pieces', '"a" + "b"', '"ab"'],
    ['`%` with one value', '"a %s b" % x', 'join("a ", x, " b")'],
    ['`%` with several', '"%s-%s%%" % (x, y)', 'join(x, "-", y, "%")'],
    ['`%` with names', '"%(b)s %(a)s" % {"a": x, "b": y}', 'join(y, " ", x)'],
    ['`%` with a dictionary from elsewhere', '"id=%(a)s" % d', 'join("id=", d)'],
    ['`%` of a number', '"id=%d" % x', 'join("id=", (number x))'],
    ['`%` of a template in a variable', 'q % (x, y)', 'join(q, x, y)'],
    ['`.format` by position', '"{} {}".format(x, y)', 'join(x, " ", y)'],
    ['`.format` by index and name', '"{1}{{}} {a.b}".format(x, y, a=z)', 'join(y, "{} ", z)'],
    ['`.format` of a number', '"{:d}".format(x)', 'join((number x))'],
    ['`.format` with a spread', '"{a}".format(**d)', 'join(d)'],
    ['`.format` of a template in a variable', 'q.format(x)', 'q.format(x)'],
  ])('knows %s', (_name, text, expected) => {
    expect(expression(only(text))).toBe(expected);
  });
});

describe('expressions of Python', () => {
  test.each([
    ['a call with keywords and spreads', 'f(a, *b, c=d, **e)', 'f(a, ...b, c: d, ...e)'],
    ['a member by its name', 'getattr(os, "system")(x)', 'os.system(x)'],
    ['a member by a name that is not fixed', 'getattr(os, name)', 'getattr(os, name)'],
    ['a module by its name', '__import__("os").system(x)', 'os.system(x)'],
    ['numbers', '[1, 0o17, 0x1F, 1_000, -2, 1.5, True, None]', '[1, 15, 31, 1000, -2, 1.5, true, null]'],
    ['a dictionary', '{"a": 1, b: c, **d, 3: e}', '{a: 1, ?: c, ?: d, 3: e}'],
    ['a key that does something', '{f(x): 1}', '{?: pair!(f(x), 1)}'],
    ['a slice', 'a[1:x]', 'a[slice!(1, x)]'],
    ['`or` as either', 'a or b', 'choice(a, b)'],
    ['`and` as what comes last', 'a and b', 'choice(b)'],
    ['a condition', 'a if b else c', 'choice(a, c)'],
    ['comparisons', 'a < b in c', '(< in a b c)'],
    ['`not in`', 'a not in b', '(not in a b)'],
    ['`not`', 'not a', '(not a)'],
    ['arithmetic', 'a * 2 - b', '(- (* a 2) b)'],
    ['`+` of a number', 'a + 1', '(+ a 1)'],
    ['`+` of lists', '[a] + [b]', '[a, b]'],
    ['a path by `/`', 'base / name', '/!(base, name)'],
    ['`await`', 'f(await x)', 'f(<>x)'],
    ['a lambda', 'lambda x, *y: f(x)', 'fn (x, y) {return f(x)}'],
    ['a walrus', 'f(x := y)', 'f((x = y))'],
    ['`yield`', 'f((yield x))', 'f(yield!(x))'],
    ['a comprehension as what it makes of each', '[int(x) for x in xs]', 'choice(comprehension!(int(x)))'],
    ['a generator as argument', 'f(g(x) for x in xs)', 'f(choice(comprehension!(g(x))))'],
    ['a dictionary comprehension', '{k: v for k, v in xs}', 'choice(comprehension!(k, v))'],
  ])('knows %s', (_name, text, expected) => {
    expect(expression(only(text))).toBe(expected);
  });

  test('a comprehension assigns an element and asks its condition first', () => {
    const outer = only('[f(x) for x in xs if x in ALLOWED]');
    if (outer.kind !== 'choice' || outer.condition === undefined) throw new Error('no choice');
    const [inner] = outer.values;
    if (inner?.kind !== 'choice' || inner.condition === undefined) throw new Error('no inner choice');
    expect(expression(outer.condition)).toBe('(x = element!(xs))');
    expect(expression(inner.condition)).toBe('(in x ALLOWED)');
    expect(inner.values.map(expression)).toEqual(['comprehension!(f(x))']);
  });
});

describe('statements of Python', () => {
  test.each([
    ['an assignment', 'a = b', 'a = b'],
    ['a written type', 'a: Optional[int] = b', 'a:int = b'],
    ['a type alone', 'a: http.Request', 'a:http.Request'],
    ['several targets', 'a, (b, *c) = d', '(a, (b, c)) = d'],
    ['a chain of assignments', 'a = b = c', 'a = (b = c)'],
    ['members and elements', 'a.b = c\nd[0] = e', 'a.b = c; d[0] = e'],
    ['`+=`', 'a += b', 'a += b'],
    ['`if`', 'if a:\n  f()\nelif b:\n  g()\nelse:\n  h()', 'if a {f()} else {if b {g()} else {h()}}'],
    ['a loop', 'for x, y in z:\n  f(x)\nelse:\n  g()', 'loop (x, y) of z {f(x)}; g()'],
    ['`while`', 'while a:\n  f()', 'loop while a {f()}'],
    ['`with`', 'with open(a) as f, b:\n  f.x()', '{f = open(a); b; f.x()}'],
    ['`async with`', 'async def f():\n  async with a() as b: c(b)', 'fn f() {{b = a(); c(b)}}'],
    [
      '`try`',
      'try:\n  a()\nexcept (B, C) as e:\n  b()\nelse:\n  c()\nfinally:\n  d()',
      'branches {a(); c()} {b()}; d()',
    ],
    [
      '`match`',
      'match x:\n  case {"k": v} if v: f(v)\n  case A(b=c): g(c)\n  case E.F: pass\n  case _: h()',
      'branches x {v = element!(x); if v {f(v)} else {}} {c = element!(x); g(c)} {} {h()}',
    ],
    ['`return` of several', 'def f():\n  return a, b', 'fn f() {return [a, b]}'],
    ['`raise`', 'raise A(x) from e', 'throw several!(A(x), e)'],
    ['`assert` as a condition that holds afterwards', 'assert a, b', 'if (not a) {throw assert!(b)} else {}'],
    ['`del` and `global`', 'global a\ndel b[c]', 'b[c] = null'],
    ['Python 2', 'exec code in names\nprint "a%s" % b', 'exec(code, names); print_statement!(join("a", b))'],
  ])('knows %s', (_name, text, expected) => {
    expect(lowered(text)).toBe(expected);
  });

  test.each([
    ['a function', 'def f(a, b: int = 3, *c: str, d=1, **e) -> str: pass', 'fn f(a, b:int, c:str, d, e) {}'],
    [
      'decorators',
      '@app.route("/", methods=["POST"])\n@login\ndef f(): pass',
      '@app.route("/", methods: ["POST"]) @login fn f() {}',
    ],
    [
      'a class',
      '@d\nclass A(B, c.D, metaclass=M):\n  x = 1\n  def f(self): pass',
      '@d class A : B : c.D {x = 1; fn f(self) {}}',
    ],
    ['what a default says', 'def f(a: str = Query(None)): pass', 'fn f(@Query(null) a:str) {}'],
    [
      'what an annotation says',
      'def f(a: Annotated[str, Body(embed=True)]): pass',
      'fn f(@Body(embed: true) a:str) {}',
    ],
  ])('knows %s', (_name, text, expected) => {
    expect(lowered(text)).toBe(expected);
  });

  test('a route makes numbers of what it calls numbers', () => {
    expect(lowered('@app.get("/<int:a>/<b>/<uuid:c>")\ndef f(a, b, c): pass')).toBe(
      '@app.get("/<int:a>/<b>/<uuid:c>") fn f(a, b, c) {a = int(a); c = uuid.UUID(c)}',
    );
  });
});

describe('what Python files hold besides Python', () => {
  test('spans are offsets of UTF-16 code units', () => {
    const text = '# 𝒳 é\nf("ü𝒳", g)\n';
    const call = only(text);
    expect(text.slice(call.start, call.end)).toBe('f("ü𝒳", g)');
    if (call.kind !== 'call') throw new Error('no call');
    expect(call.arguments.map(({ value }) => text.slice(value.start, value.end))).toEqual(['"ü𝒳"', 'g']);
  });

  test('what stands beside a syntax error is read all the same', () => {
    expect(lowered('f(a)\nx = = 3\ny = )\ng(b)\n')).toMatch(/f\(a\).*g\(b\)/s);
  });

  test.each([
    ['parentheses', '('.repeat(20_000) + ')'.repeat(20_000)],
    ['calls', `${'f('.repeat(5_000)}x${')'.repeat(5_000)}`],
    ['members', `a${'.b()'.repeat(5_000)}`],
    ['blocks', Array.from({ length: 90 }, (_, depth) => `${' '.repeat(depth)}if a:`).join('\n')],
    ['subtractions', `a${' - b'.repeat(20_000)}`],
    ['alternatives', `if a: b()\n${'elif c: d()\n'.repeat(5_000)}`],
    ['list targets', `${'['.repeat(3_000)}a${']'.repeat(3_000)} = b`],
    ['annotations', `a: ${'Optional['.repeat(2_000)}int${']'.repeat(2_000)} = b`],
  ])('nesting of %s is bounded', (_name, text) => {
    expect(program(text).language).toBe('python');
  });

  test('a long sum is one join', () => {
    const sum = only(`a${' + b'.repeat(5_000)}`);
    expect(sum.kind === 'join' ? sum.parts.length : sum.kind).toBe(5_001);
  });
});
