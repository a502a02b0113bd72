import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileExcludes } from '../../../src/pipeline/discover/excludes.ts';

describe('an excluded pattern', () => {
  test.each([
    ['testdata/**', 'testdata/a/b.ts', true],
    ['testdata/**', 'src/testdata/a.ts', false],
    ['testdata', 'testdata/a.ts', true],
    ['testdata/', 'testdata/.hidden/a.ts', true],
    ['./testdata', 'testdata/a.ts', true],
    ['/testdata', 'testdata/a.ts', true],
    ['testdata', 'testdata2/a.ts', false],
    ['**/fixtures', 'a/b/fixtures/c/d.ts', true],
    ['**/fixtures', 'fixtures/d.ts', true],
    ['**/*.min.js', 'web/a.min.js', true],
    ['**/*.min.js', 'a.min.js', true],
    ['*.min.js', 'web/a.min.js', false],
    ['**', '.github/workflows/ci.yml', true],
    ['**', 'two\nlines', true],
    ['docs/*', 'docs/two\nlines/a', true],
    ['{a,b}/*.ts', 'b/x.ts', true],
    ['!src/**', 'docs/a.md', false],
    ['!src/**', 'src/a.ts', false],
    ['SRC', 'src/a.ts', false],
    ['caf\udce9', 'caf\udce9/x', true],
  ])('%j on %j: %j', (pattern, path, excluded) => {
    expect(compileExcludes([pattern])(path)).toBe(excluded);
  });

  test.each([[[]], [['']], [['/', './']]])('that names nothing (%j) excludes nothing', (patterns) => {
    expect(compileExcludes(patterns)('a.ts')).toBe(false);
  });

  test('excludes whatever the others say, in any order', () => {
    const path = fc.constantFrom('a/b.ts', 'a/c.md', 'd.ts', 'e/f/g.min.js');
    const patterns = fc.array(fc.constantFrom('a', '**/*.md', 'd.*', 'e/**', '!a'), { maxLength: 4 });
    fc.assert(
      fc.property(path, patterns, (file, globs) => {
        const alone = globs.some((glob) => compileExcludes([glob])(file));
        expect(compileExcludes(globs)(file)).toBe(alone);
        expect(compileExcludes([...globs].reverse())(file)).toBe(alone);
      }),
    );
  });
});
