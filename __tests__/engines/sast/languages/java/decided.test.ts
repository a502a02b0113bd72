import { beforeAll, describe, expect, test } from '@jest/globals';
import { lowerJava } from '../../../../../src/engines/sast/languages/java/lower.ts';
import { createSyntax, type Syntax } from '../../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../../support/assets.ts';
import { outline } from '../outline.ts';

let syntax: Syntax;
beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await syntax.load('java');
});

function lowered(text: string): string {
  const tree = syntax.parse('java', text, 10_000);
  if (tree === undefined) throw new Error('not parsed');
  const program = lowerJava(tree, text);
  tree.delete();
  return outline(program.body);
}

/** Which of `yes()` and `no()` is left of a body, behind the given members. */
function left(code: string, members = ''): readonly string[] {
  const all = lowered(`class A {\n${members}\nvoid f(String s, int n, boolean b) {\n${code}\n}\n}\n`);
  return ['yes', 'no'].filter((name) => all.includes(`${name}()`));
}

const choosing = (condition: string) => `if (${condition}) yes(); else no();`;

describe('conditions that are always the same leave what runs alone', () => {
  test.each([
    ['a literal', 'true', 'yes'],
    ['arithmetic', '(7 * 42) - 86 > 200', 'yes'],
    ['arithmetic that does not hold', '(500 / 42) + 1 == 3', 'no'],
    ['a remainder', '7 % 4 != 3', 'no'],
    ['`not`', '!(1 < 2)', 'no'],
    ['`and` with something unknown', 'false && g()', 'no'],
    ['`or` with something unknown', 'true || g()', 'yes'],
    ['a character of a text', '"ABC".charAt(1) == \'B\'', 'yes'],
    ['the length of a text', '"abc".length() >= 4', 'no'],
    ['texts that are equal', '"a".equals("a")', 'yes'],
  ])('%s', (_name, condition, expected) => {
    expect(left(choosing(condition))).toEqual([expected]);
  });

  test.each([
    ['a private field', 'private boolean on = true;', 'on', 'yes'],
    ['a constant', 'static final int FIVE = 5;', 'FIVE != 5', 'no'],
    [
      'a constant of a constant',
      'private static final int A = 2; private static final int B = A + 1;',
      'B == 3',
      'yes',
    ],
    ['a method that returns a constant', 'private boolean on() { return false; }', 'on()', 'no'],
    ['a number of a method', 'private static int five() { return 5; }', 'five() == 5', 'yes'],
  ])('%s of the file', (_name, members, condition, expected) => {
    expect(left(choosing(condition), members)).toEqual([expected]);
  });

  test('a local variable that is never assigned again', () => {
    expect(left(`int number = 106; ${choosing('(7 * 18) + number > 200')}`)).toEqual(['yes']);
  });

  test('variables of one name in two methods are told apart', () => {
    const other = 'void g() { int number = 1; }';
    expect(left(`int number = 106; ${choosing('number > 200')}`, other)).toEqual(['no']);
  });

  test('`?:`, a loop that never runs, and what follows a decided `if`', () => {
    expect(left('String x = 1 > 2 ? yes() : no();')).toEqual(['no']);
    expect(left('while (1 > 2) { yes(); } no();')).toEqual(['no']);
    expect(left('if (false) yes(); else if (true) no();')).toEqual(['no']);
  });
});

describe('what is not certain keeps both ways', () => {
  test.each([
    ['a parameter', '', '', 'b'],
    ['a field that other files may assign', 'static boolean on = true;', '', 'on'],
    ['a field that a method assigns', 'private boolean on = true; void g(boolean x) { on = x; }', '', 'on'],
    ['a field that is assigned by `this`', 'private boolean on = true; void g(boolean x) { this.on = x; }', '', 'on'],
    ['a field behind a parameter of its name', 'private boolean b = true;', '', 'b'],
    ['a variable that counts', '', 'int i = 0; i++;', 'i == 0'],
    ['a variable that counts first', '', 'int i = 0; --i;', 'i == 0'],
    ['a variable that grows', '', 'int i = 0; i += n;', 'i == 0'],
    ['the variable of a loop', '', 'for (int i = 0; i < n; ) { g(i); }', 'i == 0'],
    ['a variable of another method', 'void g() { int m = 5; }', '', 'm == 5'],
    ['a method that may be overridden', 'public boolean on() { return true; }', '', 'on()'],
    ['a field of another file', '', '', 'IO.TRUE'],
    ['a division by zero', '', '', '1 / 0 == 1'],
    ['a number that overflows', '', '', '2000000000 + 2000000000 > 0'],
  ])('%s', (_name, members, before, condition) => {
    expect(left(`${before} ${choosing(condition)}`, members)).toEqual(['yes', 'no']);
  });
});

describe('a switch', () => {
  const cases = "case 'A': yes(); break; case 'B': no(); break; default: other();";

  test('on something fixed takes its case', () => {
    expect(left(`String t = "ABC"; char c = t.charAt(1); switch (c) { ${cases} }`)).toEqual(['no']);
    expect(left(`switch (7) { case 1: yes(); break; default: no(); }`)).toEqual(['no']);
    expect(left('switch (1) { case 1 -> yes(); default -> no(); }')).toEqual(['yes']);
  });

  test('on something else may take any', () => {
    expect(left(`switch (s.charAt(0)) { ${cases} }`)).toEqual(['yes', 'no']);
  });

  test('falls through until something ends it', () => {
    expect(left('switch (1) { case 1: yes(); case 2: no(); break; default: other(); }')).toEqual(['yes', 'no']);
    expect(left('switch (1) { case 1: { yes(); break; } case 2: no(); }')).toEqual(['yes']);
    expect(
      lowered('class A { void f(int n) { switch (n) { case 1: a(); case 2: b(); break; case 3: c(); } } }'),
    ).toContain('branches n {a(); b()} {b()} {c()}');
  });

  test('whose cases are constants of another file may take any', () => {
    expect(left('switch (1) { case Other.ONE: yes(); break; default: no(); }')).toEqual(['yes', 'no']);
  });
});

test('text without end is read in time', () => {
  const hostile = `${'x '.repeat(20)}${'x'.repeat(20_000)}${' '.repeat(20_000)}`;
  expect(left(choosing('m == 5'), `String t = "${hostile}"; ${'private static '.repeat(3_000)}int m = 5;`)).not.toEqual(
    [],
  );
});
