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
