import { describe, expect, test } from '@jest/globals';
import { analyseProgram } from '../../../../src/engines/sast/analysis/lookup.ts';
import { lower } from '../../../../src/engines/sast/languages/javascript/lower.ts';
import { compileRuleBook } from '../../../../src/engines/sast/matching/rule-book.ts';
import { readModel, readRules } from '../../../../src/engines/sast/rule.ts';
import { findPassedTo } from '../../../../src/engines/sast/taint/functions.ts';
import { mayFlow } from '../../../../src/engines/sast/taint/may-flow.ts';
import { createSyntax } from '../../../../src/engines/syntax/syntax.ts';
import { packagedAssets } from '../../../support/assets.ts';

const about = {
  title: 'A rule',
  severity: 'high',
  cwes: ['CWE-78'],
  help: 'Something happens.',
  fix: 'Do it otherwise.',
  sources: ['https://example.org/'],
  since: '2026-11-21',
};
const RULES = readRules([
  {
    ...about,
    id: 'javascript-one',
    taint: {
      sinks: [{ call: 'sink', argument: ['0', '1.path'], unless: { 2: 'safe' } }, { assign: '**.innerHTML' }],
    },
  },
  { ...about, id: 'javascript-two', taint: { callers: 'low', sinks: [{ call: 'run', argument: '0' }] } },
  { ...about, id: 'javascript-three', taint: { from: ['argv'], sinks: [{ call: 'start', argument: '0' }] } },
]);
const MODEL = readModel({
  sources: {
    request: [
      { value: 'lib.input', said: 'the request' },
      { result: 'lib.read', said: 'the request' },
      { fills: 'lib.decode', argument: '0', said: 'the request' },
      { parameter: { name: 'req' }, below: ['query'], said: 'the request' },
    ],
    argv: [{ value: 'process.argv', said: 'the command line' }],
  },
});

const syntax = await createSyntax(packagedAssets);
await syntax.load('javascript');

function mayFlowIn(text: string, rules = RULES): boolean {
  const tree = syntax.parse('javascript', text, 5_000);
  if (tree === undefined) throw new Error('the text was not parsed');
  const book = compileRuleBook(rules, MODEL);
  const program = analyseProgram(lower(tree, text), book.known);
  tree.delete();
  return mayFlow(program, book, findPassedTo(program), new Set(book.rules));
}

describe('values are followed', () => {
  test.each([
    ['from what is read', 'sink(lib.input);'],
    ['from what is read under another name', "const { input } = require('lib'); sink(input);"],
    ['from the result of a call', 'const a = lib.read(); sink(a);'],
    ['from what a call fills in', 'lib.decode(a); sink(a);'],
    ['from a parameter', 'function f(req) { sink(req.query); }'],
    ['to an entry of what a call is given', 'sink(1, { path: lib.input });'],
    ['to a property that is assigned', 'a.innerHTML = lib.input;'],
    ['to a property that is assigned within an expression', 'f((a.innerHTML = lib.input));'],
    ['to an entry that is a sink', 'f({ x: { innerHTML: lib.input } });'],
    ['from functions within functions', 'const f = () => { g(() => { sink(a); }); }; const a = lib.read();'],
    ['from anything, where callers count', 'function f(a) { run(a); }'],
  ])('%s', (_, text) => {
    expect(mayFlowIn(text)).toBe(true);
  });
});

describe('values are not followed', () => {
  test.each([
    ['without a sink', 'f(lib.input);'],
    ['without a source', 'sink(a);'],
    ['without a source of the rule', 'start(lib.input);'],
    ['where the sink is given nothing', 'lib.read(); sink();'],
    ['where the sink is given what is fixed', "lib.read(); sink('a'); sink(1); sink(/a/);"],
    ['where the sink is given a function', 'lib.read(); sink(() => 1);'],
    ['where another argument is open', "sink('a', lib.input);"],
    ['where the conditions do not hold', "sink(lib.input, 1, 'safe');"],
    ['where callers count and the argument is fixed', "function f(a) { run('a'); }"],
    ['for a parameter of another name', 'function f(a) { sink(a.query); }'],
  ])('%s', (_, text) => {
    expect(mayFlowIn(text)).toBe(false);
  });

  test('where there are no rules', () => {
    expect(mayFlowIn('sink(lib.input);', [])).toBe(false);
  });
});

test('what handlers return is always looked at', () => {
  const returning = readRules([{ ...about, id: 'javascript-four', taint: { sinks: [{ returns: 'page' }] } }]);
  expect(mayFlowIn('f();', returning)).toBe(true);
});
