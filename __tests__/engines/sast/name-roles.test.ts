import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AS_MEMBER, createNameReader, isIdentifier, ROLE } from '../../../src/engines/sast/name-roles.ts';

const read = createNameReader(['query', 'req', 'fs', 'child_process', 'window', 'readFile', 'url', '$']);
const rolesOf = (text: string, name = 'query') => read(text).roles(name);

describe('how a name stands in a text', () => {
  test.each<[string, string, string, number]>([
    ['called behind a dot', 'db.query(sql)', 'query', ROLE.memberCalled],
    [
      'called behind a question mark and a dot, with a type, over lines',
      'db\n  ?.query<Row>(sql)',
      'query',
      ROLE.memberCalled,
    ],
    ['called as a tag', 'db.query`SELECT`', 'query', ROLE.memberCalled],
    ['called if it is there', 'db.query?.(sql)', 'query', ROLE.memberCalled],
    ['called by a text in brackets', "db['query'](sql)", 'query', ROLE.memberCalled | ROLE.memberOther | ROLE.quoted],
    ['bound to its object', 'run(db.query.bind(db))', 'query', ROLE.memberGiven],
    ['given on as a member', 'promisify(db.query)', 'query', ROLE.memberGiven],
    ['at the end of a line without a semicolon', 'const q = req.query\nconst r = 1', 'query', ROLE.memberGiven],
    ['looked into as a member', 'req.query.name', 'query', ROLE.memberOther],
    ['spread, which is no member', 'f(...query)', 'query', ROLE.given],
    ['called alone', 'query(sql)', 'query', ROLE.called],
    ['imported under another name', "import { query as run } from './db'", 'query', ROLE.called],
    ['as a parameter', 'function f(req, res) {}', 'req', ROLE.given],
    ['as a parameter without parentheses', 'app.use(async req => 1)', 'req', ROLE.given],
    ['as a parameter with a type', 'function f(req?: Request) {}', 'req', ROLE.given],
    ['as a parameter before a comment', 'function f(a, req // the request\n) {}', 'req', ROLE.given | ROLE.listed],
    ['taken apart', 'const { query } = req;', 'query', ROLE.given | ROLE.listed],
    ['taken apart further', 'const { a, query: { name } } = req;', 'query', ROLE.given | ROLE.listed],
    ['known by another name from then on', 'const w = window;', 'window', ROLE.given | ROLE.renamed],
    [
      'known by another name if nothing else is there',
      'const w = self || window\n',
      'window',
      ROLE.given | ROLE.renamed,
    ],
    ['as a package', "require('fs')", 'fs', ROLE.quoted],
    ['as a package of Node', 'import f from "node:fs"', 'fs', ROLE.quoted],
    ['as a package with a version', "import f from 'npm:fs@4'", 'fs', ROLE.quoted],
    ['as a folder of a package', "require('fs/promises')", 'fs', ROLE.quoted],
    ['in prose', 'throw new Error("no query here")', 'query', ROLE.other],
    ['as a part of a longer name', 'myquery(queryAll, query2)', 'query', 0],
    ['behind a byte order mark', '\ufeffquery(sql)', 'query', ROLE.called],
    ['as a sign', '$(x)', '$', ROLE.called],
    ['as the end of a pattern in a template', 'RegExp(`^(a)$`)', '$', ROLE.other],
  ])('%s', (_, text, name, expected) => {
    expect(rolesOf(text, name)).toBe(expected);
  });

  test('has all roles that it has anywhere', () => {
    expect(rolesOf('query(a); b.query;')).toBe(ROLE.called | ROLE.memberGiven);
  });
});

describe('two names with a dot between them', () => {
  test.each<[string, string, boolean]>([
    ['side by side', 'fs.readFile(x)', true],
    ['over lines', 'fs\n  .readFile(x)', true],
    ['if the first is there', 'fs?.readFile(x)', true],
    ['where the first is sure to be there', 'fs!.readFile(x)', true],
    ['not with something between them', 'fs.promises.readFile(x)', false],
    ['not without a dot', 'fs readFile', false],
  ])('%s', (_, text, expected) => {
    expect(read(text).isPair('fs', 'readFile')).toBe(expected);
  });

  test('are no pair for names that nobody asked for', () => {
    expect(read('a.b').isPair('a', 'b')).toBe(false);
  });
});

describe('comments', () => {
  test.each<[string, string, boolean]>([
    ['a line of its own says nothing', '// req.query is read\nf();', false],
    ['nor one behind code', 'f(); // req.query\n', false],
    ['nor a block', '/**\n * Takes req.query apart.\n */\nf();', false],
    ['code behind a block counts', '/* a */ req.query;', true],
    ['an address is none', 'const a = `http://${req.query.host}`;', true],
    ['what a string holds is none', "const a = 'x // ' + req.query.a + '';", true],
    ['what is filled into a template is none', 'const a = `\n  // ${req.query.a}\n`;', true],
    ['nor a block in a template', 'const a = `\n/* ${req.query.a} */\n`;', true],
    ['nor a block that a template ends in', 'const a = `\n/*\n`; req.query; `\n*/`;', true],
    ['a block without an end is code', '/* req.query', true],
    ['a path with stars is none', "glob('src/**', req.query) /* x */", true],
    ['a regular expression is none', 'const a = /[/*]/.test(req.query); /**/', true],
  ])('%s', (_, text, expected) => {
    expect((rolesOf(text) & AS_MEMBER) !== 0).toBe(expected);
  });

  test('are read in time that grows with the text alone', () => {
    for (const part of ['\n/*', ' // ', 'req!', "'query' ", 'req\n', '`'] as const) {
      expect(() => read(part.repeat(100_000))).not.toThrow();
    }
  });
});

test('a call is found wherever it stands between other code', () => {
  const code = fc.constantFrom(
    'a = 1;',
    "b('x');",
    'c(`${d} y`);',
    '{ e: /f/g }',
    '\n',
    '/* g */',
    '// h\n',
    'if (i) {}',
  );
  fc.assert(
    fc.property(fc.array(code), fc.array(code), (before, after) => {
      const text = `${before.join(' ')}\ndb.query(sql);\n${after.join(' ')}`;
      expect(rolesOf(text) & ROLE.memberCalled).not.toBe(0);
    }),
  );
});

test.each<[string, boolean]>([
  ['child_process', true],
  ['$', true],
  ['express-session', false],
  ['fs/promises', false],
  ['', false],
])('%s is an identifier: %s', (name, expected) => {
  expect(isIdentifier(name)).toBe(expected);
});
