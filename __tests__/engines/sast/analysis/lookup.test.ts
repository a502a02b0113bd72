import { describe, expect, test } from '@jest/globals';
import { analyseProgram } from '../../../../src/engines/sast/analysis/lookup.ts';
import type { LanguageSupport } from '../../../../src/engines/sast/language.ts';
import { createSyntax } from '../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../support/assets.ts';
import { availableLanguages } from '../languages.ts';

const syntax = await createSyntax(packagedAssets);
for (const grammar of ['javascript', 'typescript', 'python', 'go', 'java'] as const) await syntax.load(grammar);
const supports = await availableLanguages();
const KNOWN = new Set(['java.sql.Statement', 'lib.Connection']);

function lookupOf(path: string, text: string) {
  const support = supports.find((each): each is LanguageSupport => each.grammarOf(path) !== undefined);
  const grammar = support?.grammarOf(path);
  if (support === undefined || grammar === undefined) throw new Error(`no language for ${path}`);
  const tree = syntax.parse(grammar, text, 5_000);
  if (tree === undefined) throw new Error('not parsed');
  const program = support.lower(tree, text);
  tree.delete();
  return analyseProgram(program, {
    isKnown: (name) => KNOWN.has(name),
    results: new Map([['lib.open()', 'lib.Connection']]),
  }).lookup;
}

describe('the path of a call', () => {
  test.each([
    ['an import', 'a.js', "import { exec as run } from 'child_process';\nrun();", 'child_process.exec'],
    ['node’s scheme', 'a.js', "const cp = require('node:child_process');\ncp.exec();", 'child_process.exec'],
    ['destructuring', 'a.js', "const { exec } = require('child_process');\nexec();", 'child_process.exec'],
    ['a global', 'a.js', 'eval();', 'eval'],
    ['a method of a result', 'a.js', "const app = require('express')();\napp.get();", 'express().get'],
    ['a method of a new object', 'a.js', "const { A } = require('a');\nnew A().b();", 'a.A.b'],
    [
      'a function in other clothes',
      'a.js',
      "const u = require('util');\nconst run = u.promisify(require('child_process').exec);\nrun();",
      'child_process.exec',
    ],
    [
      'a described result',
      'a.js',
      "const lib = require('lib');\nconst c = lib.open();\nc.query();",
      'lib.Connection.query',
    ],
    ['what nothing in the file says', 'a.js', 'jwt.a();', 'jsonwebtoken.a'],
    ['what the file says itself', 'a.js', 'function f(jwt) { jwt.a(); }', '?.a'],
    ['a declared type', 'a.ts', "import { A } from 'a';\nfunction f(x: A) { x.b(); }", 'a.A.b'],
    ['the last value before it', 'a.py', 'import a, b\nx = a.c()\nx = b.c()\nx.d()\n', 'b.c().d'],
    ['a shadowed import', 'a.py', 'import os\ndef f(os):\n    os.system()\n', '?.os.system'],
    ['a function of the file', 'a.py', 'def eval(): pass\neval()\n', '?.eval'],
    ['a module under another name', 'a.py', 'import numpy.random as r\nr.rand()\n', 'numpy.random.rand'],
    [
      'self of a class that extends',
      'a.py',
      'from web import View\nclass A(View):\n    def f(self):\n        self.send()\n',
      'web.View.send',
    ],
    [
      'self behind a mixin',
      'a.py',
      'from web import View\nclass M: pass\nclass A(M, View):\n    def f(self):\n        self.send()\n',
      'web.View.send',
    ],
    [
      'a field of self',
      'a.py',
      'import lib\nclass A:\n    def __init__(self):\n        self.c = lib.open()\n    def f(self):\n        self.c.query()\n',
      'lib.Connection.query',
    ],
    ['a package', 'a.go', 'package a\nimport "os/exec"\nfunc f() { exec.Command() }\n', 'os/exec.Command'],
    [
      'a parameter',
      'a.go',
      'package a\nimport "net/http"\nfunc f(r *http.Request) { r.FormValue() }\n',
      'net/http.Request.FormValue',
    ],
    [
      'an imported type',
      'A.java',
      'import java.sql.Statement;\nclass A { void f(Statement s) { s.execute(); } }',
      'java.sql.Statement.execute',
    ],
    [
      'a type of an open import',
      'A.java',
      'import java.sql.*;\nclass A { void f(Statement s) { s.execute(); } }',
      'java.sql.Statement.execute',
    ],
    [
      'a field',
      'A.java',
      'import java.sql.Statement;\nclass A { Statement s; void f() { s.execute(); } }',
      'java.sql.Statement.execute',
    ],
  ])('%s', (_name, path, text, expected) => {
    const { calls } = lookupOf(path, text);
    expect(calls.map((call) => call.path)).toContain(expected);
  });
});

describe('a fixed value is', () => {
  test.each([
    ['a text', "f('a');", 'a'],
    ['a number', 'f(1);', 1],
    ['a variable that is assigned once', "const a = 'a';\nf(a);", 'a'],
    ['texts put together', "const a = 'a';\nf(`${a}b` + 'c');", 'abc'],
    ['not a variable that is assigned twice', "let a = 'a';\na = 'b';\nf(a);", undefined],
    ['not one that grows', "let a = 'a';\na += 'b';\nf(a);", undefined],
    ['not a parameter', 'function g(a) { f(a); }', undefined],
    ['not one of itself', 'const a = b, b = a;\nf(a);', undefined],
  ])('%s', (_name, text, expected) => {
    const lookup = lookupOf('a.js', text);
    const value = lookup.calls.at(-1)?.arguments[0]?.value;
    expect(value && lookup.valueOf(value)).toBe(expected);
  });
});

test('arguments are found by position, by name, and in records', () => {
  const python = lookupOf('a.py', 'f(1, shell=True)\n');
  const [call] = python.calls;
  if (call === undefined) throw new Error('no call');
  expect(['0', 'shell', '1'].map((selector) => python.argument(call, selector)?.kind)).toEqual([
    'literal',
    'literal',
    undefined,
  ]);
  const script = lookupOf('a.js', "const options = { a: { b: 'c' } };\nf(1, options);");
  const [other] = script.calls;
  if (other === undefined) throw new Error('no call');
  expect(script.argument(other, '1.a.b')).toMatchObject({ kind: 'text', value: 'c' });
  expect(script.argument(other, '1.x')).toBeUndefined();
});

test('statements and functions are all there, in order of place, with their classes', () => {
  const { statements, functions } = lookupOf(
    'a.js',
    'if (a) { b(); }\nclass A { m() { return 1; } }\nconst f = () => 2;',
  );
  const starts = statements.map(({ start }) => start);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(statements.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['if', 'expression', 'class', 'function', 'return', 'assign']),
  );
  expect(functions.map(({ definition, className }) => [definition.name, className])).toEqual(
    expect.arrayContaining([['m', 'A']]),
  );
});
