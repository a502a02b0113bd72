import { describe, expect, test } from '@jest/globals';
import { smallEngine } from './small-engine.ts';

const engines = {
  js: await smallEngine('javascript'),
  py: await smallEngine('python'),
  go: await smallEngine('go'),
  java: await smallEngine('java'),
};
type Extension = keyof typeof engines;

/** Code with one result, so that it shows whether the rest hid it. */
const PRELUDE: Readonly<Record<Extension, string>> = {
  js: 'sink(source());\n',
  py: 'sink(source())\n',
  go: 'package main\nfunc f() { sink(source()) }\n',
  java: 'class A { void f() { sink(source()); } }\n',
};
const VALUE: Readonly<Record<Extension, (text: string) => string>> = {
  js: (text) => `z = ${text};\n`,
  py: (text) => `z = (${text})\n`,
  go: (text) => `var z = ${text}\n`,
  java: (text) => `class B { Object z = ${text}; }\n`,
};
const EXTENSIONS: readonly Extension[] = ['js', 'py', 'go', 'java'];

function scan(extension: Extension, text: string | Uint8Array) {
  return engines[extension].scan(`a.${extension}`, Buffer.from(text));
}

/** Lines of people's length. */
function folded(piece: string, times: number): string {
  return Array.from({ length: Math.ceil(times / 40) }, () => piece.repeat(40)).join('\n');
}

const DEEP = 40_000;

describe.each(EXTENSIONS)('%s', (extension) => {
  test.each([
    ['parentheses', `${folded('(', DEEP)}1${folded(')', DEEP)}`],
    ['brackets', `${folded('[', DEEP)}1${folded(']', DEEP)}`],
    ['a chain of calls', `a${folded('.b()', DEEP)}`],
    ['a chain of elements', `a${folded('[0]', DEEP)}`],
    ['a chain of texts', `a${folded(' + "b"', DEEP)}`],
    ['signs', `${folded('- ', DEEP)}1`],
  ])('%s without end do not hide what stands before', (_name, text) => {
    const report = scan(extension, PRELUDE[extension] + VALUE[extension](text));
    // A parser may give up on the whole; it says so then.
    if (report.notLookedAt === 'most of it could not be parsed') return;
    expect(report.results).toHaveLength(1);
  });

  test('a file larger than anybody writes is named', () => {
    const report = scan(extension, PRELUDE[extension] + '\n'.repeat(1_200_000));
    expect(report).toEqual({ results: [], notLookedAt: expect.stringMatching(/^larger than 1 MiB/) });
  });

  test('something that is no text is named', () => {
    expect(scan(extension, `${PRELUDE[extension]}\0`)).toEqual({ results: [], notLookedAt: 'not a text' });
  });

  test('something that is no code of the language is named', () => {
    const junk = ')]}>?? %% $$ @@ <<>> ~~ ``` ;;; {{{ ((( !!!\n'.repeat(60);
    expect(scan(extension, `sink(source()) ${junk}`).notLookedAt).toBe('most of it could not be parsed');
  });

  test('a broken part hides nothing of the rest', () => {
    const broken = {
      js: 'function (((;\n',
      py: 'def (((:\n\n',
      go: 'func ((( {\n}\n',
      java: 'class C { void (((; }\n',
    };
    expect(scan(extension, PRELUDE[extension] + broken[extension]).results).toHaveLength(1);
  });

  test('line ends, marks and bytes of other encodings do not move a result', () => {
    const usual = scan(extension, PRELUDE[extension]).results[0]?.region;
    expect(usual).toBeDefined();
    expect(scan(extension, PRELUDE[extension].replaceAll('\n', '\r\n')).results[0]?.region).toEqual(usual);
    expect(scan(extension, `\ufeff${PRELUDE[extension]}`).results[0]?.region).toEqual(usual);
    const comment = Buffer.from(extension === 'py' ? '# caf\xe9\xff\n' : '// caf\xe9\xff\n', 'latin1');
    const lower = scan(extension, Buffer.concat([Buffer.from(PRELUDE[extension]), comment]));
    expect(lower.results[0]?.region).toEqual(usual);
  });
});

describe('more work than is fair', () => {
  test('ends, keeps what was found and says so', () => {
    const aliases = Array.from({ length: 12_000 }, (_, at) => `let v${at + 1} = v${at} + a;`).join('\n');
    const report = scan('js', `${PRELUDE.js}function f(a) {\nlet v0 = a;\n${aliases}\n}\n`);
    expect(report.results).toHaveLength(1);
    expect(report.notLookedAt).toMatch(/^more code than is followed/);
  });

  test.each([
    [
      'functions that call each other',
      Array.from(
        { length: 3_000 },
        (_, at) => `function g${at}(x) { return g${(at * 7 + 1) % 3_000}(g${(at * 13 + 5) % 3_000}(x)); }`,
      ).join('\n'),
    ],
    [
      'functions that are given to each other',
      'const f = (g) => f(f)(g(f));\nf(f);\nfunction a(x) { return [x].map(a).map(b); }\nfunction b(x) { return [x].forEach(a); }\na(source());',
    ],
    [
      'classes that extend each other',
      'class A extends B { f() { return this.f(); } }\nclass B extends A { g() { return this.x.g(); } }\nnew A().f().g();',
    ],
    [
      'names that stand for each other',
      'let a = b, b = c, c = a;\na.x(b.y(c.z));\nconst o = { ...o, a: o };\nsinkOf(o.a.a.a);',
    ],
    [
      'a huge switch',
      `function f(a) { switch (a) {\n${Array.from({ length: 4_000 }, (_, at) => `case ${at}: a = a + ${at}; break;`).join('\n')}\n} }`,
    ],
    [
      'predicates that ask themselves and each other',
      'function isFine(a, b) { return isFine(a, b) && isFine(b, a) && isGood(a); }\nfunction isGood(a) { return isFine(a, a) || isGood(a); }\nfunction f(c) { if (isFine(c, c)) sink(c); [c].filter(isGood); }\nf(source());',
    ],
    ['many assignments of one name', `function f(a) {\n${'if (a == 1) a = a + 1;\n'.repeat(4_000)}\n}`],
  ])('%s', (_name, text) => {
    expect(scan('js', `${PRELUDE.js}${text}\n`).results.length).toBeGreaterThan(0);
  });
});

test.each([
  ['comments without anything between them', 'js', `${'/**/'.repeat(450)}x;\n${PRELUDE.js}`],
  [
    'a long word under a telling name',
    'java',
    `${PRELUDE.java}class Settings { void f(java.util.Properties p) { p.setProperty("mail.password", "${'a'.repeat(80)}!"); } }\n`,
  ],
] as const)('%s keep no pattern busy', (_name, extension, text) => {
  expect(scan(extension, text).results.length).toBeGreaterThan(0);
});

test('more results than anybody reads are cut, and it is said', () => {
  const report = scan('js', PRELUDE.js.repeat(1_200));
  expect(report.results).toHaveLength(1_000);
  expect(report.notLookedAt).toBe('more than 1000 results: the rest is left out');
});
