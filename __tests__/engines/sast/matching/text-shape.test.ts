import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyseProgram } from '../../../../src/engines/sast/analysis/lookup.ts';
import { lowerGo } from '../../../../src/engines/sast/languages/go/lower.ts';
import { lowerJava } from '../../../../src/engines/sast/languages/java/lower.ts';
import { textShape } from '../../../../src/engines/sast/matching/text-shape.ts';
import { createSyntax, type Syntax } from '../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../support/assets.ts';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await Promise.all([syntax.load('go'), syntax.load('java')]);
});

/** The shape of what `sink` is given; `?` for an unknown part, `#` for a fixed one. */
function shapeIn(grammar: 'go' | 'java', text: string): string | undefined {
  const tree = syntax.parse(grammar, text, 10_000);
  if (tree === undefined) throw new Error('not parsed');
  const program = analyseProgram(grammar === 'go' ? lowerGo(tree, text) : lowerJava(tree, text), {
    isKnown: () => false,
    results: new Map(),
  });
  tree.delete();
  const given = program.calls.find((call) => call.path.endsWith('sink'))?.arguments[0]?.value;
  if (given === undefined) throw new Error('no sink');
  return textShape(given, program)?.replaceAll('\ufffd', '?').replaceAll('\ufffc', '#');
}

describe('the shape of a text in Go', () => {
  test.each([
    ['a fixed text', 'sink("a")', 'a'],
    ['a joined one', 'sink("a" + x + "b")', 'a?b'],
    ['through a variable', 's := "a" + x; sink(s)', 'a?'],
    ['that grows', 's := "a"; s += x; s += "b"; sink(s)', 'a?b'],
    ['that has two values', 's := "a" + x; s = "b"; sink(s)', undefined],
    ['a formatted one', 'sink(fmt.Sprintf("https://%s/%d?%s%%", "h", n, x))', 'https://h/0??%'],
    ['with too few values', 'sink(fmt.Sprintf("%s%s", "h"))', 'h?'],
    ['a format that is joined itself', 'sink(fmt.Sprintf("a" + x + "%s", "b"))', 'a?b'],
    ['printed', 'sink(fmt.Sprint("a", x))', 'a?'],
    ['with a text that was read as a number', 'm, _ := strconv.Atoi(x); sink("a" + fmt.Sprint(m))', 'a0'],
    ['with numbers', 'sink("a" + strconv.Itoa(n) + "b")', 'a0b'],
    ['with a parameter that is a number', 'sink(fmt.Sprintf("a%v", n))', 'a0'],
    ['with a name that is quoted', 'sink("a" + pq.QuoteIdentifier(x))', 'a#'],
    ['with places for values', 'sink("a" + strings.Repeat("?,", n))', 'a#'],
    [
      'with a list of fixed texts',
      'l := make([]string, 0); l = append(l, "?"); sink("a" + strings.Join(l, ","))',
      'a#',
    ],
    ['with a list of other texts', 'l := []string{"?"}; l = append(l, x); sink("a" + strings.Join(l, ","))', 'a?'],
    ['that is trimmed', 'sink(strings.TrimSpace("a" + x))', 'a?'],
    ['with what a builder holds', 'var b strings.Builder; b.WriteString("?"); sink("a" + b.String())', 'a#'],
    ['with what else a builder holds', 'var b strings.Builder; b.WriteString(x); sink("a" + b.String())', 'a?'],
    ['with a program that is looked up', 'p, _ := exec.LookPath("sh"); sink(p)', 'sh'],
    ['with a field of its own type', 'sink(t.base + "/" + x)', '#/?'],
    ['with a constant of another file', 'sink(config.BASE + "/" + x)', '#/?'],
    ['nothing of which is fixed', 'sink(x)', undefined],
  ])('is known: %s', (_name, code, shape) => {
    const text = `package p\nimport ("fmt"; "os/exec"; "strconv"; "strings")\ntype T struct { base string }\nfunc (t *T) f(x string, n int) { ${code} }\n`;
    expect(shapeIn('go', text)).toBe(shape);
  });
});

describe('the shape of a text in Java', () => {
  test.each([
    ['joined with a constant', 'sink(TABLE + x);', 'users?'],
    ['joined with a field', 'sink("a " + field + x);', 'a #?'],
    ['formatted', 'sink(String.format("a %s %d", x, 1));', 'a ? 0'],
    ['with a call that gives a number', 'sink("a" + list.size());', 'a0'],
    ['that grows', 'String s = "a"; s += x; sink(s);', 'a?'],
    ['with a cast', 'sink("a" + (String) x);', 'a?'],
    ['with either of two fixed texts', 'String s; if (b) s = "b"; else s = null; sink("a" + s);', 'a#'],
    ['with either a fixed text or another', 'String s = ""; if (b) s = x; sink("a" + s);', 'a?'],
    ['with a fixed choice', 'sink("a" + (b ? "c" : "d"));', 'a#'],
    ['with an element of a fixed text', 'String[] s = "b-c".split("-"); sink("a" + s[i]);', 'a#'],
    ['with an element of another', 'String[] s = x.split("-"); sink("a" + s[i]);', 'a?'],
  ])('is known: %s', (_name, code, shape) => {
    const text = `class A { static final String TABLE = "users"; private String field; void f(String x) { ${code} } }`;
    expect(shapeIn('java', text)).toBe(shape);
  });

  test.each([
    [
      'a parameter that every call fixes',
      'void f() { g("x"); g("y"); } private void g(String p) { sink("a" + p); }',
      'a#',
    ],
    [
      'one that a call does not',
      'void f(String x) { g("x"); g(x); } private void g(String p) { sink("a" + p); }',
      'a?',
    ],
    ['one that other files may give', 'void f() { g("x"); } public void g(String p) { sink("a" + p); }', 'a?'],
    ['one that nobody gives', 'private void g(String p) { sink("a" + p); }', 'a?'],
    ['what a function gives', 'void f() { sink("a" + g()); } String g() { if (b) return "x"; return "y"; }', 'a#'],
    ['what another gives', 'void f() { sink("a" + g()); } String g() { if (b) return "x"; return read(); }', 'a?'],
    [
      'a function that gives itself',
      'void f() { sink("a" + g("x")); } private String g(String p) { return g(p + "y"); }',
      'a?',
    ],
  ])('is followed within the file: %s', (_name, members, shape) => {
    expect(shapeIn('java', `class A { ${members} }`)).toBe(shape);
  });

  test('it ends for texts that are made of themselves', () => {
    expect(shapeIn('java', 'class A { void f() { String s = "a" + s; sink(s); } }')).toMatch(/^a+\?$/);
  });
});
