import { beforeAll, describe, expect, test } from '@jest/globals';
import { lowerJava } from '../../../../../src/engines/sast/languages/java/lower.ts';
import type { Program } from '../../../../../src/engines/sast/program.ts';
import { createSyntax, type Syntax } from '../../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../../support/assets.ts';
import { outline } from '../outline.ts';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await syntax.load('java');
});

function lower(text: string): Program {
  const tree = syntax.parse('java', text, 10_000);
  if (tree === undefined) throw new Error('not parsed');
  const program = lowerJava(tree, text);
  tree.delete();
  return program;
}

const body = (code: string) =>
  outline(lower(`class A {\nvoid f() {\n${code}\n}\n}\n`).body).replace(/^class A \{fn f\(\) \{([\s\S]*)\}\}$/, '$1');

describe('names of a Java file', () => {
  test.each([
    ['an import', 'import java.sql.Statement;', 'Statement', 'java.sql.Statement'],
    ['a static import', 'import static java.lang.Runtime.getRuntime;', 'getRuntime', 'java.lang.Runtime.getRuntime'],
    ['a class of java.lang', 'class A {}', 'Runtime', 'java.lang.Runtime'],
    ['another class of that name by its import', 'import a.b.Process;', 'Process', 'a.b.Process'],
    ['its own class, which hides that of java.lang', 'class Runtime {}', 'Runtime', undefined],
  ])('knows %s', (_name, text, local, path) => {
    expect(lower(text).imports.get(local)).toBe(path);
  });

  test('names of a wildcard and of its own package may be any of them', () => {
    const text = 'package a.b;\nimport java.util.*;\nimport static java.lang.Math.*;\nclass A {}';
    expect(lower(text).openImports).toEqual(['java.util', 'java.lang.Math', 'a.b']);
  });
});

describe('statements of Java', () => {
  test.each([
    ['a declaration, without type arguments', 'List<String> x = g();', 'x:List = g()'],
    ['several of one type', 'int a = 1, b;', 'a:int = 1; b:int'],
    ['`var`', 'var x = new Foo();', 'x = new Foo()'],
    ['an array', 'String[] x = {"a", b};', 'x:String[] = ["a", b]'],
    ['assignment and `+=`', 'a = b; a += "c"; this.x = a;', 'a = b; a += "c"; this.x = a'],
    [
      'an assignment in a condition',
      'while ((l = r.readLine()) != null) g(l);',
      'loop while (!= (l = r.readLine()) null) {g(l)}',
    ],
    ['`if`', 'if (a) b(); else if (c) { d(); }', 'if a {b()} else {if c {d()} else {}}'],
    ['`for`', 'for (int i = 0; i < 3; i++) g(i);', '{i:int = 0; loop while (< i 3) {g(i); (++ i)}}'],
    ['enhanced `for`', 'for (Cookie c : cookies) g(c);', 'loop c:Cookie of cookies {g(c)}'],
    ['`do`', 'do { g(); } while (a);', 'loop while a {g()}'],
    ['`try`', 'try { a(); } catch (E e) { b(); } finally { c(); }', 'branches {a()} {b()}; {c()}'],
    ['resources', 'try (Statement s = c.create()) { s.run(); }', '{s:Statement = c.create(); branches {s.run()}}'],
    ['`switch` of groups', 'switch (x) { case 1: a(); break; default: b(); }', 'branches x {a()} {b()}'],
    ['`switch` of arrows', 'switch (x) { case 1 -> a(); default -> { b(); } }', 'branches x {a()} {{b()}}'],
    ['`throw` and `return`', 'if (a) throw new E(b); return c;', 'if a {throw new E(b)} else {}; return c'],
    ['`synchronized`', 'synchronized (this) { g(); }', 'this; {g()}'],
    ['a local class', 'class B { void g() {} }', 'class B {fn g() {}}'],
  ])('knows %s', (_name, code, expected) => {
    expect(body(code)).toBe(expected);
  });
});

describe('expressions of Java', () => {
  test.each([
    ['joins with `+`, long ones flat', '"a" + b + "c"', 'join("a", b, "c")'],
    ['sums of numbers', '1 + 2', '(+ 1 2)'],
    ['calls of methods', 'a.b().c(d)', 'a.b().c(d)'],
    ['creation, without type arguments', 'new ArrayList<String>(a)', 'new ArrayList(a)'],
    ['creation by a full name', 'new java.util.Random()', 'new java.util.Random()'],
    ['arrays', 'new byte[] {1, 2}', '[1, 2]'],
    ['arrays without values', 'new byte[16]', '[]'],
    ['casts', '(String) o', '<String>o'],
    ['casts to numbers', '(int) o', '(int o)'],
    ['choices', 'a ? b : c', 'choice(b, c)'],
    ['a switch that gives a value', 'switch (a) { case 1 -> b; default -> { yield c; } }', 'choice(b, c)'],
    ['lambdas', '(a, b) -> g(a)', 'fn (a, b) {return g(a)}'],
    ['lambdas with types and a block', '(String a) -> { return a; }', 'fn (a:String) {return a}'],
    ['a lone parameter', 'a -> a', 'fn (a) {return a}'],
    ['method references', 'Foo::bar', 'Foo.bar'],
    ['constructors as references', 'Foo::new', 'Foo.new'],
    ['classes', 'Foo.class', 'Foo.class'],
    ['`instanceof` with a name', 'a instanceof String s', '(instanceof (s:String = a))'],
    [
      'anonymous classes',
      'new V() { public boolean ok(String h) { return true; } }',
      'anonymous-class!(new V(), fn ok(h:String) {return true})',
    ],
    ['escapes', '"a\\n\\u00e4\\""', '"a\\nä\\""'],
    ['text blocks', '"""\n    a\n      b\n    """', '"a\\n  b\\n"'],
    ['characters', "'x'", '"x"'],
    ['numbers', '1_000L', '1000'],
    ['hexadecimal numbers', '0x1F', '31'],
    ['negative numbers', '-1', '-1'],
    ['`null`, `true`', 'g(null, true)', 'g(null, true)'],
    ['elements', 'a[0]', 'a[0]'],
    ['comments between', 'a /* x */ . b( /* y */ c)', 'a.b(c)'],
  ])('knows %s', (_name, code, expected) => {
    expect(body(`x = ${code};`)).toBe(`x = ${expected}`);
  });
});

describe('declarations of Java', () => {
  test.each([
    [
      'annotations of parameters and methods',
      'class A { @GetMapping("/x") String f(@RequestParam(name = "q", required = false) String q, @Valid Foo b) { return q; } }',
      'class A {@GetMapping("/x") fn f(@RequestParam(name: "q", required: false) q:String, @Valid @BoundBean b:Foo) {return q}}',
    ],
    [
      'bases and annotations of classes',
      '@Controller class A extends B implements C<D>, E {}',
      '@Controller class A : B : C : E {}',
    ],
    [
      'fields, constructors and initializers',
      'class A { static final String K = "v"; A(B b) { super(b); this.b = b; } static { g(); } }',
      'class A {K:String = "v"; fn A(b:B) {super(b); this.b = b}; {g()}}',
    ],
    ['records', 'record P(String a, int b) { P { g(a); } }', 'class P {a:String; b:int; fn P() {g(a)}}'],
    ['enums', 'enum E { A, B; void f() { g(); } }', 'class E {A; B; fn f() {g()}}'],
    [
      'interfaces',
      'interface I { String K = "v"; default void f() { g(); } void h(String... a); }',
      'class I {K:String = "v"; fn f() {g()}; fn h(a:String[]) {}}',
    ],
    ['inner classes', 'class A { class B { void f() {} } }', 'class A {class B {fn f() {}}}'],
  ])('knows %s', (_name, text, expected) => {
    expect(outline(lower(text).body)).toBe(expected);
  });
});

describe('hostile Java files', () => {
  test.each([
    ['deeply nested calls', `class A { Object x = ${'g('.repeat(3000)}1${')'.repeat(3000)}; }`],
    ['deeply nested blocks', `class A { void f() { ${'{'.repeat(3000)}${'}'.repeat(3000)} } }`],
    ['deeply nested classes', `${'class A { '.repeat(2000)}${'}'.repeat(2000)}`],
    ['deeply nested lambdas', `class A { Object x = ${'a -> '.repeat(2000)}1; }`],
    ['deeply nested annotations', `${'@A('.repeat(2000)}1${')'.repeat(2000)} class A {}`],
    ['deeply nested types', `class A { ${'B<'.repeat(2000)}C${'>'.repeat(2000)} x; }`],
    ['a chain of `+`', `class A { String x = ${Array.from({ length: 5000 }, () => '"a"').join('+')}; }`],
    ['a chain of calls', `class A { String x = a${'.b()'.repeat(3000)}; }`],
    ['broken code', 'class A { void f( { String x = ]; "'],
    ['nothing', ''],
    ['binary rubbish', '\u0000\u0001\uffff{{{{'],
  ])('do not end the lowering: %s', (_name, text) => {
    expect(Array.isArray(lower(text).body)).toBe(true);
  });
});
