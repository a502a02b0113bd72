import { describe, expect, test } from '@jest/globals';
import { expandBraces } from '../../../src/engines/sast/braces.ts';
import { readModel, readRules } from '../../../src/engines/sast/rule.ts';

describe('alternatives in a path', () => {
  test.each([
    ['without braces it is itself', 'a.b.c', ['a.b.c']],
    ['one group', 'a.{b,c}', ['a.b', 'a.c']],
    ['two groups, the first one changing slowest', '{a,b}.{c,d}', ['a.c', 'a.d', 'b.c', 'b.d']],
    ['a group in a group', 'a.{b,{c,d}.e}', ['a.b', 'a.c.e', 'a.d.e']],
    ['white space around them is nothing', 'a.{b,\n  c}', ['a.b', 'a.c']],
    ['an empty one', 'a.read{,All}', ['a.read', 'a.readAll']],
    ['braces without a comma are letters', 'a.{b}', ['a.{b}']],
    ['signs that mean something to replacing', 'a.{$&,$1}', ['a.$&', 'a.$1']],
  ])('%s', (_name, path, expected) => {
    expect(expandBraces(path)).toEqual(expected);
  });

  test('too many are refused', () => {
    expect(() => expandBraces('{a,b,c,d,e,f,g,h}.{a,b,c,d,e,f,g,h}.{a,b,c,d,e,f,g,h}')).toThrow('more than 500');
  });
});

describe('paths of rules and models', () => {
  test('are written with alternatives wherever a path stands', () => {
    const [rule] = readRules([
      {
        id: 'java-a',
        title: 'A',
        severity: 'low',
        cwes: ['CWE-1'],
        help: 'Help.',
        fix: 'Fix.',
        sources: ['https://example.com/'],
        since: '2026-11-21',
        calls: [{ call: 'a.{b,c}' }],
        examples: {
          fail: [{ name: 'one', text: 'a.b(); // here\n' }],
          pass: [{ name: 'none', text: 'a.d();\n' }],
        },
      },
    ]);
    expect(rule?.calls?.[0]?.call).toEqual(['a.b', 'a.c']);
    const model = readModel({
      sources: { request: [{ result: ['{x,y}.get', 'z.get'], said: 'it' }] },
      results: { '{x,y}.open()': 'x.Y' },
    });
    expect(model.sources['request']?.[0]).toMatchObject({ result: ['x.get', 'y.get', 'z.get'] });
    expect(model.results).toEqual({ 'x.open()': 'x.Y', 'y.open()': 'x.Y' });
  });
});
