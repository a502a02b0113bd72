import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readQuickly } from '../../../../src/engines/syntax/hcl/quick-read.ts';
import { readByGrammar } from '../../../../src/engines/syntax/hcl/read-hcl.ts';
import { createSyntax, type Syntax } from '../../../../src/engines/syntax/syntax.ts';
import { sourceText } from '../../../../src/engines/yaml-document/source-text.ts';
import { packagedAssets } from '../../../support/assets.ts';

let syntax: Syntax;

beforeAll(async () => {
  syntax = await createSyntax(packagedAssets);
  await syntax.load('hcl');
});

const quick = (text: string) => readQuickly(sourceText(text));

/** Every text of Terraform among the examples of the rules. */
function examples(): readonly (readonly [string, string])[] {
  return ['aws', 'azure', 'gcp'].flatMap((provider) =>
    readdirSync(join('rules/iac', provider)).flatMap((file) => {
      // Whatever the file holds besides these is nothing to this test.
      const rules = parse(readFileSync(join('rules/iac', provider, file), 'utf8')) as readonly {
        readonly id: string;
        readonly examples: Readonly<
          Record<'fail' | 'pass', readonly { readonly name: string; readonly path?: string; readonly text: string }[]>
        >;
      }[];
      return rules.flatMap(({ id, examples: { fail, pass } }) =>
        [...fail, ...pass]
          .filter(({ path, text }) => path === undefined && /^\w+(?: "[^"]*")* \{/m.test(text))
          .map(({ name, text }) => [`${id}: ${name}`, text] as const),
      );
    }),
  );
}

describe('what the quick reader gives is what the grammar gives', () => {
  test('for every example of the rules that it reads, which are nearly all', () => {
    const all = examples();
    const read = all.filter(([, text]) => quick(text) !== undefined);
    for (const [name, text] of read) expect([name, quick(text)]).toEqual([name, readByGrammar(syntax, text).body]);
    expect(all.length).toBeGreaterThan(200);
    expect(read.length / all.length).toBeGreaterThan(0.95);
  });

  test.each([
    ['nothing', ''],
    ['comments of all kinds', '# a\n// b\n/* c\n * d */ a = 1 # e\n'],
    ['the last line without an end', 'a = 1'],
    ['blocks with labels of both kinds, on one line and empty', 'a "b" c {}\nd { e = 1 }\nf "g" {\n}\n'],
    ['numbers', 'a = 0\nb = 1.5\n'],
    ['words', 'a = true\nb = false\nc = null\nd = truely\ne = x-y.z-1\n'],
    ['texts with escapes', String.raw`a = "\"x\" \\ \n \u00e9 $5 100%"${'\n'}`],
    ['texts with values in them', 'a = "x ${b.c} y ${ d } z"\ne = "${f}"\ng = "${"${h}"}"\n'],
    ['heredocs', 'a = <<EOF\n  x\n y\nEOF\nb = <<-EOT\n    x\n      y\n  EOT\nc = [<<X\nX\n]\n'],
    ['doubled signs', 'a = "x $${b} %%{c} $ %d ${e}"\nf = <<G\n$${h} $i\nG\n'],
    ['values in a heredoc', 'a = <<EOF\n${b}\nEOF\nc = <<-EOT\n    x ${d}\n      ${e} y\n    z\n  EOT\n'],
    ['steps', 'a = b.c[0].d["e"]\nf = g()[1].h\ni = (j).k\nl = m[*].n[0]\no = p[*]\n'],
    ['calls over lines and with the last argument spread', 'a = f(\n  1,\n  [2]...\n)\nb = g()\nc = h(1,)\n'],
    ['collections', 'a = [1, "b", [c],]\nd = { e = 1, "f" : 2\n (g) = 3, h.i = 4 }\nj = {}\nk = []\n'],
    ['operators by their strength', 'a = b + c * -d - e\nf = !g && h == i || j >= k % 2\nl = (m || n) && o\n'],
    ['operands of one strength from the left', 'a = b - c - d\ne = f == g != h\n'],
    ['operators over lines in parentheses', 'a = (\n b\n && c # d\n || e\n)\n'],
    ['conditionals', 'a = b ? c : d\ne = f == 1 ? [g] : {}\nh = (i ? j : k) ? l : m\n'],
    [
      'loops',
      'a = [for b in c : d if e]\nf = { for k, v in g : k => v... if v != null }\nh = [for k, v in i : "${k}${v}"]\n',
    ],
    [
      'declarations with their types',
      'variable "a" {\n  type = object({ b = string })\n  default = {}\n}\nvariable "c" {\n  type = object({ d = optional(string, "e") })\n}\n',
    ],
  ])('%s', (_name, text) => {
    const expected = readByGrammar(syntax, text);
    expect(expected.problem).toBeUndefined();
    expect(quick(text)).toEqual(expected.body);
  });
});

test('of conditionals in a row the second belongs to the first, which the grammar has the other way round', () => {
  const body = quick('a = b ? 1 : c ? 2 : 3\n');
  expect(body?.attributes[0]?.value).toMatchObject({
    kind: 'conditional',
    condition: { name: 'b' },
    yes: { value: 1 },
    no: { kind: 'conditional', condition: { name: 'c' }, yes: { value: 2 }, no: { value: 3 } },
  });
});

describe('the quick reader leaves to the grammar', () => {
  test.each([
    ['an attribute without a value', 'a =\n'],
    ['a block that does not end', 'a {\n'],
    ['a brace too many', 'a = 1\n}\n'],
    ['two attributes on a line', 'a = 1 b = 2\n'],
    ['a text that does not end', 'a = "b\n'],
    ['a comment that does not end', '/* a\n'],
    ['a heredoc that does not end', 'a = <<EOF\nb\n'],
    ['an assignment that is a comparison', 'a == 1\n'],
    ['directives', 'a = "%{ if b }c%{ endif }"\n'],
    ['directives in a heredoc', 'a = <<EOF\n%{ if b }\nEOF\n'],
    ['white space that is stripped', 'a = "${~ b ~}"\n'],
    ['the older splat', 'a = b.*.c\n'],
    ['the older index', 'a = b.0.c\n'],
    ["functions of a provider's own", 'a = provider::b::c()\n'],
    ['names of other scripts', 'größe = 1\n'],
    ['a byte that is no text', 'a = 1\u0000\n'],
    ['parentheses in each other', `a = ${'('.repeat(100)}1${')'.repeat(100)}\n`],
    ['blocks in each other', 'a {\n'.repeat(50) + '}\n'.repeat(50)],
  ])('%s', (_name, text) => {
    expect(quick(text)).toBeUndefined();
  });

  test('a megabyte of brackets, quotes or comments, without looking at it for long', () => {
    for (const piece of ['(', '[', '{', '"${', '/*', '<<A\n', '!', 'a.', 'a ? ', '-'])
      expect(quick(`a = ${piece.repeat(200_000)}`)).toBeUndefined();
  });
});
