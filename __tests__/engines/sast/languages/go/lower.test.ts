import { beforeAll, describe, expect, test } from '@jest/globals';
import { lowerGo } from '../../../../../src/engines/sast/languages/go/lower.ts';
import type { Program } from '../../../../../src/engines/sast/program.ts';
import { createSyntax, type Syntax } from '../../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../../support/assets.ts';
import { outline } from '../outline.ts';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await syntax.load('go');
});

function lower(text: string): Program {
  const tree = syntax.parse('go', text, 10_000);
  if (tree === undefined) throw new Error('not parsed');
  const program = lowerGo(tree, text);
  tree.delete();
  return program;
}

const body = (code: string) =>
  outline(lower(`package p\nfunc f() {\n${code}\n}\n`).body).replace(/^fn f\(\) \{([\s\S]*)\}$/, '$1');

describe('imports of a Go file', () => {
  test.each([
    ['a package by its last name', 'import "os/exec"', 'exec', 'os/exec'],
    ['an alias', 'import run "os/exec"', 'run', 'os/exec'],
    ['a major version as folder', 'import "github.com/labstack/echo/v4"', 'echo', 'github.com/labstack/echo'],
    ['a major version as suffix', 'import "gopkg.in/yaml.v3"', 'yaml', 'gopkg.in/yaml'],
    [
      'a module whose name says that it is Go',
      'import "github.com/dgrijalva/jwt-go"',
      'jwt',
      'github.com/dgrijalva/jwt-go',
    ],
    [
      'a package below a major version',
      'import "github.com/jackc/pgx/v5/pgxpool"',
      'pgxpool',
      'github.com/jackc/pgx/pgxpool',
    ],
    [
      'a name without its hyphen',
      'import "github.com/labstack/echo-jwt/v4"',
      'echojwt',
      'github.com/labstack/echo-jwt',
    ],
    ['the end of a name', 'import "github.com/appleboy/gin-jwt/v2"', 'jwt', 'github.com/appleboy/gin-jwt'],
    [
      'a name that another package bears',
      'import ("github.com/appleboy/gin-jwt"; "github.com/golang-jwt/jwt")',
      'jwt',
      'github.com/golang-jwt/jwt',
    ],
    ['a version that is the package', 'import v1 "k8s.io/api/core/v1"', 'v1', 'k8s.io/api/core/v1'],
    ['an import for its effects', 'import _ "net/http/pprof"', '_ net/http/pprof', 'net/http/pprof'],
    ['one of several', 'import (\n\t"fmt"\n\t// comment\n\ttpl "text/template"\n)', 'tpl', 'text/template'],
  ])('knows %s', (_name, text, local, path) => {
    expect(lower(`package p\n${text}\n`).imports.get(local)).toBe(path);
  });

  test('names of a dot import may be any of the package', () => {
    expect(lower('package p\nimport . "fmt"\n').openImports).toEqual(['fmt']);
  });
});

describe('statements of Go', () => {
  test.each([
    ['a declaration with `:=`', 'x := f(1)', 'x = f(1)'],
    ['pairs of targets and values', 'a, b = b, a', 'a = b; b = a'],
    ['the first of several results, without the error', 'x, err := f()', 'x = f(); err'],
    ['several results', 'x, y, err := f()', '(x, y) = f(); err'],
    ['results that nobody wants', '_, _ = f()', 'f()'],
    ['a typed variable', 'var c *http.Client', 'c:http.Client'],
    ['constants in parentheses', 'const (\n a = "x"\n b = 2\n)', 'a = "x"; b = 2'],
    ['`+=`', 's += "x"', 's += "x"'],
    ['a field and an element', 'a.b = 1; c[0] = 2', 'a.b = 1; c[0] = 2'],
    ['what a pointer points to', '*p = x', 'p = x'],
    ['`if` with an initializer', 'if v, ok := m["k"]; ok { g(v) }', '{v = m["k"]; ok; if (in "k" m) {g(v)} else {}}'],
    ['`else if`', 'if a { b() } else if c { d() }', 'if a {b()} else {if c {d()} else {}}'],
    ['a loop over elements', 'for _, v := range xs { g(v) }', 'loop v of xs {v = xs[some!()]; g(v)}'],
    ['a loop over a map', 'for name, v := range xs { g(v) }', 'loop v of xs {v = xs[some!()]; name = xs; g(v)}'],
    ['a counting loop', 'for i := 0; i < 3; i++ { g() }', '{i = 0; loop while (< i 3) {g(); i}}'],
    ['a loop for ever', 'for { g() }', 'loop {g()}'],
    ['a loop with a condition', 'for x { g() }', 'loop while x {g()}'],
    ['`switch`', 'switch x { case "a": f(); default: g() }', 'branches x {"a"; f()} {g()}'],
    ['`select`', 'select { case v := <-c: g(v); default: }', 'branches {v = <>c; g(v)} {}'],
    ['a type switch', 'switch v := x.(type) { case string: g(v) }', 'branches x {v:string = x; g(v)}'],
    ['`go` and `defer`', 'go f(); defer g()', 'f(); g()'],
    ['what is sent into a channel', 'c <- x', 'c += x'],
    ['a labelled loop', 'outer: for { break outer }', 'loop {break!()}'],
    [
      '`continue` and `break` of a loop',
      'for { if a { continue }; break }',
      'loop {if a {continue!()} else {}; break!()}',
    ],
    ['`break` of a `switch` in a loop', 'for { switch x { case "a": break } }', 'loop {branches x {"a"}}'],
    ['a text that grows without `+=`', 'q = q + "a" + b', 'q += join("a", b)'],
    ['`return` with an error', 'return x, nil', 'return x'],
    ['`return` of several', 'return x, y', 'return [x, y]'],
  ])('knows %s', (_name, code, expected) => {
    expect(body(code)).toBe(expected);
  });
});

describe('conditions of Go', () => {
  test.each([
    ['an answer of the line before', '_, ok := m[k]\nif !ok { g() }', 'm[k]; ok; if (! (in k m)) {g()} else {}'],
    ['an entry that says yes', 'if m[k] { g() }', 'if (in k m) {g()} else {}'],
    ['an error', 'if err := check(x); err != nil { g() }', '{err = check(x); if (! check(x)) {g()} else {}}'],
    [
      'no error',
      'n, err := strconv.Atoi(x)\nif err == nil { g(n) }',
      'n = strconv.Atoi(x); err; if strconv.Atoi(x) {g(n)} else {}',
    ],
    [
      'several',
      'ok := valid(x)\nif a == "b" && (!ok || c) { g() }',
      'ok = valid(x); if (&& (== a "b") (|| (! valid(x)) c)) {g()} else {}',
    ],
    [
      'an error of something else',
      'err := db.Ping()\nif err != nil { g() }',
      'err = db.Ping(); if (!= err null) {g()} else {}',
    ],
    ['an answer of an earlier line', 'ok := valid(x)\nh()\nif ok { g() }', 'ok = valid(x); h(); if ok {g()} else {}'],
    ['a value that is asked for', 'v, ok := m[k]\nif v { g() }', 'v = m[k]; ok; if v {g()} else {}'],
  ])('knows %s', (_name, code, expected) => {
    expect(body(code)).toBe(expected);
  });

  test('nested more deeply than people write do not end the lowering', () => {
    expect(body(`if ${'('.repeat(3000)}a${')'.repeat(3000)} { g() }`)).toContain('if');
    expect(body(`if ${'!'.repeat(3000)}a { g() }`)).toContain('if');
  });
});

describe('expressions of Go', () => {
  test.each([
    ['joins with `+`, long ones flat', '"a" + b + "c" + d', 'join("a", b, "c", d)'],
    ['sums of numbers', '1 + 2', '(+ 1 2)'],
    ['struct literals behind `&`', '&http.Cookie{Name: "a", Secure: true}', 'http.Cookie{Name: "a", Secure: true}'],
    ['slices of structs', '[]T{{A: 1}, {A: 2}}', '[T{A: 1}, T{A: 2}]'],
    ['maps', 'map[string]string{"a": b}', '{a: b}'],
    ['fields without names', 'T{a, b}', 'T{?: a, ?: b}'],
    ['conversions that keep a text', 'string(b)', '<string>b'],
    ['conversions to bytes', '[]byte(s)', '<>s'],
    ['conversions to numbers', 'int64(x)', '(int64 x)'],
    ['type assertions', 'x.(http.Flusher)', '<http.Flusher>x'],
    ['parts of a slice', 's[1:n]', 'slice!(s, (: 1 n))'],
    ['spread arguments', 'f(xs...)', 'f(...xs)'],
    ['raw strings', '`a\\n`', '"a\\\\n"'],
    ['escapes', '"a\\n\\x41\\u00e4"', '"a\\nAä"'],
    ['octal numbers', '0777', '511'],
    ['new octal numbers', '0o600', '384'],
    ['negative numbers', '-1', '-1'],
    ['`new`', 'new(tls.Config)', 'tls.Config{}'],
    ['`make`', 'make([]byte, n)', 'make!((make n))'],
    [
      'function literals',
      'func(w http.ResponseWriter, r *http.Request) { g(r) }',
      'fn (w:http.ResponseWriter, r:http.Request) {g(r)}',
    ],
    ['generic calls', 'f[int](x)', 'f(x)'],
  ])('knows %s', (_name, code, expected) => {
    expect(body(`x = ${code}`)).toBe(`x = ${expected}`);
  });
});

describe('declarations of Go', () => {
  test('methods belong to their type, whose receiver is `this`', () => {
    const text =
      'package p\ntype S struct { Base; db *sql.DB }\nfunc (s *S) F(a, b string) { s.db.Query(a) }\nfunc main() {}\n';
    expect(outline(lower(text).body)).toBe(
      'class S : Base {db:sql.DB; fn F(a:string, b:string) {this.db.Query(a)}}; fn main() {}',
    );
  });

  test('methods of a type in another file make a class too', () => {
    expect(outline(lower('package p\nfunc (s S) F() {}\n').body)).toBe('class S {fn F() {}}');
  });
});

describe('hostile Go files', () => {
  test.each([
    ['deeply nested calls', `package p\nfunc f() { ${'g('.repeat(3000)}x${')'.repeat(3000)} }`],
    ['deeply nested blocks', `package p\nfunc f() { ${'{'.repeat(3000)}${'}'.repeat(3000)} }`],
    ['a chain of `+`', `package p\nvar x = ${Array.from({ length: 5000 }, () => '"a"').join('+')}`],
    ['a chain of members', `package p\nvar x = a${'.b'.repeat(3000)}`],
    ['nested literals', `package p\nvar x = T{${'{'.repeat(2000)}${'}'.repeat(2000)}}`],
    ['nested types', `package p\nvar x ${'*'.repeat(3000)}T`],
    ['broken code', 'package p\nfunc f( { x := ] "'],
    ['nothing', ''],
    ['binary rubbish', '\u0000\u0001\uffff{{{{'],
  ])('do not end the lowering: %s', (_name, text) => {
    expect(Array.isArray(lower(text).body)).toBe(true);
  });
});
