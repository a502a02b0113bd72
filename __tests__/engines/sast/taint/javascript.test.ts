import { describe, expect, test } from '@jest/globals';
import { smallEngine } from '../small-engine.ts';

const engine = await smallEngine('javascript');

/** Lines with a result. */
function linesOf(text: string, path = 'app.js'): readonly (number | undefined)[] {
  const report = engine.scan(path, Buffer.from(text));
  expect(report.notLookedAt).toBeUndefined();
  return report.results.map((result) => result.region?.startLine);
}

/** What stands in a function whose `x` comes from outside: whether it reaches the sink. */
const REACHES: readonly (readonly [name: string, body: string])[] = [
  ['a variable', 'const y = x; sink(y);'],
  ['a text put together', "sink('ls ' + x);"],
  ['a template', 'sink(`ls ${x}`);'],
  ['a text that grows', "let y = 'ls'; y += x; sink(y);"],
  ['destructuring of a record', 'const { a } = { a: x }; sink(a);'],
  ['destructuring of a list', 'const [a, b] = [1, x]; sink(b);'],
  ['a property', 'const o = {}; o.a = x; sink(o.a);'],
  ['a property of a property', 'const o = { a: { b: x } }; sink(o.a.b);'],
  ['an element', 'const o = []; o.push(x); sink(o[0]);'],
  ['a spread', 'const o = { ...{ a: x } }; sink(o.a);'],
  ['one of two values', "sink(flag ? x : 'a');"],
  ['a default', "sink(x || 'a');"],
  ['one branch', "let y = 'a'; if (flag) { y = x; } sink(y);"],
  ['a loop over elements', 'for (const y of [x]) sink(y);'],
  ['what the round before left', "let y = 'a'; for (;;) { sink(y); y = x; }"],
  ['a case of a switch', "let y = 'a'; switch (k) { case 1: y = x; break; default: y = 'b'; } sink(y);"],
  ['the body of a try', "let y = 'a'; try { y = x; } catch { y = 'b'; } sink(y);"],
  ['a closure', 'const run = () => sink(x); run();'],
  ['a callback of a list', '[x].forEach((y) => sink(y));'],
  ['a promise', 'Promise.resolve(x).then((y) => { sink(y); });'],
  ['await', 'sink(await x);'],
  ['a text method', 'sink(x.trim().toUpperCase());'],
  ['a function of the file', 'const same = (y) => y; sink(same(x));'],
  ['a sink in a function of the file', 'function go(y) { sink(y); } go(x);'],
  ['two functions of the file', 'function a(y) { b(y + 1); } function b(z) { sink(z); } a(x);'],
  ['a property of a parameter', 'function go({ a }) { sink(a); } go({ a: x });'],
  ['a function that calls itself', 'function go(y, n) { if (n) go(y, n - 1); else sink(y); } go(x, 3);'],
  ['an alias of the sink', 'const run = sink; run(x);'],
  ['a described function', 'sink(lib.translate(x));'],
  ['a described function that fills', 'const y = {}; lib.copyInto(x, y); sink(y);'],
  ['a function whose name says that it gives on', 'sink(buildCommand(x));'],
  ['a new object', 'sink(new Thing(x));'],
  ['a property that is assigned', 'element.innerHTML = x;'],
  ['an entry of options', "lib.start('a', { cwd: x });"],
  ['options in a variable', "const options = { cwd: x }; lib.start('a', options);"],
  ['an instance of a described type', 'const db = lib.open(); db.query(x);'],
  ['a check that is something else', 'if (x.length > 3) sink(x);'],
  ['a pattern that lets everything through', 'if (/^.*$/.test(x)) sink(x);'],
  ['a check of one of two ways', 'if (flag && ALLOWED.includes(x)) { log(x); } sink(x);'],
  ['a value that is checked too late', 'sink(x); if (!ALLOWED.includes(x)) return;'],
  ['a host that is chosen', 'fetchPage(`https://${x}/status`);'],
  ['a beginning that is checked before it is resolved', "if (x.startsWith('/srv')) readFile(x);"],
];

const STOPS: readonly (readonly [name: string, body: string])[] = [
  ['a fixed text', "sink('ls');"],
  ['a value that is replaced', "let y = x; y = 'a'; sink(y);"],
  ['another property', "const o = { a: x, b: 'b' }; sink(o.b);"],
  ['a property that is replaced', "const o = { a: x }; o.a = 'a'; sink(o.a);"],
  ['a number', 'sink(Number(x));'],
  ['a comparison', 'sink(x === 1);'],
  ['a length', 'sink(x.length);'],
  ['a sanitizer', 'sink(quote(x));'],
  ['a sanitizer of a part', "sink('ls ' + quote(x));"],
  ['a list of what is allowed', 'if (!ALLOWED.includes(x)) return; sink(x);'],
  ['a set of what is allowed', 'if (ALLOWED.has(x)) { sink(x); }'],
  ['an index that was found', 'if (ALLOWED.indexOf(x) === -1) throw new Error(); sink(x);'],
  ['one value', "if (x === 'a') sink(x);"],
  ['one of two values', "if (x !== 'a' && x !== 'b') return; sink(x);"],
  ['a tight pattern', 'if (!/^[a-z]+$/.test(x)) return; sink(x);'],
  ['a tight pattern in a variable', 'const P = /^[a-z]+$/; if (P.test(x)) sink(x);'],
  ['a check of a type', "if (typeof x !== 'number') return; sink(x);"],
  ['a list of what texts with it may be', 'if (!names().includes(`a/${x}`)) return; sink(x);'],
  ["somebody's check that a path stays inside", "if (!isPathInside('/data', x)) return; sink(x);"],
  ['the same in a file', 'if (!file.isInside(x)) return; sink(x);'],
  ['a record with another in it', 'const a = { ...(flag && { x }), b: 1 }; sink(a);'],
  ['a check for an own property', 'if (Object.prototype.hasOwnProperty.call(NAMES, x)) sink(x);'],
  ['the same by its newer name', 'if (!Object.hasOwn(NAMES, x)) return; sink(x);'],
  ['a check in a choice', "sink(ALLOWED.includes(x) ? x : 'a');"],
  ['a check before &&', 'ALLOWED.includes(x) && sink(x);'],
  ['somebody else’s predicate', 'if (!isValidName(x)) return; sink(x);'],
  ['an unknown function', 'sink(lookUp(x));'],
  ['an argument that does no harm', "sink('a', x);"],
  ['an unless that holds', "const db = lib.open(); db.query(x, 'safe');"],
  ['other options', "lib.start('a', { env: x });"],
  ['a function of the file that gives something else', "const other = (y) => 'a'; sink(other(x));"],
  ['a function of the sink’s name', 'const o = { sink() {} }; o.sink(x);'],
  ['a fixed host', 'fetchPage(`https://example.org/users/${x}`);'],
  [
    'a beginning that is checked once it is resolved',
    "const p = path.resolve('/srv', x); if (!p.startsWith('/srv/')) return; readFile(p);",
  ],
  ['code behind a return', 'return; sink(x);'],
];

const inFunction = (body: string) => `async function f(flag, k) {\n  const x = source();\n  ${body}\n}\n`;

describe('a value reaches the sink through', () => {
  test.each(REACHES)('%s', (_name, body) => {
    expect(linesOf(inFunction(body))).toEqual([3]);
  });
});

describe('a value is stopped by', () => {
  test.each(STOPS)('%s', (_name, body) => {
    expect(linesOf(inFunction(body))).toEqual([]);
  });
});

describe('a text that is put together', () => {
  test.each([
    ['is a result where its fixed parts are what the rule names', "const x = source();\nkeep('run ' + x);", [2]],
    ['is a result as a template', 'const x = source();\nkeep(`run ${x} now`);', [2]],
    [
      'is a result in a function that is given the value',
      "function f(y) {\n  return 'run ' + y;\n}\nf(source());",
      [2],
    ],
    ['with fixed parts in variables', "const C = 'run ';\nkeep(C + source());", [2]],
    ['is none with other parts', "keep('walk ' + source());", []],
    ['is none without a value from outside', "keep('run ' + other());", []],
    ['is none where a log says it', "console.error('run ' + source());", []],
    ['is none in an error', "throw new Error('run ' + source());", []],
    ['is none where a function makes a text of it', 'keep(run`run ${source()}`);', []],
    ['is said once, where it does harm', "const x = source();\nconst c = 'run ' + x;\nsink(c);", [3]],
  ])('%s', (_name, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });
});

describe('values come from', () => {
  test.each([
    ['a property of a request', 'function f(request) {\n  sink(request.query.a);\n}', [2]],
    ['not the request itself', 'function f(request) {\n  sink(request);\n}', []],
    ['not another property', 'function f(request) {\n  sink(request.user);\n}', []],
    [
      'a request that another function reads',
      'const q = (r) => r.query.a;\nfunction f(request) {\n  sink(q(request));\n}',
      [3],
    ],
    ['what a module gives', "const { input } = require('lib');\nsink(input.a);", [2]],
    ['what a call fills', 'const y = {};\nlib.decode(y);\nsink(y.a);', [3]],
    ['the first parameter of a handler', 'bus.onMessage((m, n) => {\n  sink(m);\n  sink(n);\n});', [2]],
    ['a handler by its name', 'function h(m) {\n  sink(m);\n}\nbus.onMessage(h);', [2]],
    ['a handler in another function', 'bus.onMessage(wrap((m) => {\n  sink(m);\n}));', [2]],
    ['a field of the class', 'class A {\n  a() { this.x = source(); }\n  b() { sink(this.x); }\n}', [3]],
    ['a method of the class', 'class A {\n  a() { return source(); }\n  b() { sink(this.a()); }\n}', [3]],
  ])('%s', (_name, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });
});

describe('a result', () => {
  test('says where the value comes from, where it goes, and how', () => {
    const text = 'const a = source();\nconst b = `ls ${a}`;\nrun(b);\nfunction run(c) {\n  sink(c);\n}\n';
    const [result] = engine.scan('app.js', Buffer.from(text)).results;
    expect(result?.message).toBe('the request reaches sink');
    expect(result?.flow?.map((step) => [step.region.startLine, step.message])).toEqual([
      [1, 'comes from the request'],
      [1, 'assigned to a'],
      [2, 'put into a text'],
      [2, 'assigned to b'],
      [3, 'passed to run'],
      [5, 'reaches sink'],
    ]);
  });

  test('has the severity of its source, and of the worse of two', () => {
    const severities = (text: string) =>
      engine.scan('app.js', Buffer.from(text)).results.map(({ claims }) => claims.rule);
    expect(severities('sink(argument());')).toEqual(['low']);
    expect(severities('sink(source());')).toEqual(['high']);
    expect(severities('sink(argument() + source());')).toEqual(['high']);
  });

  test('is never worse than low in tests', () => {
    const report = engine.scan('test/app.js', Buffer.from('sink(source());'));
    expect(report.results.map(({ claims }) => claims.rule)).toEqual(['low']);
  });

  test.each([
    ['sink(lib.parse(source()).query.x);', 1],
    ['const parsed = lib.parse(source()); sink(parsed.query.x);', 1],
    ['sink(lib.parse(setting).query.x);', 0],
    ['exports.read = (uri) => sink(lib.parse(uri).query.x);', 0],
  ])('of what is taken apart needs something from outside to be taken apart: %s', (text, count) => {
    const report = engine.scan('app.js', Buffer.from(`const lib = require('lib');\n${text}`));
    expect(report.results.map(({ rule }) => rule.id)).toEqual(
      Array.from({ length: count }, () => 'javascript-small-command'),
    );
  });

  test('has at most 20 steps', () => {
    const steps = Array.from({ length: 60 }, (_, at) => `const v${at + 1} = v${at} + 'a';`).join('\n');
    const [result] = engine.scan('app.js', Buffer.from(`const v0 = source();\n${steps}\nsink(v60);`)).results;
    expect(result?.flow?.length).toBe(19);
    expect(result?.flow?.at(-1)?.message).toBe('reaches sink');
  });

  test('stands once at a place, however many ways lead there', () => {
    expect(linesOf('function go(y) {\n  sink(y);\n}\ngo(source());\ngo(source());')).toEqual([2]);
  });

  test('of a call by itself says what the rule says', () => {
    const results = engine.scan(
      'app.js',
      Buffer.from("lib.hash('MD5');\nlib.hash('sha256');\nconst a = 'md5';\nlib.hash(a);"),
    ).results;
    expect(results.map(({ message, region }) => [message, region?.startLine])).toEqual([
      ['`lib.hash` is weak', 1],
      ['`lib.hash` is weak', 4],
    ]);
  });

  test('stands at the name of what is called, with columns in UTF-16', () => {
    const [result] = engine.scan('app.js', Buffer.from("'😀'; lib\n  .sink(source(), 1);")).results;
    expect(result?.region).toEqual({ startLine: 2, startColumn: 4, endLine: 2, endColumn: 17 });
  });
});
