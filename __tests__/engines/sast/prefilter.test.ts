import { describe, expect, test } from '@jest/globals';
import { createPrefilter } from '../../../src/engines/sast/prefilter.ts';
import { readModel, readRules } from '../../../src/engines/sast/rule.ts';

const RULE = {
  title: 'A rule',
  severity: 'high',
  cwes: ['CWE-78'],
  help: 'Something happens.',
  fix: 'Do it otherwise.',
  sources: ['https://example.org/'],
  since: '2026-11-21',
};
const MODEL = {
  sources: {
    request: [{ value: 'net/http.Request.Form', said: 'the request' }],
    argv: [{ value: 'os.Args', said: 'a' }],
  },
  results: {
    'github.com/acme/web.New()': 'github.com/acme/web.App',
    'github.com/acme/web.App.Request()': 'net/http.Request',
  },
};

function prefilter(rules: readonly object[], presumed = {}, looks = {}) {
  const full = rules.map((rule, at) => ({ id: `go-rule-${at}`, ...RULE, ...rule }));
  return createPrefilter({ language: 'go', presumed, looks }, readRules(full), readModel(MODEL));
}

const FLOW = { taint: { from: ['request'], sinks: [{ call: 'os/exec.Command' }] } };

describe('a file is worth parsing', () => {
  test.each<[string, object, string, boolean]>([
    ['when it names a call', { calls: [{ call: 'crypto/md5.New' }] }, 'import "crypto/md5"; md5.New()', true],
    ['not for the last name alone', { calls: [{ call: 'crypto/md5.New' }] }, 'errors.New("x")', false],
    ['not for a part of a name', { calls: [{ call: '**.on' }] }, 'const x = condition', false],
    ['for a name of any owner', { calls: [{ call: '**.on' }] }, 'x.on(y)', true],
    ['when it has source and sink', FLOW, '"net/http" "os/exec" exec.Command(r.Form)', true],
    ['not for a sink without source', FLOW, '"os/exec" exec.Command("ls")', false],
    ['not for a source that the rule does not follow', FLOW, '"os/exec" "os" exec.Command(os.Args)', false],
    ['when what gives the type is named', FLOW, '"github.com/acme/web" "os/exec" exec.Command(a.Request().Form)', true],
    ['for a text that code needs', { needs: ['"math/rand"'] }, 'import "math/rand"', true],
    ['for a pattern that code needs', { needs: ['/\\)[+*]/'] }, '(a+)+', true],
    ['not without that pattern', { needs: ['/\\)[+*]/'] }, '(a + b)', false],
  ])('%s', (_, rule, text, expected) => {
    expect(prefilter([rule])(text) !== undefined).toBe(expected);
  });

  test('always, where a rule in code does not say what it needs', () => {
    expect(prefilter([{}])('')?.others.size).toBe(1);
  });

  test('when a name stands that alone makes the language presume a type', () => {
    const rule = { calls: [{ call: 'net/http.Response.render' }] };
    expect(prefilter([rule])('res.render(x)')).toBeUndefined();
    expect(prefilter([rule], { 'net/http': ['res'] })('res.render(x)')).toBeDefined();
  });
});

describe('of the rules of a language', () => {
  const MD5 = { calls: [{ call: 'crypto/md5.New' }] };
  const RANDOM = { needs: ['"math/rand"'] };
  const idsIn = (text: string, looks = {}) => {
    const possible = prefilter([FLOW, MD5, RANDOM], {}, looks)(text);
    return [possible?.flows ?? [], possible?.others ?? []].map((rules) => [...rules].map(({ id }) => id));
  };

  test.each<[string, string, readonly [readonly string[], readonly string[]]]>([
    ['only the call that stands there', '"crypto/md5" md5.New()', [[], ['go-rule-1']]],
    ['only the flow', '"net/http" "os/exec" exec.Command(r.Form)', [['go-rule-0'], []]],
    [
      'what code finds besides a flow',
      '"math/rand" "net/http" "os/exec" exec.Command(r.Form)',
      [['go-rule-0'], ['go-rule-2']],
    ],
    ['none without their names', 'package main', [[], []]],
  ])('%s is possible', (_, text, expected) => {
    expect(idsIn(text)).toEqual(expected);
  });

  test('one in code is not where its own look at the text says so', () => {
    const looks = { 'go-rule-2': (text: string) => text.includes('Int63') };
    expect(idsIn('"math/rand" rand.Intn(5)', looks)).toEqual([[], []]);
    expect(idsIn('"math/rand" rand.Int63()', looks)).toEqual([[], ['go-rule-2']]);
    expect(idsIn('rand.Int63()', looks)).toEqual([[], []]);
  });
});

describe('a file of JavaScript is worth parsing', () => {
  const support = {
    language: 'javascript',
    presumed: { 'koa.Context': ['/\\(ctx\\)/'] },
    presumedNames: { 'koa.Context': 'ctx' },
  } as const;
  const model = readModel({
    sources: { request: [{ parameter: { type: 'koa.Context' }, below: ['params'], said: 'the request' }] },
  });
  const possible = (rule: object, text: string) =>
    createPrefilter(support, readRules([{ id: 'javascript-rule', ...RULE, ...rule }]), model)(text) !== undefined;
  const EVAL = { taint: { sinks: [{ call: 'eval' }] } };
  const PACKAGE = { calls: [{ call: 'safe-eval' }] };
  const BUILDER = { calls: [{ call: '**.createQueryBuilder().**.where' }] };

  test.each<[string, object, string, boolean]>([
    ['when a parameter is read by whose name its type is presumed', EVAL, '(ctx) => eval(ctx.params.x)', true],
    ['when it is taken apart', EVAL, '(ctx) => { const { params } = ctx; eval(params.x) }', true],
    ['when it is known by another name', EVAL, '(ctx) => { const c = ctx; eval(c.params.x) }', true],
    ['when its type is written', EVAL, "import { Context } from 'koa'; (c: Context) => eval(c.params)", true],
    ['not when something else has the property', EVAL, '(ctx) => eval(node.params.x)', false],
    ['when it imports a package', PACKAGE, "import run from 'safe-eval'; run(x)", true],
    ['when it requires one', PACKAGE, "const run = require(\n  // for templates\n  'safe-eval')", true],
    ['when it loads one', PACKAGE, 'const run = await import(`safe-eval`)', true],
    ['not when it speaks of one', PACKAGE, 'let a; // like safe-eval', false],
    ['when all names of a chain stand there', BUILDER, 'db.createQueryBuilder().select().where(x)', true],
    ['not without the first', BUILDER, 'db.table.select().where(x)', false],
  ])('%s', (_, rule, text, expected) => {
    expect(possible(rule, text)).toBe(expected);
  });
});
