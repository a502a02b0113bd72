import { describe, expect, test } from '@jest/globals';
import { compilePath, PathIndex } from '../../../../src/engines/sast/matching/path-pattern.ts';

describe('a pattern', () => {
  test.each([
    ['subprocess.run', 'subprocess.run', true],
    ['subprocess.run', 'subprocess.run.x', false],
    ['subprocess.run', 'my.subprocess.run', false],
    ['subprocess.*', 'subprocess.run', true],
    ['subprocess.*', 'subprocess', false],
    ['subprocess.*', 'subprocess.a.b', false],
    ['**.execute', 'a.execute', true],
    ['**.execute', '?.b().execute', true],
    ['**.execute', 'execute', false],
    ['a.**.b', 'a.b', true],
    ['a.**.b', 'a.x.y.b', true],
    ['a.**', 'a', true],
    ['a.**', 'a.b.c', true],
    ['a.**', 'b.a', false],
    ['os/exec.Command', 'os/exec.Command', true],
    ['a().b', 'a.b', false],
    ['**.*Form().data', 'app.forms.LoginForm().data', true],
    ['**.*Form().data', 'app.forms.Login().data', false],
    ['a.resolve_*', 'a.resolve_user', true],
    ['a.resolve_*', 'a.user', false],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(compilePath(pattern).matches(path)).toBe(expected);
  });
});

test('an index finds what fits, in the order of adding and each once', () => {
  const index = new PathIndex<string>();
  index.add('a.run', 'first');
  index.add('**.run', 'second');
  index.add('a.*', 'third');
  index.add('*.run', 'first');
  index.add('b.stop', 'fourth');
  expect(index.find('a.run')).toEqual(['first', 'second', 'third']);
  expect(index.find('x.y.run')).toEqual(['second']);
  expect(index.find('b.stop')).toEqual(['fourth']);
  expect(index.find('c')).toEqual([]);
});
