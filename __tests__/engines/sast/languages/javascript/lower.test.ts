import { beforeAll, describe, expect, test } from '@jest/globals';
import { lower } from '../../../../../src/engines/sast/languages/javascript/lower.ts';
import type { Program } from '../../../../../src/engines/sast/program.ts';
import { createSyntax, type Syntax } from '../../../../../src/engines/syntax/syntax.ts';
import type { Grammar } from '../../../../../src/ports/assets.ts';
import { packagedAssets } from '../../../../support/assets.ts';
import { outline } from '../outline.ts';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await Promise.all([syntax.load('javascript'), syntax.load('typescript'), syntax.load('tsx')]);
});

function program(text: string, grammar: Grammar = 'tsx'): Program {
  const tree = syntax.parse(grammar, text, 10_000);
  if (tree === undefined) throw new Error('not parsed');
  try {
    return lower(tree, text);
  } finally {
    tree.delete();
  }
}

const lowered = (text: string, grammar?: Grammar) => outline(program(text, grammar).body);

describe('imports of a JavaScript file', () => {
  test.each([
    ['a default import', "import fs from 'fs'", 'fs', 'fs'],
    ['a prefix of node', "import { exec } from 'node:child_process'", 'exec', 'child_process.exec'],
    ['a folder of node', "import { readFile } from 'node:fs/promises'", 'readFile', 'fs.promises.readFile'],
    ['another name of a module', "import { readFile } from 'graceful-fs'", 'readFile', 'fs.readFile'],
    ['a function of its own package', "import merge from 'lodash/merge'", 'merge', 'lodash.merge'],
    ['what bears the name of its module', "import { execa } from 'execa'", 'execa', 'execa'],
    ['a name of several words', "import { CryptoJS } from 'crypto-js'", 'CryptoJS', 'crypto-js'],
    ['a class of its name in a module of node', "import { URL } from 'url'", 'URL', 'url.URL'],
    ['an alias', "import { exec as run } from 'child_process'", 'run', 'child_process.exec'],
    ['a default among names', "import { default as x } from 'express'", 'x', 'express'],
    ['a namespace', "import * as cp from 'child_process'", 'cp', 'child_process'],
    ['a default and names', "import a, { b } from 'c'", 'b', 'c.b'],
    ['a type', "import type { Request } from 'express'", 'Request', 'express.Request'],
    ['require', "const cp = require('child_process')", 'cp', 'child_process'],
    ['require with braces', "const { exec: run, spawn } = require('child_process')", 'run', 'child_process.exec'],
    ['a member of require', "var exec = require('child_process').exec", 'exec', 'child_process.exec'],
    ['the default of require', "const x = require('x').default", 'x', 'x'],
    ['require in a function', "function f() { const fs = require('fs') }", 'fs', 'fs'],
    ['require that is assigned', "let fs; fs = require('fs')", 'fs', 'fs'],
    ["TypeScript's require", "import fs = require('fs')", 'fs', 'fs'],
    ['an import that is awaited', "const { exec } = await import('node:child_process')", 'exec', 'child_process.exec'],
    ['a package of npm in Deno', "import express from 'npm:express@4'", 'express', 'express'],
    ['a scoped package of npm in Deno', "import x from 'npm:@a/b@1.0.0'", 'x', '@a/b'],
    ['the first of two meanings', "const a = require('b'); { const a = require('c'); }", 'a', 'b'],
    ['a relative module', "const db = require('./db')", 'db', './db'],
  ])('knows %s', (_name, text, local, path) => {
    expect(program(text).imports.get(local)).toBe(path);
  });

  test('a module in the middle of an expression has a name too', () => {
    const { imports, body } = program("require('child_process').exec(x)");
    expect(outline(body)).toBe('require(child_process).exec(x)');
    expect(imports.get('require(child_process)')).toBe('child_process');
  });

  test('a name with two meanings is a variable where it has the second', () => {
    expect(lowered("const a = require('b'); { const a = require('c'); }")).toBe('{a = require(c)}');
  });

  test('a module that nobody knows is a call', () => {
    expect(lowered('const a = require(name)')).toBe('a = require(name)');
  });
});

describe('expressions', () => {
  test.each([
    ['`a${b}c`', 'join("a", b, "c")'],
    ['`abc`', '"abc"'],
    ['``', '""'],
    ["'a' + b + 'c' + 1", 'join("a", b, "c", 1)'],
    ['1 + 2', '(+ 1 2)'],
    ['a?.b?.[0]?.(c)', 'a.b[0](c)'],
    ["a['b']", 'a.b'],
    ['a[b]', 'a[b]'],
    ['window.location.href', 'location.href'],
    ['await f(...rest)', '<>f(...rest)'],
    ['new Foo', 'new Foo()'],
    ['(x as string)', '<string>x'],
    ['x!.y', '<>x.y'],
    ['(x satisfies A.B<C>)', '<A.B>x'],
    ['a || b ?? c', 'choice(choice(a, b), c)'],
    ['a && b', 'choice(b)'],
    ['a ? b : c', 'choice(b, c)'],
    ['f(x += 1)', 'f((x = join(x, 1)))'],
    ['f(x ||= y)', 'f((x = choice(x, y)))'],
    ['sql`select ${x}`', 'join("select ", x)'],
    ['/a+[/]/gi', '/a+[/]/'],
    ["({ a, 'b': 1, [c]: 2, ...d, e() {}, ['f']: 3 })", '{a: a, b: 1, ?: 2, ?: d, e: fn e() {}, f: 3}'],
    ['[a, ...b]', '[a, b]'],
    ['typeof x === "string"', '(=== (typeof x) "string")'],
    ['-y', '(- y)'],
    ['(a, b)', 'sequence!(a, b)'],
    [String.raw`'a\n\x41B\u{43}\z'`, '"a\\nABCz"'],
    ['0x1F', '31'],
    ['1_000n', '1000'],
    ['undefined', 'null'],
    ['import.meta.env.X', 'import.meta.env.X'],
    ['promisify(exec)', '<>exec'],
    ['util.promisify(cp.exec)', '<>cp.exec'],
  ])('%s is %s', (text, expected) => {
    expect(lowered(text)).toBe(expected);
  });

  test('a tag is kept beside the parts', () => {
    const [statement] = program('sql`select ${x}`').body;
    const tag = statement?.kind === 'expression' && statement.expression.kind === 'join' ? statement.expression.tag : 0;
    expect(tag).toMatchObject({ kind: 'name', name: 'sql' });
  });

  test.each([
    ['<a href={x} {...p} download>hi {y}<b/></a>', 'jsx!(jsx.a{href: x, ?: p, download: true}, y, jsx!(jsx.b{}))'],
    ['<A.B c="d" />', 'jsx!(jsx.A.B{c: "d"})'],
    ['<><i/></>', 'jsx!(jsx{}, jsx!(jsx.i{}))'],
    ['<p dangerouslySetInnerHTML={{ __html: x }} />', 'jsx!(jsx.p{dangerouslySetInnerHTML: {__html: x}})'],
  ])('the element %s is a record with what stands in it', (text, expected) => {
    expect(lowered(text)).toBe(expected);
    expect(lowered(text, 'javascript')).toBe(expected);
  });

  test("TypeScript's older cast is one where there are no elements", () => {
    expect(lowered('<Foo>x', 'typescript')).toBe('<Foo>x');
  });
});

describe('statements', () => {
  test.each([
    ['x += y', 'x += y'],
    ['x ??= y', 'x = choice(x, y)'],
    ['a = b = c', 'a = (b = c)'],
    ['a.b = c, d[e] = f', 'a.b = c; d[e] = f'],
    ['const { a, b: { c = 1 }, ...rest } = x', '(a, (c), rest) = x'],
    ['const [a, b] = x', '(a, b) = x'],
    ['let x: string | null', 'x:string'],
    ['let x: undefined | A.B<C>[]', 'x:A.B'],
    ['for (const [k, v] of Object.entries(x)) f(k)', 'loop (k, v) of Object.entries(x) {f(k)}'],
    ['for (const k in x) { f(k) }', 'loop k of x {f(k)}'],
    ['for (let i = 0; i < 3; i++) { f(i) }', 'i = 0; loop while (< i 3) {f(i); (++ i)}'],
    ['do { a() } while (b)', 'loop while b {a()}'],
    ['label: while (x) break label', 'loop while x {}'],
    ['try { a() } catch (e) { b(e) } finally { c() }', 'branches {a()} {e; b(e)}; c()'],
    ['try { a() } catch { b() }', 'branches {a()} {b()}'],
    ['switch (x) { case 1: a(); break; default: b() }', 'branches x {a()} {b()}'],
    ['if (a) b(); else if (c) d(); else e()', 'if a {b()} else {if c {d()} else {e()}}'],
    ["throw new Error('x')", 'throw new Error("x")'],
    ["enum E { A, B = 'b' }", 'E = {A: "A", B: "b"}'],
    ['namespace N { f() }', '{f()}'],
    ['interface A { b: string } type C = D; declare const e: string;', ''],
    ["export * from 'x'; export { a } from 'y';", ''],
    ['export default f(x)', 'f(x)'],
    ['export const a = 1, b = 2', 'a = 1; b = 2'],
  ])('%s is %s', (text, expected) => {
    expect(lowered(text)).toBe(expected);
  });
});

describe('functions and classes', () => {
  test.each([
    ['function f(a, { b }, c = 1, ...d) { return a }', 'fn f(a, (b), c, d) {return a}'],
    ['function* g() { yield x }', 'fn g() {yield!(x)}'],
    ['const f = async x => x.y', 'f = fn f(x) {return x.y}'],
    ['export default function () { f() }', 'fn () {f()}'],
    ['exports.f = function () {}', 'exports.f = fn f() {}'],
    ['module.exports = () => {}', 'module.exports = fn () {}'],
    ['function f(this: Foo, a?: string) {}', 'fn f(a:string) {}'],
    ['const A = class { m() {} }', 'class A {fn m() {}}'],
    ['class A { static { f() } #p = 1; ["x"]() {} }', 'class A {f(); #p = 1; fn x() {}}'],
    [
      'class A extends B { x = 1; static async m(y: string) { return y } }',
      'class A : B {x = 1; fn m(y:string) {return y}}',
    ],
    ['class A { constructor(private readonly z: Foo, w: Bar) {} }', 'class A {z:Foo; fn constructor(z:Foo, w:Bar) {}}'],
    [
      "@Controller('x') export class A { @Get(':id') find(@Param('id') id: string) {} }",
      '@Controller("x") class A {@Get(":id") fn find(@Param("id") id:string) {}}',
    ],
  ])('%s is %s', (text, expected) => {
    expect(lowered(text)).toBe(expected);
  });

  test('what is exported is marked', () => {
    const { body } = program('export function a() {} function b() {} export const c = () => {};');
    const exported = body.map((one) => {
      if (one.kind === 'function') return one.definition.exported;
      return one.kind === 'assign' && one.value?.kind === 'function' && one.value.definition.exported;
    });
    expect(exported).toEqual([true, false, true]);
  });

  test.each([
    ['(req, res) => {}', 'fn (req:http.IncomingMessage, res:http.ServerResponse) {}'],
    ['(err, req, res, next) => {}', 'fn (err, req:http.IncomingMessage, res:http.ServerResponse, next) {}'],
    ['({ body }, res) => {}', 'fn ((body), res:http.ServerResponse) {}'],
    ['(req: Request, res: Response) => {}', 'fn (req:Request, res:http.ServerResponse) {}'],
    ['async (ctx, next) => {}', 'fn (ctx:koa.Context, next) {}'],
    ['(parent, args, context) => {}', 'fn (parent, args:graphql.Arguments, context) {}'],
    ['(_, args) => {}', 'fn (_, args) {}'],
    ['(err, res) => {}', 'fn (err, res) {}'],
    ['(res) => {}', 'fn (res) {}'],
    ['(socket) => {}', 'fn (socket:socket.io.Socket) {}'],
  ])('the usual parameters of %s have the types of their frameworks', (text, expected) => {
    expect(lowered(text)).toBe(expected);
  });
});

describe('hostile input', () => {
  test.each([
    ['brackets in brackets', `x = ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['a long sum', `x = ${Array.from({ length: 20_000 }, () => 'a').join('+')}`],
    ['a chain of calls', `x = a${'.b()'.repeat(20_000)}`],
    ['blocks that never end', 'if(a){'.repeat(20_000)],
    ['functions in functions', `${'(()=>'.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['templates in templates', `${'`${'.repeat(5_000)}1${'}`'.repeat(5_000)}`],
    ['nothing but noise', '}{)(`${][<>/*'.repeat(2_000)],
    ['an empty file', ''],
    ['a hash bang', '#!/usr/bin/env node\nf()'],
    ['names of the language of objects', 'constructor.prototype.__proto__ = toString; hasOwnProperty(valueOf)'],
  ])('%s is lowered without an exception', (_name, text) => {
    expect(program(text, 'javascript').language).toBe('javascript');
  });

  test('what stands beside a mistake is still seen', () => {
    expect(lowered('const a = ;\neval(b);\nfunction (', 'javascript')).toContain('eval(b)');
  });
});
