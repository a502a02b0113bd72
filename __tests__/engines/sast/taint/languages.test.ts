import { describe, expect, test } from '@jest/globals';
import { smallEngine } from '../small-engine.ts';

const engines = {
  python: await smallEngine('python'),
  go: await smallEngine('go'),
  java: await smallEngine('java'),
};

function linesOf(path: string, text: string): readonly (number | undefined)[] {
  const language = path.endsWith('.py') ? 'python' : path.endsWith('.go') ? 'go' : 'java';
  const report = engines[language].scan(path, Buffer.from(text));
  expect(report.notLookedAt).toBeUndefined();
  return report.results.map((result) => result.region?.startLine);
}

describe('Python', () => {
  test.each([
    ['an import under another name', 'from lib import source as s, sink as k\nk(s())', [2]],
    ['a keyword argument', 'import lib\ndb = lib.open()\ndb.query(text=lib.source())', [3]],
    ['self', 'class A:\n  def a(self):\n    self.x = source()\n  def b(self):\n    sink(self.x)', [5]],
    [
      'a method that is called on self',
      'class A:\n  def a(self, y):\n    sink(y)\n  def b(self):\n    self.a(source())',
      [3],
    ],
    ['a keyword of a function of the file', 'def a(x, y):\n  sink(y)\na(y=source(), x=1)', [2]],
    ['another parameter', 'def a(x, y):\n  sink(y)\na(source(), 1)', []],
    ['a with statement', 'with wrap(source()) as s:\n  sink(s)', [2]],
    ['a comprehension', 'sink([a for a in [source()]])', [1]],
    ['a number', 'sink(int(source()))', []],
    ['membership', 'x = source()\nif x not in ALLOWED:\n  raise ValueError()\nsink(x)', []],
    ['membership in what comes from outside too', 'x = source()\nif x in source():\n  sink(x)', [3]],
    ['what a page returns', '@app.route("/<name>")\ndef a(name):\n  return "<p>" + name', [3]],
    [
      'the object of a method that is a page',
      'class A:\n  @app.route("/<name>")\n  def a(self, name):\n    sink(self.x)\n    sink(name)',
      [5],
    ],
    ['JSON that a page returns', '@app.route("/<name>")\ndef a(name):\n  return {"name": name}', []],
    ['a full match', 'import re\nx = source()\nif not re.fullmatch("[a-z]+", x):\n  raise ValueError()\nsink(x)', []],
  ])('%s', (_name, text, lines) => {
    expect(linesOf('app.py', text)).toEqual(lines);
  });
});

describe('Go', () => {
  const file = (body: string) => `package main\nimport "lib"\nfunc f() {\n${body}\n}\n`;
  test.each([
    ['a variable', 'x := source()\nsink(x)', [5]],
    ['the first of two results', 'x, err := lib.translate(source())\nif err != nil { return }\nsink(x)', [6]],
    ['an alias of an import', 'lib.sink(lib.source())', [4]],
    ['another variable', 'x, y := source(), "a"\nsink(y)\n_ = x', []],
  ])('%s', (_name, body, lines) => {
    expect(linesOf('main.go', file(body))).toEqual(lines);
  });
});

describe('Java', () => {
  const file = (body: string) =>
    `class A {\n  String field;\n  String same(String s) { return s; }\n  void f() {\n${body}\n  }\n}\n`;
  test.each([
    ['a variable', 'String x = source();\nsink(x);', [6]],
    ['a builder', 'StringBuilder b = new StringBuilder();\nb.append("a").append(source());\nsink(b.toString());', [7]],
    ['a map', 'Map<String, String> m = new HashMap<>();\nm.put("a", source());\nsink(m.get("a"));', [7]],
    ['another key of a map', 'Map<String, String> m = new HashMap<>();\nm.put("a", source());\nsink(m.get("b"));', []],
    ['a method of the class', 'sink(same(source()));', [5]],
    ['equality with a text', 'String x = source();\nif ("a".equals(x)) { return; }\nsink(x);', [7]],
  ])('%s', (_name, body, lines) => {
    expect(linesOf('A.java', file(body))).toEqual(lines);
  });
});
