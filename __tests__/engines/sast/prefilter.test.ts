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

function prefilter(rules: readonly object[], presumed = {}) {
  const full = rules.map((rule, at) => ({ id: `go-rule-${at}`, ...RULE, ...rule }));
  return createPrefilter({ language: 'go', presumed }, readRules(full), readModel(MODEL));
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
    expect(prefilter([rule])(text)).toBe(expected);
  });

  test('always, where a rule in code does not say what it needs', () => {
    expect(prefilter([{}])('')).toBe(true);
  });

  test('when a name stands that alone makes the language presume a type', () => {
    const rule = { calls: [{ call: 'net/http.Response.render' }] };
    expect(prefilter([rule])('res.render(x)')).toBe(false);
    expect(prefilter([rule], { 'net/http': ['res'] })('res.render(x)')).toBe(true);
  });
});
