import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isComponent, scriptsOf } from '../../../../../src/engines/sast/languages/javascript/components.ts';
import { smallEngine } from '../../small-engine.ts';

describe('the scripts of a component', () => {
  test.each([
    ['a script', 'a.vue', '<p>x</p>\n<script>\nlet a;\n</script>\n', ['let a;', ';']],
    ['two of them', 'a.vue', '<script>a</script><script setup lang="ts">b</script>', ['a;', 'b;']],
    ['an attribute with a sign in it', 'a.vue', '<script setup generic="T extends List<string>">a</script>', ['a;']],
    ['a module', 'a.svelte', '<script context="module" type="module">a</script>', ['a;']],
    ['one with a type of its own', 'a.vue', "<script type='text/javascript'>a</script>", ['a;']],
    ['no data', 'a.vue', '<script type="application/ld+json">{"a":1}</script>', []],
    ['nothing of one from elsewhere', 'a.vue', '<script src="./a.ts" /><p>a</p>', []],
    ['nothing of one without an end', 'a.vue', '<script>let a', []],
    ['capital letters', 'a.vue', '<SCRIPT>a</Script >', ['a;']],
    ['the front matter of a page', 'a.astro', '---\nconst a = 1\n---\n<p>a</p>', ['const a = 1', ';']],
    ['front matter and a script', 'a.astro', '---\na\n---\n<script>b</script>', ['a', ';', 'b;']],
    ['no front matter of other components', 'a.vue', '---\na\n---\n', []],
    ['an empty front matter', 'a.astro', '---\n---\n', [';']],
  ])('are %s', (_, path, text, expected) => {
    const code = scriptsOf(path, text);
    expect(code).toHaveLength(text.length);
    expect(
      code
        .split(/\s{2,}|\n/)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ).toEqual(expected);
  });

  test('are followed like any code, and results stand where people see them', async () => {
    const engine = await smallEngine('javascript');
    const text =
      '<template>\n  <p>sink(source())</p>\n</template>\n<script setup lang="ts">\nconst a: string = source();\n  sink(a);\n</script>\n';
    const { results, notLookedAt } = engine.scan('src/Page.vue', Buffer.from(text));
    expect(notLookedAt).toBeUndefined();
    expect(results.map(({ region }) => region)).toEqual([expect.objectContaining({ startLine: 6, startColumn: 3 })]);
  });

  test('keep their length and their lines, whatever the text is', () => {
    const piece = fc.constantFrom(
      '<script',
      '>',
      '"',
      "'",
      '</script>',
      '---',
      '\n',
      '\r\n',
      'İ',
      '😀',
      'let a;',
      ' ',
      '/',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('a.vue', 'a.svelte', 'a.astro'), (pieces, path) => {
        const text = pieces.join('');
        const code = scriptsOf(path, text);
        expect(code).toHaveLength(text.length);
        expect(code.split('\n')).toHaveLength(text.split('\n').length);
      }),
    );
  });

  test('are found in time among a hundred thousand beginnings', () => {
    const text = '<script '.repeat(100_000);
    expect(scriptsOf('a.vue', text).trim()).toBe('');
  });

  test.each([
    ['a.vue', true],
    ['a.svelte', true],
    ['src/pages/index.astro', true],
    ['a.ts', false],
    ['vue.js', false],
  ])('%s is a component: %s', (path, expected) => {
    expect(isComponent(path)).toBe(expected);
  });
});
